-- question: Which organisations are known as members of which clusters?
-- grain: one row a membership
-- units: texts
SELECT cluster_id, member_id, member_name FROM resolved_members ORDER BY cluster_id, member_id
