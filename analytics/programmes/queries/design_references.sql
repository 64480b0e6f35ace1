-- question: What would Norway's and Denmark's known budgets be, scaled to a country's population and to its GDP?
-- grain: one row a year of a Norwegian or Danish national programme whose budget and number of clusters are known
-- units: cost_meur, scaled_population_meur, scaled_gdp_meur (EUR million a year), eur_per_inhabitant (EUR a year), clusters, scaled_clusters (clusters), keur_per_cluster (EUR thousand a year), rate_used (units of the currency for a euro), cut_pct (percent of the budget of the year before), admitted (clusters)
-- param country VARCHAR = 'FI': ISO 3166 code of the country that they are scaled to
-- Scaled = figure x (here / there), both of the budget's year, or of the last year before it with a figure for both.
WITH known AS (
    SELECT
        b.programme_id, b.country AS reference, p.name, b.year, b.covers, b.amount_meur AS cost_meur,
        b.amount_original, b.currency, b.rate_used, b.clusters_supported AS clusters, b.note, b.source_url
    FROM programme_budgets AS b
    JOIN programmes AS p USING (programme_id)
    WHERE b.country IN ('NO', 'DK') AND b.kind = 'cluster_organisations' AND p.scope = 'national'
      AND b.covers IN ('year', 'mean') AND b.amount_meur IS NOT NULL AND b.clusters_supported IS NOT NULL
),
pairs AS (
    SELECT there.indicator, there.country AS reference, there.year, here.value AS here, there.value AS there
    FROM export_indicators AS there
    JOIN export_indicators AS here USING (indicator, year)
    WHERE here.country = $country AND there.indicator IN ('SP.POP.TOTL', 'NY.GDP.MKTP.CD')
),
people AS (SELECT * FROM pairs WHERE indicator = 'SP.POP.TOTL'),
gdp AS (SELECT * FROM pairs WHERE indicator = 'NY.GDP.MKTP.CD'),
events AS (
    SELECT country AS reference, year,
        max(value) FILTER (indicator = 'budget_cut_share') AS cut_pct,
        max(value) FILTER (indicator = 'accepted_total') AS admitted
    FROM programme_figures
    WHERE indicator IN ('budget_cut_share', 'accepted_total')
    GROUP BY ALL
)
SELECT
    known.*,
    known.cost_meur * 1000 / nullif(known.clusters, 0) AS keur_per_cluster,
    people.year AS population_year,
    people.there AS population_there,
    people.here AS population_here,
    gdp.year AS gdp_year,
    gdp.there AS gdp_there_usd,
    gdp.here AS gdp_here_usd,
    known.cost_meur * 1e6 / people.there AS eur_per_inhabitant,
    known.cost_meur * people.here / people.there AS scaled_population_meur,
    known.cost_meur * gdp.here / gdp.there AS scaled_gdp_meur,
    known.clusters * people.here / people.there AS scaled_clusters,
    events.cut_pct,
    events.admitted,
    row_number() OVER (PARTITION BY known.reference ORDER BY known.year DESC) = 1 AS latest
FROM known
ASOF LEFT JOIN people ON known.reference = people.reference AND known.year >= people.year
ASOF LEFT JOIN gdp ON known.reference = gdp.reference AND known.year >= gdp.year
LEFT JOIN events ON events.reference = known.reference AND events.year = known.year
ORDER BY known.reference DESC, known.year DESC
