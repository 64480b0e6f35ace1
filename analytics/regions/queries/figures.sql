-- question: What is a figure of every NUTS 3 region in a year, or the newest of each?
-- grain: one row a NUTS 3 region with a figure; Danish ones have that of their NUTS 2 region (figure_code)
-- units: as in regions.indicators
-- param indicator VARCHAR = 'population': an indicator of regional_stats
-- param year INTEGER = NULL: a year; NULL = the newest of each region
SELECT nuts_code, country, year, value, figure_code
FROM region_figures
WHERE level = 3 AND indicator = $indicator AND ($year IS NULL OR year = $year)
QUALIFY row_number() OVER (PARTITION BY nuts_code ORDER BY year DESC) = 1
ORDER BY nuts_code
