-- question: Which regions border on a region, and how do they compare with it?
-- grain: one row a region: the one asked for and its neighbours
-- units: clusters (active clusters); population (persons); gdp_per_capita_pps (PPS)
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
    -- The figures of a Danish region are those of a wider one, which its own count of clusters does not go with.
    CASE WHEN r.figure_code = n.nuts_code THEN r.population END AS population,
    CASE WHEN r.figure_code = n.nuts_code THEN r.gdp_per_capita_pps END AS gdp_per_capita_pps,
    CASE WHEN r.figure_code = n.nuts_code THEN r.gdp_year END AS gdp_year
FROM near n
JOIN region_facts r USING (nuts_code)
LEFT JOIN counted c USING (nuts_code)
ORDER BY clusters DESC, n.nuts_code
