-- question: What does a country export, by product group?
-- grain: one row a country, year and leaf product group; empty = the group is unknown in that year
-- units: exports_usd_million (million current USD), share_pct (% of the country's goods exports)
-- param countries VARCHAR[] = NULL: ISO 3166 codes, EU27 or WORLD; NULL = all
-- param years INTEGER[] = NULL: years; NULL = all
-- param without_fuels INTEGER = 0: 1 leaves fuels (MIFU) out of all totals
SELECT country, year, product_code, exports_usd_million, 100 * share AS share_pct
FROM product_shares($without_fuels)
WHERE (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
  AND (coalesce(len($years), 0) = 0 OR list_contains($years, year))
ORDER BY country, year, product_code
