-- question: What fee tiers do clusters publish?
-- grain: one row a fee tier, former tables too
-- units: fee_eur (EUR a fee_period), fee_amount and joining_fee (fee_currency); size_min and size_max in employees, or in fee_currency of turnover
-- param country VARCHAR = NULL: country of the clusters; NULL = all
SELECT f.cluster_id, c.name, f.cluster_name AS name_then, f.country, c.status, c.counted, f.is_current,
       f.member_category AS tier, f.member_kind, f.size_basis, f.size_min, f.size_max, f.fee_amount, f.fee_currency, f.fee_eur, f.fee_bound,
       f.fee_period, f.vat_note, f.joining_fee, f.condition, f.fee_year, f.benefits_note AS remark, f.source_url
FROM membership_fees f JOIN cluster_facts c USING (cluster_id)
WHERE $country IS NULL OR f.country = $country
ORDER BY country_place(f.country), fold(c.name), f.is_current DESC, f.fee_eur,
         f.member_category, f.size_min
