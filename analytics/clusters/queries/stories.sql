-- question: Which success stories are told of a cluster, and which programme figures name it?
-- grain: one row a story or figure
-- units: value is in the unit named in its row
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT cluster_id, 'story' AS kind, year, headline_en, headline_fi, headline_sv, value, unit_en, unit_fi, unit_sv, source_url
FROM story_facts WHERE cluster_id = coalesce($cluster, cluster_id)
UNION ALL
SELECT f.cluster_id, 'figure', f.year, i.text_en, i.text_fi, i.text_sv, f.value, u.text_en, u.text_fi, u.text_sv, f.source_url
FROM programme_figures f
LEFT JOIN figure_texts i ON i.kind = 'indicator' AND i.key = f.indicator
LEFT JOIN figure_texts u ON u.kind = 'unit' AND u.key = f.unit
WHERE f.cluster_id = coalesce($cluster, f.cluster_id)
ORDER BY kind, year DESC NULLS LAST
