-- question: How many clusters has each NUTS 3 region, for its people, and what are they specialised in?
-- grain: one row a NUTS 3 region of the five countries (also those with no cluster)
-- units: clusters (clusters); population (persons, 1 January); clusters_per_million (clusters per million inhabitants); location_quotient (ratio, 1 = as in the five countries together)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
-- param ecosystems VARCHAR[] = NULL: industrial ecosystems; NULL = all
-- param programmes VARCHAR[] = NULL: programmes as named in the table; NULL = all
-- param levels VARCHAR[] = NULL: levels within a programme; NULL = all
-- param labels VARCHAR[] = NULL: bronze, silver, gold, none; NULL = all
-- param fees VARCHAR[] = NULL: published, paid (amount unknown), free, unknown; NULL = all
-- param statuses VARCHAR[] = ['active']: active, merged, ended, unknown; NULL = all
-- param founded_from INTEGER = NULL: first year of founding; clusters with no known year drop out
-- param founded_to INTEGER = NULL: last year of founding; clusters with no known year drop out
-- param search VARCHAR = NULL: words that must all occur in the name, sector or city
-- param focus VARCHAR = 'Renewable Energy': the industrial ecosystem of the location quotient
WITH chosen AS (
    SELECT * FROM filtered_clusters($countries, $ecosystems, $programmes, $levels, $labels, $fees, $statuses,
                       $founded_from, $founded_to, $search)
),
counted AS (
    SELECT
        nuts_code,
        count(*) AS clusters,
        count(*) FILTER (ecosystem = $focus) AS focus_clusters,
        CAST(sum(members_total) AS BIGINT) AS members,
        count(members_total) AS with_members_known
    FROM chosen WHERE nuts_code IS NOT NULL GROUP BY nuts_code
),
tallied AS (
    SELECT nuts_code, ecosystem, count(*) AS n FROM chosen WHERE nuts_code IS NOT NULL GROUP BY ALL
),
dominant AS (
    -- A tie has no dominant ecosystem: naming one of several would be arbitrary.
    SELECT
        nuts_code,
        CASE WHEN count(*) = 1 THEN any_value(ecosystem) END AS dominant_ecosystem,
        string_agg(ecosystem, '; ' ORDER BY ecosystem) AS leading_ecosystems
    FROM (FROM tallied QUALIFY n = max(n) OVER (PARTITION BY nuts_code))
    GROUP BY nuts_code
),
whole AS (
    SELECT sum(clusters) AS clusters, sum(focus_clusters) AS focus_clusters FROM counted
),
people AS (
    SELECT nuts_code, value AS population, year AS population_year
    FROM regional_stats WHERE indicator = 'population'
    QUALIFY row_number() OVER (PARTITION BY nuts_code ORDER BY year DESC) = 1
)
SELECT
    r.nuts_code,
    r.country,
    CAST(coalesce(c.clusters, 0) AS INTEGER) AS clusters,
    CAST(coalesce(c.focus_clusters, 0) AS INTEGER) AS focus_clusters,
    c.members,
    CAST(coalesce(c.with_members_known, 0) AS INTEGER) AS with_members_known,
    CAST(p.population AS BIGINT) AS population,
    p.population_year,
    coalesce(c.clusters, 0) / p.population * 1e6 AS clusters_per_million,
    d.dominant_ecosystem,
    d.leading_ecosystems,
    (c.focus_clusters / c.clusters) / nullif(w.focus_clusters / w.clusters, 0) AS location_quotient
FROM regions r
LEFT JOIN counted c USING (nuts_code)
LEFT JOIN dominant d USING (nuts_code)
LEFT JOIN people p USING (nuts_code)
CROSS JOIN whole w
WHERE r.level = 3
ORDER BY r.nuts_code
