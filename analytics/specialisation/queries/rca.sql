-- question: In which product groups is a country specialised beside the world?
-- grain: one row a country, year and leaf product group; empty = the group is unknown in that year
-- units: rca (Balassa's index: the group's share of the country's exports over its share of the world's; 1 = as the world), symmetric_rca ((rca - 1) / (rca + 1), from -1 to 1)
-- param countries VARCHAR[] = NULL: ISO 3166 codes or EU27; NULL = all
-- param years INTEGER[] = NULL: years; NULL = all
-- param product_codes VARCHAR[] = NULL: leaf product groups; NULL = all
-- param without_fuels INTEGER = 0: 1 leaves fuels (MIFU) out of all totals
SELECT
    c.country,
    c.year,
    c.product_code,
    c.share / nullif(w.share, 0) AS rca,
    (rca - 1) / (rca + 1) AS symmetric_rca
FROM product_shares($without_fuels) c
JOIN product_shares($without_fuels) w ON w.country = 'WORLD' AND w.year = c.year AND w.product_code = c.product_code
WHERE c.country <> 'WORLD'
  AND (coalesce(len($countries), 0) = 0 OR list_contains($countries, c.country))
  AND (coalesce(len($years), 0) = 0 OR list_contains($years, c.year))
  AND (coalesce(len($product_codes), 0) = 0 OR list_contains($product_codes, c.product_code))
ORDER BY c.country, c.year, c.product_code
