-- question: What is known of one cluster?
-- grain: one row, or none when there is no such cluster
-- units: members_* (members); member_employees, staff (persons); fee_min_eur, fee_max_eur (EUR a year)
-- param cluster VARCHAR = NULL: cluster_id
SELECT f.*, t.note_en, t.note_fi, t.note_sv
FROM cluster_facts f
LEFT JOIN cluster_texts t USING (cluster_id)
WHERE f.cluster_id = $cluster
