-- question: How many clusters work in each industrial ecosystem?
-- grain: one row a country and industrial ecosystem
-- units: clusters (clusters); members (members of the clusters with a known count)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
-- param ecosystems VARCHAR[] = NULL: industrial ecosystems; NULL = all
-- param programmes VARCHAR[] = NULL: programmes as named in the table; NULL = all
-- param levels VARCHAR[] = NULL: levels within a programme; NULL = all
-- param labels VARCHAR[] = NULL: bronze, silver, gold, none; NULL = all
-- param fees VARCHAR[] = NULL: published, paid (amount unknown), free, unknown; NULL = all
-- param statuses VARCHAR[] = ['active']: active, merged, ended, unknown; NULL = all
-- param kinds VARCHAR[] = ['cluster_organisation', 'business_network']: kinds counted, and not_seen_lately; NULL = the whole register
-- param founded_from INTEGER = NULL: first year of founding; clusters with no known year drop out
-- param founded_to INTEGER = NULL: last year of founding; clusters with no known year drop out
-- param search VARCHAR = NULL: words that must all occur in the name, sector or city
SELECT
    country,
    ecosystem,
    count(*) AS clusters,
    CAST(sum(members_total) AS BIGINT) AS members
FROM filtered_clusters($countries, $ecosystems, $programmes, $levels, $labels, $fees, $statuses, $kinds,
                       $founded_from, $founded_to, $search)
GROUP BY country, ecosystem
ORDER BY country, clusters DESC, ecosystem
