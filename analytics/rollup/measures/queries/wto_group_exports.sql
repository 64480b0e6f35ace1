-- A row: a year's exports of a country in a product group of the WTO, current USD, by the concordance wto_groups.csv.
WITH groups AS (
    SELECT DISTINCT x.code, coalesce(w.wto_group, 'TO_OTH') AS wto_group
    FROM product_exports x
    LEFT JOIN wto_groups w ON x.code BETWEEN w.first_code AND w.last_code
    WHERE x.level = 6
)
SELECT
    x.year,
    x.country,
    g.wto_group,
    sum(x.value_usd) AS value_usd
FROM product_exports x
JOIN groups g ON g.code = x.code
WHERE x.level = 6
GROUP BY x.year, x.country, g.wto_group
ORDER BY country, wto_group
