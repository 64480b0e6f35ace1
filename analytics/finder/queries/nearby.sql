-- question: What do the members' names and the published results of a cluster say of what it works with?
-- grain: one row a cluster of which either is known
-- units: texts
SELECT cluster_id, string_agg(said, ' ' ORDER BY said) AS words
FROM (
    SELECT cluster_id, member_name AS said FROM memberships
    UNION ALL
    SELECT cluster_id, headline AS said FROM success_stories WHERE cluster_id IS NOT NULL
)
GROUP BY cluster_id
ORDER BY cluster_id
