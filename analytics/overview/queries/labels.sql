-- question: How many active clusters of each country have been awarded a cluster management quality label, by level?
-- grain: one row a country and level
-- units: clusters (active clusters)
SELECT country, esca_label AS label, count(*) AS clusters
FROM cluster_facts
WHERE counted AND esca_label IS NOT NULL
GROUP BY country, esca_label
ORDER BY country, label
