-- question: Which values can each filter of the clusters take, and how many clusters have each?
-- grain: one row a filter and value
-- units: clusters (clusters)
SELECT 'programme' AS filter, p AS value, count(*) AS clusters
FROM (SELECT unnest(programmes) AS p FROM cluster_facts) GROUP BY p
UNION ALL
SELECT 'level', programme_level, count(*) FROM cluster_facts WHERE programme_level IS NOT NULL GROUP BY ALL
UNION ALL
SELECT 'founded', CAST(founded_year AS VARCHAR), count(*) FROM cluster_facts WHERE founded_year IS NOT NULL GROUP BY ALL
ORDER BY filter, clusters DESC, value
