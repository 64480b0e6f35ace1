-- question: How many people and how many known active clusters has a country, for a programme to be measured against?
-- grain: one row (none when the population is unknown)
-- units: population (persons), active_clusters (clusters; empty when the atlas knows none)
-- param country VARCHAR = 'FI': ISO 3166 code
SELECT
    country,
    year AS population_year,
    value AS population,
    nullif((SELECT count(*) FROM cluster_facts WHERE country = $country AND counted), 0) AS active_clusters
FROM export_indicators
WHERE indicator = 'SP.POP.TOTL' AND country = $country
ORDER BY year DESC
LIMIT 1
