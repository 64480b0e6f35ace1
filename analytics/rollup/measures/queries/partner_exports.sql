-- A row: a year's exports of a country to a partner, current USD, whole dollars.
WITH flows AS (
    SELECT t.place, u.place AS partner, sum(p.value) AS value
    FROM partials p
    JOIN traders t ON t.number = p.exporter
    JOIN traders u ON u.number = p.importer
    WHERE p.part = 'partner' AND p.value IS NOT NULL
    GROUP BY t.place, u.place
)
SELECT
    CAST(y.year AS INT) AS year,
    c.country,
    d.country AS partner,
    CAST(floor(f.value * y.usd + 0.5e0) AS DOUBLE) AS value_usd
FROM flows f
JOIN countries_in_order c ON c.place = f.place
JOIN countries_in_order d ON d.place = f.partner
CROSS JOIN this_year y
ORDER BY f.place, f.partner
