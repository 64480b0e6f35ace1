-- question: What is known of a cluster?
-- grain: one row a cluster; none when there is no such cluster
-- units: members_* (members); member_employees, staff (persons); fee_min_eur, fee_max_eur (EUR a year)
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT * FROM cluster_facts WHERE cluster_id = coalesce($cluster, cluster_id)
