-- question: What would Norway's and Denmark's known programmes be, scaled to a country's population and to its GDP?
-- grain: one row a Norwegian or Danish national programme whose budget and number of clusters are known with their years
-- units: cost_meur, scaled_population_meur, scaled_gdp_meur (EUR million a year), eur_per_inhabitant (EUR a year), clusters, scaled_clusters (clusters)
-- param country VARCHAR = 'FI': ISO 3166 code of the country that they are scaled to
-- Scaled = figure x (here / there), both of the figure's year, or of the last year before it with a figure for both.
WITH known AS (
    SELECT
        programme_id,
        country AS reference,
        name,
        budget_year AS year,
        annual_budget_meur AS cost_meur,
        annual_budget_original AS original,
        clusters_supported AS clusters,
        clusters_supported_year AS clusters_year,
        note,
        source_url
    FROM programmes
    WHERE country IN ('NO', 'DK')
      AND scope = 'national'
      AND annual_budget_meur IS NOT NULL AND budget_year IS NOT NULL
      AND clusters_supported IS NOT NULL AND clusters_supported_year IS NOT NULL
),
pairs AS (
    SELECT there.indicator, there.country AS reference, there.year, here.value AS here, there.value AS there
    FROM export_indicators AS there
    JOIN export_indicators AS here USING (indicator, year)
    WHERE here.country = $country AND there.indicator IN ('SP.POP.TOTL', 'NY.GDP.MKTP.CD')
),
people AS (SELECT * FROM pairs WHERE indicator = 'SP.POP.TOTL'),
gdp AS (SELECT * FROM pairs WHERE indicator = 'NY.GDP.MKTP.CD')
SELECT
    known.*,
    people.year AS population_year,
    people.there AS population_there,
    people.here AS population_here,
    gdp.year AS gdp_year,
    gdp.there AS gdp_there_usd,
    gdp.here AS gdp_here_usd,
    known.cost_meur * 1e6 / people.there AS eur_per_inhabitant,
    known.cost_meur * people.here / people.there AS scaled_population_meur,
    known.cost_meur * gdp.here / gdp.there AS scaled_gdp_meur,
    known.clusters * counted.here / counted.there AS scaled_clusters,
    row_number() OVER (PARTITION BY known.reference ORDER BY known.year DESC) = 1 AS latest
FROM known
ASOF LEFT JOIN people ON known.reference = people.reference AND known.year >= people.year
ASOF LEFT JOIN people AS counted ON known.reference = counted.reference AND known.clusters_year >= counted.year
ASOF LEFT JOIN gdp ON known.reference = gdp.reference AND known.year >= gdp.year
ORDER BY known.reference DESC, known.year DESC
