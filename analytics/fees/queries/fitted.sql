-- question: How does each fee tier fit an organisation of a size and a kind?
-- grain: one row a fee tier of the newest fee table of a cluster
-- units: fee_eur (EUR a fee_period), fee_amount and joining_fee (fee_currency); size, size_min and size_max in employees, or in fee_currency of turnover
-- param employees INTEGER = NULL: employees of the organisation; NULL = not given
-- param turnover_eur BIGINT = NULL: its yearly turnover in EUR; NULL = not given
-- param kind VARCHAR = 'company': company, startup, research, public, association, other or person
SELECT cluster_id, fit, member_category AS tier, member_kind, size_basis, size, size_min, size_max, fee_amount, fee_currency,
       fee_eur, fee_bound, fee_period, vat_note, joining_fee, condition, fee_year, benefits_note AS remark,
       source_url
FROM fitted_tiers($employees, $turnover_eur, $kind)
ORDER BY cluster_id, fee_eur, member_category, size_min
