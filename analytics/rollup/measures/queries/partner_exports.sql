-- A row: a year's exports of a country to a partner, current USD, whole dollars.
SELECT
    CAST(y.year AS INT) AS year,
    coalesce(c.country, p.exporter) AS country,
    coalesce(d.country, p.importer) AS partner,
    CAST(floor(sum(p.value) * min(y.usd) + 0.5e0) AS DOUBLE) AS value_usd
FROM partials p
LEFT JOIN country_codes c ON c.number = p.exporter
LEFT JOIN country_codes d ON d.number = p.importer
CROSS JOIN this_year y
WHERE p.part = 'partner' AND p.value IS NOT NULL
GROUP BY y.year, coalesce(c.country, p.exporter), coalesce(d.country, p.importer)
ORDER BY country, partner
