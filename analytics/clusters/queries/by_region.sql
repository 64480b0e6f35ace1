-- question: How many clusters has each NUTS 3 region, for its people, and what are they specialised in?
-- grain: one row a NUTS 3 region of the five countries (also those with no cluster)
-- units: clusters (clusters); population (persons, 1 January); clusters_per_million (clusters per million inhabitants of figure_code, NULL below five clusters there); location_quotient (ratio, 1 = as in the five countries together)
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
-- param focus VARCHAR = 'Renewable Energy': the industrial ecosystem of the location quotient
WITH tallied AS (
    SELECT
        nuts_code, ecosystem, count(*) AS n,
        sum(members_total) AS members, count(members_total) AS with_members_known
    FROM filtered_clusters($countries, $ecosystems, $programmes, $levels, $labels, $fees, $statuses, $kinds,
                           $founded_from, $founded_to, $search)
    WHERE nuts_code IS NOT NULL
    GROUP BY nuts_code, ecosystem
),
counted AS (
    SELECT
        nuts_code,
        CAST(sum(n) AS INTEGER) AS clusters,
        CAST(coalesce(sum(n) FILTER (ecosystem = $focus), 0) AS INTEGER) AS focus_clusters,
        CAST(sum(members) AS BIGINT) AS members,
        CAST(sum(with_members_known) AS INTEGER) AS with_members_known,
        max(n) AS most,
        list({'ecosystem': ecosystem, 'n': n} ORDER BY ecosystem) AS tally
    FROM tallied GROUP BY nuts_code
),
led AS (
    SELECT
        *,
        sum(clusters) OVER () AS all_clusters,
        sum(focus_clusters) OVER () AS all_focus_clusters,
        list_transform(list_filter(tally, lambda one: one.n = most), lambda one: one.ecosystem) AS leading
    FROM counted
)
SELECT
    r.nuts_code,
    r.country,
    coalesce(c.clusters, 0) AS clusters,
    coalesce(c.focus_clusters, 0) AS focus_clusters,
    c.members,
    coalesce(c.with_members_known, 0) AS with_members_known,
    r.population,
    r.population_year,
    r.figure_code,
    CAST(coalesce(sum(c.clusters) OVER (PARTITION BY r.figure_code), 0) AS INTEGER) AS figure_clusters,
    per_million(figure_clusters, r.population) AS clusters_per_million,
    -- A tie has no dominant ecosystem: naming one of several would be arbitrary.
    CASE WHEN len(c.leading) = 1 THEN c.leading[1] END AS dominant_ecosystem,
    array_to_string(c.leading, '; ') AS leading_ecosystems,
    (c.focus_clusters / c.clusters) / nullif(c.all_focus_clusters / c.all_clusters, 0) AS location_quotient
FROM region_facts r
LEFT JOIN led c USING (nuts_code)
WHERE r.level = 3
ORDER BY r.nuts_code
