-- question: Of what kinds are the members of active clusters that are known by name?
-- grain: one row a country (NORDIC = all five) and kind of member
-- units: memberships, memberships_all (memberships; an organisation in two clusters counts twice); share_pct (% of memberships_all); clusters_named, clusters (active clusters)
-- param ecosystem VARCHAR = '': industrial ecosystem of the cluster; empty = all
WITH active AS (
    SELECT cluster_id, name, country FROM cluster_facts
    WHERE counted AND ($ecosystem = '' OR ecosystem = $ecosystem)
),
named AS (
    SELECT
        a.country,
        a.cluster_id,
        a.name,
        m.member_id,
        CASE WHEN m.member_type IN ('research', 'education') THEN 'research_education' ELSE m.member_type END AS kind
    FROM resolved_members m
    JOIN active a USING (cluster_id)
),
grouped AS (
    SELECT country, cluster_id, name, member_id, kind FROM named
    UNION ALL
    SELECT 'NORDIC', cluster_id, name, member_id, kind FROM named
),
per_group AS (
    SELECT country, count(*) AS memberships_all, count(DISTINCT cluster_id) AS clusters_named
    FROM grouped GROUP BY country
),
existing AS (
    SELECT country, count(*) AS clusters FROM active GROUP BY country
    UNION ALL
    SELECT 'NORDIC', count(*) FROM active
)
SELECT
    g.country,
    g.kind,
    count(*) AS memberships,
    p.memberships_all,
    count(*) / p.memberships_all * 100 AS share_pct,
    p.clusters_named,
    e.clusters
FROM grouped g
JOIN per_group p USING (country)
JOIN existing e USING (country)
GROUP BY g.country, g.kind, p.memberships_all, p.clusters_named, e.clusters
ORDER BY g.country, memberships DESC, g.kind
