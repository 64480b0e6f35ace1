-- question: Which regions border on a region, and how do they compare with it?
-- grain: one row a region: the one asked for and its neighbours
-- units: clusters (active clusters); population (persons); clusters_per_million (clusters per million inhabitants); gdp_per_capita_pps (PPS)
-- param region VARCHAR = NULL: NUTS 2021 code
WITH near AS (
    SELECT $region AS nuts_code UNION SELECT neighbour FROM region_neighbours WHERE nuts_code = $region
),
counted AS (
    SELECT nuts_code, count(*) AS clusters FROM cluster_facts WHERE status = 'active' GROUP BY nuts_code
),
latest AS (
    FROM regional_stats QUALIFY row_number() OVER (PARTITION BY nuts_code, indicator ORDER BY year DESC) = 1
),
people AS (SELECT nuts_code, value AS population FROM latest WHERE indicator = 'population'),
wealth AS (SELECT nuts_code, value AS gdp_per_capita_pps FROM latest WHERE indicator = 'gdp_per_capita_pps')
SELECT
    n.nuts_code,
    r.country,
    CAST(coalesce(c.clusters, 0) AS INTEGER) AS clusters,
    CAST(p.population AS BIGINT) AS population,
    coalesce(c.clusters, 0) / p.population * 1e6 AS clusters_per_million,
    w.gdp_per_capita_pps
FROM near n
JOIN regions r USING (nuts_code)
LEFT JOIN counted c USING (nuts_code)
LEFT JOIN people p USING (nuts_code)
LEFT JOIN wealth w USING (nuts_code)
ORDER BY clusters_per_million DESC NULLS LAST, n.nuts_code
