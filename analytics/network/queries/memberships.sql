-- question: Which organisations are known as members of which active clusters, each organisation under one name?
-- grain: one row a membership of an organisation in an active cluster
-- units: texts; is_cross_border (unknown where the member's country is)
-- param countries VARCHAR[] = []: countries of the clusters
-- param ecosystems VARCHAR[] = []: ecosystems of the clusters
SELECT
    c.cluster_id,
    c.name AS cluster_name,
    c.country AS cluster_country,
    c.ecosystem,
    m.member_id,
    m.member_name,
    m.member_type,
    m.member_country,
    m.member_country <> c.country AS is_cross_border,
    m.seen_name,
    m.source_year,
    m.source_url
FROM filtered_clusters($countries, $ecosystems, [], [], [], [], ['active'], counted_kinds(), NULL, NULL, NULL) c
JOIN resolved_members m USING (cluster_id)
ORDER BY c.cluster_id, m.member_id
