-- A row: how alike the exports of a Nordic country and another are in a year at HS 4 or 6. similarity: Finger and Kreinin's
-- index (1979), the sum over products of the lesser of the two shares, 0 (nothing in common) to 1 (the same structure).
-- Shares are added as whole parts of 10^15, so that the sum does not depend on the order of the rows.
-- The Nordic shares are grouped, though each is one row, so that engines join the few rows to the many.
WITH totals AS (
    SELECT country, sum(value_usd) AS total FROM product_exports WHERE level = 2 GROUP BY country
), shares AS (
    SELECT x.country, x.level, x.code, x.value_usd / t.total AS share
    FROM product_exports x
    JOIN totals t ON t.country = x.country
    WHERE x.level IN (4, 6)
), nordic_shares AS (
    SELECT x.country, x.level, x.code, max(x.value_usd / t.total) AS share
    FROM product_exports x
    JOIN totals t ON t.country = x.country
    WHERE x.level IN (4, 6) AND x.country IN (SELECT country FROM nordic_countries)
    GROUP BY x.country, x.level, x.code
), common AS (
    SELECT
        a.country, b.country AS other, a.level,
        sum(CAST(floor(least(a.share, b.share) * 1e15 + 0.5e0) AS BIGINT)) AS parts
    FROM nordic_shares a
    JOIN shares b ON b.level = a.level AND b.code = a.code
    GROUP BY a.country, b.country, a.level
), pairs AS (
    SELECT n.country, t.country AS other, l.level
    FROM nordic_countries n
    JOIN totals o ON o.country = n.country
    CROSS JOIN totals t
    CROSS JOIN (SELECT DISTINCT level FROM nordic_shares) l
    WHERE t.country <> n.country
)
SELECT
    CAST(y.year AS INT) AS year,
    p.country,
    p.other,
    p.level,
    CAST(coalesce(c.parts, 0) AS DOUBLE) / 1e15 AS similarity
FROM pairs p
LEFT JOIN common c ON c.country = p.country AND c.other = p.other AND c.level = p.level
CROSS JOIN this_year y
ORDER BY country, other, level
