-- A row: a year's exports of a country in a product group of the WTO, current USD, by the concordance wto_groups.csv.
WITH products AS (
    SELECT year, country, code, value_usd FROM product_exports WHERE level = 6
), codes AS (
    SELECT DISTINCT code FROM products
), groups AS (
    SELECT c.code, coalesce(w.wto_group, 'TO_OTH') AS wto_group
    FROM codes c
    LEFT JOIN wto_groups w ON c.code BETWEEN w.first_code AND w.last_code
)
SELECT
    p.year,
    p.country,
    g.wto_group,
    sum(p.value_usd) AS value_usd
FROM products p
JOIN groups g ON g.code = p.code
GROUP BY p.year, p.country, g.wto_group
ORDER BY country, wto_group
