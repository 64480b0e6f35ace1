-- question: What is a programme like Norway's or Denmark's, with intake and running costs scaled to a country's population?
-- grain: one row a preset and level
-- units: intake (clusters a year there), intake_scaled (clusters a year here), support_keur (EUR thousand a cluster and year), years (years), moves_up_pct, cofinancing_pct (percent), running_meur, running_scaled_meur (EUR million a year), factor (population here / there)
-- param country VARCHAR = 'FI': ISO 3166 code of the country that it is scaled to
WITH ratio AS (
    SELECT there.country AS preset, there.year AS population_year, here.value / there.value AS factor
    FROM export_indicators AS there
    JOIN export_indicators AS here USING (indicator, year)
    WHERE here.country = $country AND there.indicator = 'SP.POP.TOTL'
    QUALIFY row_number() OVER (PARTITION BY there.country ORDER BY there.year DESC) = 1
)
SELECT
    l.*,
    t.cofinancing_pct,
    t.running_meur,
    t.basis AS terms_basis,
    t.cofinancing_source_url,
    t.running_source_url,
    ratio.population_year,
    ratio.factor,
    round(l.intake * ratio.factor, 2) AS intake_scaled,
    round(t.running_meur * ratio.factor, 2) AS running_scaled_meur
FROM design_presets AS l
JOIN design_terms AS t USING (preset)
JOIN ratio USING (preset)
ORDER BY l.preset DESC, l.level
