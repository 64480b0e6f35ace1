-- question: How large are a country's exports of goods and services beside its economy?
-- grain: one row a country and year
-- units: exports_pct_gdp (% of GDP)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all with a figure
-- param since INTEGER = 1995: first year
SELECT country, year, value AS exports_pct_gdp, source_id
FROM export_indicators
WHERE indicator = 'NE.EXP.GNFS.ZS'
  AND (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
  AND year >= $since
ORDER BY country, year
