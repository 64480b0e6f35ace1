-- question: How many members has each active cluster, and how do the clusters of its group spread?
-- grain: one row a group and active cluster; groups are the countries, OTHERS (all but `country`) and NORDIC (all five)
-- units: members, group_q1_members, group_median_members, group_q3_members (members); group_clusters, group_known (clusters)
-- param country VARCHAR = 'FI': ISO 3166 code of the country that OTHERS leaves out
-- param ecosystem VARCHAR = '': industrial ecosystem; empty = all
-- param by_ecosystem INTEGER = 0: 1 = each industrial ecosystem of a group is a group of its own
WITH active AS (
    SELECT cluster_id, name, country, ecosystem, members_total AS members, counts_year, source_url
    FROM cluster_facts
    WHERE counted AND ($ecosystem = '' OR ecosystem = $ecosystem)
),
grouped AS (
    SELECT country AS grp, * FROM active
    UNION ALL
    SELECT 'OTHERS' AS grp, * FROM active WHERE country <> $country
    UNION ALL
    SELECT 'NORDIC' AS grp, * FROM active
)
SELECT
    *,
    count(*) OVER spread AS group_clusters,
    count(members) OVER spread AS group_known,
    quantile_cont(members, 0.25) OVER spread AS group_q1_members,
    quantile_cont(members, 0.5) OVER spread AS group_median_members,
    quantile_cont(members, 0.75) OVER spread AS group_q3_members
FROM grouped
WINDOW spread AS (PARTITION BY grp, CASE WHEN $by_ecosystem = 1 THEN ecosystem END)
ORDER BY grp, members DESC NULLS LAST, name
