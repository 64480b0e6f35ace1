-- question: Which facts of a cluster come from another page than its row?
-- grain: one row a fact and page
-- units: value and earlier_value as in the column of clusters that field names
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT cluster_id, field, value, source_year, used, earlier_value, earlier_year, earlier_source_url, source_url
FROM cluster_cell_sources
WHERE cluster_id = coalesce($cluster, cluster_id)
ORDER BY cluster_id, field, used DESC, source_url
