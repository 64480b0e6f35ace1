-- question: What does each level of the cluster management quality label ask and cost, and how many clusters have been awarded it?
-- grain: one row a level, the lowest first
-- units: fee_min_eur and fee_max_eur (EUR for a first assessment, without VAT); clusters (active clusters)
SELECT
    l.level, l.rank,
    l.asks,
    l.fee_min_eur, l.fee_max_eur, l.fee_source_url, l.source_url,
    count(c.cluster_id) AS clusters
FROM label_levels l
LEFT JOIN cluster_facts c ON c.esca_label = l.level AND c.counted
GROUP BY ALL
ORDER BY l.rank
