-- question: Which success stories are told of a cluster, and which programme figures name it?
-- grain: one row a story or figure
-- units: value is in the unit named in its row
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT cluster_id, 'story' AS kind, story_id, year, headline, value, unit, source_url
FROM story_facts WHERE cluster_id = coalesce($cluster, cluster_id)
UNION ALL
SELECT f.cluster_id, 'figure', NULL, f.year, i.text, f.value, u.text, f.source_url
FROM programme_figures f
LEFT JOIN figure_texts i ON i.kind = 'indicator' AND i.key = f.indicator
LEFT JOIN figure_texts u ON u.kind = 'unit' AND u.key = f.unit
WHERE f.cluster_id = coalesce($cluster, f.cluster_id)
ORDER BY kind, year DESC NULLS LAST
