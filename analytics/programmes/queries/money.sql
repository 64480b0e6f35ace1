-- question: What is paid a year to cluster organisations, or to other ecosystem and research work, programme by programme?
-- grain: one row a programme with money of the kind, by country and year
-- units: budget_meur (EUR million a year), population (persons), gdp_meur (EUR million), eur_per_inhabitant (EUR), eur_per_meur_gdp (EUR per EUR million of GDP), clusters (count in the budget's year), meur_per_cluster (EUR million), rate_used (units of the currency for a euro)
-- param kind VARCHAR = 'cluster_organisations': cluster_organisations or other_ecosystem; the two are never added up
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
-- The newest year for which the whole programme's money is known, stated or as a mean of several years. Where only a part
-- of it, a lower bound, a plan or a sum of several years is known, the amount is empty and `covers` says which.
WITH budgets AS (
    SELECT *, covers IN ('year', 'mean') AND amount_meur IS NOT NULL AS whole
    FROM programme_budgets
    WHERE kind = $kind AND covers <> 'alternative'
      AND (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
    QUALIFY row_number() OVER (PARTITION BY programme_id ORDER BY whole DESC, year DESC NULLS LAST, amount_meur DESC) = 1
), people AS (  -- of the budget's year, or of one of the two years before where that is the latest
    SELECT programme_id, value AS population, people.year AS population_year
    FROM budgets JOIN export_indicators AS people USING (country)
    WHERE indicator = 'SP.POP.TOTL' AND people.year BETWEEN budgets.year - 2 AND budgets.year
    QUALIFY row_number() OVER (PARTITION BY programme_id ORDER BY people.year DESC) = 1
), known AS (SELECT *, if(whole, amount_meur, NULL) AS budget_meur FROM budgets)
SELECT
    known.country, programme_id, coalesce(programmes.name, known.name) AS name, known.year AS budget_year, covers,
    budget_meur, amount_original, currency, rate_used,
    population, population_year,
    budget_meur * 1e6 / population AS eur_per_inhabitant,
    economy.value AS gdp_meur,
    budget_meur * 1e6 / economy.value AS eur_per_meur_gdp,
    known.clusters_supported AS clusters,
    budget_meur / nullif(known.clusters_supported, 0) AS meur_per_cluster,
    programmes.status, known.source_url, known.source_kind, known.note
FROM known
LEFT JOIN people USING (programme_id)
LEFT JOIN programmes USING (programme_id)
LEFT JOIN regional_stats AS economy
    ON economy.nuts_code = known.country AND economy.year = known.year AND economy.indicator = 'gdp_meur'
ORDER BY known.country, budget_year, programme_id
