-- question: What does membership of a cluster cost?
-- grain: one row a fee tier of the cluster
-- units: fee_eur (EUR), fee_amount (fee_currency), per fee_period; size_min and size_max in the unit of size_basis
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT cluster_id, member_category, size_basis, size_min, size_max, fee_amount, fee_currency,
       fee_eur, fee_period, vat_note, joining_fee, fee_year, source_url
FROM membership_fees
WHERE cluster_id = coalesce($cluster, cluster_id)
ORDER BY fee_eur, member_category
