-- A row: a year's exports of a country in a product group of the WTO, current USD, by the concordance wto_groups.csv.
SELECT
    p.year,
    p.country,
    g.wto_group,
    sum(p.value_usd) AS value_usd
FROM product_exports p
JOIN product_groups g ON g.code = p.code
WHERE p.level = 6
GROUP BY p.year, p.country, g.wto_group
ORDER BY country, wto_group
