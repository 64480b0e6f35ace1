-- A row: how concentrated a country's exports of a year are at a level of the HS. herfindahl: sum of squared shares, 0 to 1;
-- top_share: share of the largest product; products: how many it exports. Shares are added as whole parts of 10^15, so
-- that the sum does not depend on the order of the rows.
WITH totals AS (
    SELECT year, country, level, sum(value_usd) AS total FROM product_exports WHERE level = 2 GROUP BY year, country, level
), shares AS (
    SELECT x.year, x.country, x.level, x.value_usd / t.total AS share
    FROM product_exports x
    JOIN totals t ON t.country = x.country AND t.year = x.year
)
SELECT
    year,
    country,
    level,
    sum(floor(share * share * 1e15 + 0.5e0)) / 1e15 AS herfindahl,
    max(share) AS top_share,
    CAST(count(*) AS INT) AS products
FROM shares
GROUP BY year, country, level
ORDER BY country, level
