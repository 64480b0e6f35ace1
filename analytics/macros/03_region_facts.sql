-- Every region with its newest population and GDP per head: asked for at every change of a filter, so made once.
CREATE TABLE region_facts AS
WITH latest AS (
    FROM regional_stats QUALIFY row_number() OVER (PARTITION BY nuts_code, indicator ORDER BY year DESC) = 1
)
SELECT
    r.nuts_code, r.level, r.country,
    CAST(p.value AS BIGINT) AS population, p.year AS population_year,
    g.value AS gdp_per_capita_pps, g.year AS gdp_year
FROM regions r
LEFT JOIN latest p ON p.nuts_code = r.nuts_code AND p.indicator = 'population'
LEFT JOIN latest g ON g.nuts_code = r.nuts_code AND g.indicator = 'gdp_per_capita_pps';
