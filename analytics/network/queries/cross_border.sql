-- question: Which organisations are members of an active cluster in another country than their own?
-- grain: one row a membership across a border; a country is chosen when the member or the cluster is of it
-- units: texts
-- param countries VARCHAR[] = []: countries of the member or of the cluster
-- param ecosystems VARCHAR[] = []: ecosystems of the clusters
SELECT
    m.member_id,
    m.member_name,
    m.member_type,
    m.member_country,
    c.cluster_id,
    c.name AS cluster_name,
    c.country AS cluster_country,
    c.ecosystem,
    m.source_year,
    m.source_url
FROM filtered_clusters([], $ecosystems, [], [], [], [], ['active'], counted_kinds(), NULL, NULL, NULL) c
JOIN resolved_members m USING (cluster_id)
WHERE m.member_country <> c.country
  AND (coalesce(len($countries), 0) = 0
       OR list_contains($countries, c.country) OR list_contains($countries, m.member_country))
ORDER BY c.country, c.name, m.member_name
