-- question: What does each level of the cluster management quality label ask, cost and last, and who holds it?
-- grain: one row a level, the lowest first
-- units: fee_min_eur and fee_max_eur (EUR for a first assessment, without VAT); valid_years (years); clusters (active clusters)
SELECT
    l.level, l.rank,
    l.asks,
    l.fee_min_eur, l.fee_max_eur, l.fee_source_url, l.valid_years, l.source_url,
    count(c.cluster_id) AS clusters
FROM label_levels l
LEFT JOIN cluster_facts c ON c.esca_label = l.level AND c.status = 'active'
GROUP BY ALL
ORDER BY l.rank
