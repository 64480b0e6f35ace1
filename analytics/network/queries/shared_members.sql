-- question: Which active clusters share members, how many and which?
-- grain: one row a pair of active clusters with a common member, one of them at least among the clusters chosen
-- units: shared_members (organisations)
-- param countries VARCHAR[] = []: countries of the clusters chosen
-- param ecosystems VARCHAR[] = []: ecosystems of the clusters chosen
WITH seats AS (
    SELECT
        m.member_id,
        m.member_name,
        c.cluster_id,
        c.name,
        c.country,
        (coalesce(len($countries), 0) = 0 OR list_contains($countries, c.country))
        AND (coalesce(len($ecosystems), 0) = 0 OR list_contains($ecosystems, c.ecosystem)) AS is_chosen
    FROM resolved_members m
    JOIN cluster_facts c USING (cluster_id)
    WHERE c.counted
)
SELECT
    a.cluster_id AS cluster_a_id,
    a.name AS cluster_a,
    a.country AS country_a,
    b.cluster_id AS cluster_b_id,
    b.name AS cluster_b,
    b.country AS country_b,
    a.country <> b.country AS is_cross_border,
    count(*) AS shared_members,
    string_agg(a.member_name, '; ' ORDER BY a.member_name) AS shared_member_names
FROM seats a
JOIN seats b ON b.member_id = a.member_id AND b.cluster_id > a.cluster_id
WHERE a.is_chosen OR b.is_chosen
GROUP BY ALL
ORDER BY shared_members DESC, cluster_a_id, cluster_b_id
