-- question: Which success stories are told of a cluster, and which programme figures name it?
-- grain: one row a story or figure
-- units: value is in the unit named in its row
-- param cluster VARCHAR = NULL: cluster_id
SELECT 'story' AS kind, year, headline_en AS headline, metric_name AS indicator, metric_value AS value,
       metric_unit AS unit, source_url
FROM success_stories WHERE cluster_id = $cluster
UNION ALL
SELECT 'figure', year, note, indicator, value, unit, source_url
FROM programme_figures WHERE cluster_id = $cluster
ORDER BY kind, year DESC NULLS LAST
