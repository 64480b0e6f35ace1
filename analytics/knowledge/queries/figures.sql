-- question: How many clusters are there, how large are they, and what do they ask of a member?
-- grain: one row, over active clusters
-- units: clusters, finland, with_members_known, with_fees_known, free, with_amount (clusters); median_members (members); median_lowest_eur and highest_eur (EUR a year, over clusters with an amount)
SELECT
    count(*) AS clusters,
    count(*) FILTER (country = 'FI') AS finland,
    count(members_total) AS with_members_known,
    median(members_total) AS median_members,
    count(*) FILTER (fee_state IN ('published', 'free')) AS with_fees_known,
    count(*) FILTER (fee_state = 'free') AS free,
    count(fee_min_eur) FILTER (fee_state = 'published') AS with_amount,
    median(fee_min_eur) FILTER (fee_state = 'published') AS median_lowest_eur,
    max(fee_max_eur) FILTER (fee_state = 'published') AS highest_eur
FROM cluster_facts
WHERE counted
