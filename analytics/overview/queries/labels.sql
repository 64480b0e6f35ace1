-- question: How many active clusters of each country hold a cluster management quality label, by level?
-- grain: one row a country and level
-- units: clusters (active clusters), per_million (clusters per million inhabitants)
WITH people AS (
    SELECT country, value AS population FROM export_indicators
    WHERE indicator = 'SP.POP.TOTL'
    QUALIFY row_number() OVER (PARTITION BY country ORDER BY year DESC) = 1
)
SELECT country, esca_label AS label, count(*) AS clusters, count(*) / any_value(population) * 1e6 AS per_million
FROM cluster_facts
JOIN people USING (country)
WHERE status = 'active' AND esca_label IS NOT NULL
GROUP BY country, esca_label
ORDER BY country, label
