-- question: Which regions are most like a region, in people, income and what their clusters work with?
-- grain: one row another NUTS 3 region with at least two of the three parts known
-- units: score and its parts (0 to 1, 1 = alike), population (persons), gdp_per_capita_pps (PPS)
-- param region VARCHAR = NULL: NUTS 2021 code
-- population_part = 1 - |log10 of the ratio|, income_part = 1 - |log2 of the ratio|, both at least 0; ecosystem_part =
-- the sum over ecosystems of the smaller of both shares of clusters (Schoener's overlap index, Ecology 49, 1968), where both have three clusters or more; the
-- score is the plain mean of the parts that are known. A figure of a wider region is no figure of its own.
WITH shares AS (
    SELECT nuts_code, ecosystem, count(*) / sum(count(*)) OVER (PARTITION BY nuts_code) AS share
    FROM cluster_facts WHERE counted AND nuts_code IS NOT NULL
    GROUP BY nuts_code, ecosystem
    QUALIFY sum(count(*)) OVER (PARTITION BY nuts_code) >= 3
),
alike AS (
    SELECT o.nuts_code, sum(least(own.share, o.share)) AS part
    FROM shares own JOIN shares o ON o.ecosystem = own.ecosystem
    WHERE own.nuts_code = $region
    GROUP BY o.nuts_code
),
figures AS (
    SELECT
        nuts_code,
        country,
        CASE WHEN figure_code = nuts_code THEN population END AS population,
        CASE WHEN figure_code = nuts_code THEN gdp_per_capita_pps END AS gdp_per_capita_pps
    FROM region_facts WHERE level = 3
),
parts AS (
    SELECT
        f.nuts_code,
        f.country,
        f.population,
        f.gdp_per_capita_pps,
        -- greatest() passes over NULL, which must stay unknown.
        CASE WHEN f.population / own.population > 0
            THEN greatest(0, 1 - abs(log10(f.population / own.population))) END AS population_part,
        CASE WHEN f.gdp_per_capita_pps / own.gdp_per_capita_pps > 0
            THEN greatest(0, 1 - abs(log2(f.gdp_per_capita_pps / own.gdp_per_capita_pps))) END AS income_part,
        CASE
            WHEN f.nuts_code IN (SELECT nuts_code FROM shares) AND $region IN (SELECT nuts_code FROM shares)
                THEN coalesce(alike.part, 0)
        END AS ecosystem_part
    FROM figures f
    JOIN figures own ON own.nuts_code = $region
    LEFT JOIN alike ON alike.nuts_code = f.nuts_code
    WHERE f.nuts_code <> $region
)
SELECT
    *,
    list_avg([population_part, income_part, ecosystem_part]) AS score
FROM parts
WHERE len(list_filter([population_part, income_part, ecosystem_part], lambda part: part IS NOT NULL)) >= 2
ORDER BY score DESC, nuts_code
