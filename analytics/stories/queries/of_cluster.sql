-- question: What has been published of one cluster's results, from the first year on?
-- grain: one row a story, and one a year for which the number of companies in the cluster is published
-- units: value is in the unit named in its row; rows of companies (no story_id) count companies; never add values up
-- param cluster VARCHAR = 'dk-odense-robotics': cluster_id
SELECT story_id, cluster_id, cluster_name, year, headline, metric, value, unit, source_url
FROM story_facts
WHERE cluster_id = $cluster
UNION ALL
SELECT NULL, m.cluster_id, c.name, m.year, NULL, NULL, m.companies, NULL, m.source_url
FROM membership_composition m
JOIN clusters c USING (cluster_id)
WHERE cluster_id = $cluster AND m.companies IS NOT NULL
ORDER BY year NULLS LAST, story_id NULLS FIRST
