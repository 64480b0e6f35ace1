-- question: What does each programme cost a year, beside people, the economy and the clusters it supports?
-- grain: one row a programme with a yearly budget, by country and year
-- units: budget_meur (EUR million a year), population (persons), gdp_meur (EUR million), eur_per_inhabitant (EUR), eur_per_meur_gdp (EUR per EUR million of GDP), clusters (count in the budget's year), meur_per_cluster (EUR million)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
-- The budget's year, or the first year where the budget is a yearly mean of the whole programme without a year of its own.
WITH budgets AS (
    SELECT *, coalesce(budget_year, start_year) AS year FROM programmes
    WHERE annual_budget_meur IS NOT NULL
      AND (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
), people AS (  -- of the budget's year, or of one of the two years before where that is the latest
    SELECT programme_id, value AS population, people.year AS population_year
    FROM budgets JOIN export_indicators AS people USING (country)
    WHERE indicator = 'SP.POP.TOTL' AND people.year BETWEEN budgets.year - 2 AND budgets.year
    QUALIFY row_number() OVER (PARTITION BY programme_id ORDER BY people.year DESC) = 1
), counted(programme_id, indicator) AS (  -- where a programme's clusters are counted year by year
    VALUES ('no-nic', 'clusters_total'), ('dk-clusters-2021-2024', 'national_clusters'),
        ('dk-innovation-networks', 'innovation_networks_supported')
)
SELECT
    budgets.country, programme_id, name, budgets.year AS budget_year,
    annual_budget_meur AS budget_meur,
    annual_budget_original AS budget_original,
    population, population_year,
    annual_budget_meur * 1e6 / population AS eur_per_inhabitant,
    economy.value AS gdp_meur,
    annual_budget_meur * 1e6 / economy.value AS eur_per_meur_gdp,
    CAST(coalesce(figures.value, if(clusters_supported_year = budgets.year, clusters_supported, NULL)) AS INTEGER)
        AS clusters,
    annual_budget_meur / coalesce(figures.value, if(clusters_supported_year = budgets.year, clusters_supported, NULL))
        AS meur_per_cluster,
    budgets.status, budgets.source_url
FROM budgets
LEFT JOIN people USING (programme_id)
LEFT JOIN regional_stats AS economy
    ON economy.nuts_code = budgets.country AND economy.year = budgets.year AND economy.indicator = 'gdp_meur'
LEFT JOIN counted USING (programme_id)
LEFT JOIN programme_figures AS figures
    ON figures.country = budgets.country AND figures.year = budgets.year AND figures.indicator = counted.indicator
ORDER BY budgets.country, budget_year, programme_id
