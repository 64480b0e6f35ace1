-- question: What share of the active clusters of each country says what membership costs?
-- grain: one row a country and what is known of the fee
-- units: clusters and all_clusters (active clusters), share_pct (%)
SELECT
    country,
    fee_state,
    count(c.cluster_id) AS clusters,
    any_value(total.all_clusters) AS all_clusters,
    100.0 * count(c.cluster_id) / any_value(total.all_clusters) AS share_pct
FROM (SELECT country, count(*) AS all_clusters FROM cluster_facts WHERE counted GROUP BY country) total
CROSS JOIN (SELECT unnest(['published', 'free', 'paid', 'unknown']) AS fee_state) states
LEFT JOIN (SELECT * FROM cluster_facts WHERE counted) c USING (country, fee_state)
GROUP BY country, fee_state
ORDER BY country_place(country),
         list_position(['published', 'free', 'paid', 'unknown'], fee_state)
