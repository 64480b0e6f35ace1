-- Every region's figures: its own, and for a NUTS 3 region that has none of an indicator those of its NUTS 2 region
-- (Denmark's are published at NUTS 2 only). figure_code is the region that the figure is of.
CREATE TABLE region_figures AS
SELECT r.nuts_code, r.level, r.country, s.indicator, s.year, s.value, s.nuts_code AS figure_code
FROM regions r
JOIN regional_stats s ON s.nuts_code = r.nuts_code
    OR (r.level = 3 AND s.nuts_code = r.parent
        AND NOT EXISTS (FROM regional_stats o WHERE o.nuts_code = r.nuts_code AND o.indicator = s.indicator));
-- Every region with its newest population and GDP per head: asked for at every change of a filter, so made once.
CREATE TABLE region_facts AS
WITH latest AS (
    FROM region_figures QUALIFY row_number() OVER (PARTITION BY nuts_code, indicator ORDER BY year DESC) = 1
)
SELECT
    r.nuts_code, r.level, r.country,
    CAST(p.value AS BIGINT) AS population, p.year AS population_year,
    coalesce(p.figure_code, r.nuts_code) AS figure_code,
    g.value AS gdp_per_capita_pps, g.year AS gdp_year
FROM regions r
LEFT JOIN latest p ON p.nuts_code = r.nuts_code AND p.indicator = 'population'
LEFT JOIN latest g ON g.nuts_code = r.nuts_code AND g.indicator = 'gdp_per_capita_pps';
