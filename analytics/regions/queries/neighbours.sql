-- question: Which regions border on a region, and how do they compare with it?
-- grain: one row a region: the one asked for and its neighbours
-- units: clusters (active clusters); population (persons); clusters_per_million (clusters per million inhabitants; empty below five clusters); gdp_per_capita_pps (PPS)
-- param region VARCHAR = NULL: NUTS 2021 code
WITH near AS (
    SELECT $region AS nuts_code UNION SELECT neighbour FROM region_neighbours WHERE nuts_code = $region
),
counted AS (
    SELECT nuts_code, count(*) AS clusters FROM cluster_facts WHERE counted GROUP BY nuts_code
)
SELECT
    n.nuts_code,
    r.country,
    CAST(coalesce(c.clusters, 0) AS INTEGER) AS clusters,
    r.population,
    per_million(c.clusters, r.population) AS clusters_per_million,
    r.gdp_per_capita_pps
FROM near n
JOIN region_facts r USING (nuts_code)
LEFT JOIN counted c USING (nuts_code)
ORDER BY clusters_per_million DESC NULLS LAST, n.nuts_code
