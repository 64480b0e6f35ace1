-- question: Which members of a cluster are known by name, and in how many other clusters do they sit?
-- grain: one row a member of the cluster
-- units: other_clusters (clusters)
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT
    m.cluster_id,
    m.member_id,
    m.seen_name AS member_name,
    m.member_type,
    m.member_country,
    m.member_city,
    m.source_year,
    m.source_url,
    (SELECT count(*) FROM resolved_members o
     WHERE o.member_id = m.member_id AND o.cluster_id <> m.cluster_id) AS other_clusters
FROM resolved_members m
WHERE m.cluster_id = coalesce($cluster, m.cluster_id)
ORDER BY other_clusters DESC, m.seen_name
