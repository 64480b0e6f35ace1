-- A row: how alike the exports of a Nordic country and another are in a year at HS 4 or 6. similarity: Finger and Kreinin's
-- index (1979), the sum over products of the lesser of the two shares, 0 (nothing in common) to 1 (the same structure).
-- Shares are added as whole parts of 10^15, so that the sum does not depend on the order of the rows.
-- The Nordic shares are grouped, though each is one row, so that engines join the few rows to the many.
WITH totals AS (
    SELECT x.country, min(c.place) AS place, max(c.nordic) AS nordic, sum(x.value_usd) AS total
    FROM product_exports x
    JOIN countries_in_order c ON c.country = x.country
    WHERE x.level = 2
    GROUP BY x.country
), shares AS (
    SELECT t.place, t.nordic, x.level, x.code, x.value_usd / t.total AS share
    FROM product_exports x
    JOIN totals t ON t.country = x.country
    WHERE x.level IN (4, 6)
), nordic_shares AS (
    SELECT place, level, code, max(share) AS share FROM shares WHERE nordic = 1 GROUP BY place, level, code
), common AS (
    SELECT
        a.place, b.place AS other, a.level,
        sum(floor(least(a.share, b.share) * 1e15 + 0.5e0)) AS parts
    FROM nordic_shares a
    JOIN shares b ON b.level = a.level AND b.code = a.code
    GROUP BY a.place, b.place, a.level
), pairs AS (
    SELECT n.place, n.country, t.place AS other_place, t.country AS other, l.level
    FROM totals n
    CROSS JOIN totals t
    CROSS JOIN (SELECT DISTINCT level FROM nordic_shares) l
    WHERE n.nordic = 1 AND t.place <> n.place
)
SELECT
    CAST(y.year AS INT) AS year,
    p.country,
    p.other,
    p.level,
    coalesce(c.parts, 0) / 1e15 AS similarity
FROM pairs p
LEFT JOIN common c ON c.place = p.place AND c.other = p.other_place AND c.level = p.level
CROSS JOIN this_year y
ORDER BY country, other, level
