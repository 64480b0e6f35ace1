-- question: Of how many active clusters are members known by name, and how much is known of them?
-- grain: one row
-- units: clusters, clusters_named (clusters); memberships, with_country, cross_border (memberships); organisations (organisations); rows_listed (rows of memberships, all clusters)
-- param countries VARCHAR[] = []: countries of the clusters
-- param ecosystems VARCHAR[] = []: ecosystems of the clusters
SELECT
    count(DISTINCT c.cluster_id) AS clusters,
    count(DISTINCT m.cluster_id) AS clusters_named,
    count(m.cluster_id) AS memberships,
    count(DISTINCT m.member_id) AS organisations,
    count(m.member_country) AS with_country,
    count(*) FILTER (WHERE m.member_country <> c.country) AS cross_border,
    (SELECT count(*) FROM memberships) AS rows_listed
FROM filtered_clusters($countries, $ecosystems, [], [], [], [], ['active'], counted_kinds(), NULL, NULL, NULL) c
LEFT JOIN resolved_members m USING (cluster_id)
