-- question: What do all pages say of a feature of a country, the one that decides first?
-- grain: one row a page
-- units: rank (1 = the page that decides the cell)
-- param country VARCHAR = 'FI': ISO 3166 code
-- param feature VARCHAR = 'national_programme': the feature
SELECT country, feature, 1 AS rank, value, evidence, source_url, source_kind
FROM programme_features WHERE country = $country AND feature = $feature
UNION ALL
SELECT country, feature, rank, value, evidence, source_url, source_kind
FROM programme_feature_evidence WHERE country = $country AND feature = $feature
ORDER BY rank
