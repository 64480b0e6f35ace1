-- question: In which years has an indicator a figure for NUTS 3 regions?
-- grain: one row an indicator and year
-- units: regions (NUTS 3 regions with a figure)
SELECT indicator, year, CAST(count(*) AS INTEGER) AS regions
FROM region_figures WHERE level = 3
GROUP BY indicator, year
ORDER BY indicator, year
