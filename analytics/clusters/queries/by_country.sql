-- question: How many clusters has each country, and how much of them is known?
-- grain: one row a country
-- units: clusters, located, with_members_known, labelled (clusters); members (members of the clusters with a known count)
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
    count(*) AS clusters,
    count(nuts_code) AS located,
    count(members_total) AS with_members_known,
    CAST(sum(members_total) AS BIGINT) AS members,
    count(esca_label) AS labelled,
    count(*) FILTER (fee_state IN ('published', 'free')) AS with_fees_known
FROM filtered_clusters($countries, $ecosystems, $programmes, $levels, $labels, $fees, $statuses, $kinds,
                       $founded_from, $founded_to, $search)
GROUP BY country
ORDER BY clusters DESC, country
