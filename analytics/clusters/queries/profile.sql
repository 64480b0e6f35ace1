-- question: What is known of a cluster?
-- grain: one row a cluster; none when there is no such cluster
-- units: members_* (members); member_employees, staff (persons); fee_min_eur, fee_max_eur (EUR a year)
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT f.*, t.note_en, t.note_fi, t.note_sv
FROM cluster_facts f
LEFT JOIN cluster_texts t USING (cluster_id)
WHERE f.cluster_id = coalesce($cluster, f.cluster_id)
