-- question: From which year to which does each export indicator reach?
-- grain: one row an indicator
-- units: first_year, last_year (calendar years)
SELECT indicator, min(year) AS first_year, max(year) AS last_year
FROM export_indicators
GROUP BY indicator
ORDER BY indicator
