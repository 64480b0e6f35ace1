-- question: What is the latest figure of each indicator in each region?
-- grain: one row a NUTS region and indicator
-- units: population (persons, 1 January); gdp_meur (EUR million); gdp_per_capita_eur (EUR); gdp_per_capita_pps (PPS); gdp_per_capita_pps_eu27_100 (EU27 = 100); active_enterprises (enterprises); persons_employed_in_active_enterprises (persons)
-- param region VARCHAR = NULL: NUTS 2021 code; NULL = all
-- param level INTEGER = NULL: NUTS level 0-3; NULL = all
SELECT
    s.nuts_code,
    r.country,
    r.level,
    s.indicator,
    s.value,
    s.year,
    s.source_id,
    rank() OVER (PARTITION BY r.level, s.indicator ORDER BY s.value DESC) AS nordic_rank,
    count(*) OVER (PARTITION BY r.level, s.indicator) AS nordic_regions
FROM (
    FROM regional_stats
    QUALIFY row_number() OVER (PARTITION BY nuts_code, indicator ORDER BY year DESC) = 1
) s
JOIN regions r USING (nuts_code)
WHERE $level IS NULL OR r.level = $level
QUALIFY $region IS NULL OR s.nuts_code = $region
ORDER BY s.nuts_code, s.indicator
