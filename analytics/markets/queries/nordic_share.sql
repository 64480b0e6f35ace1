-- question: What share of a country's goods exports goes to the other Nordic countries?
-- grain: one row a country and year
-- units: share_pct (% of goods exports); source_series (1, 2, ...: years with the same number are comparable)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all with a figure
-- The second source starts in the first year with a row from the IMF; a change across that year has no meaning.
WITH second AS (
    SELECT min(year) AS from_year FROM export_partner_shares WHERE source_id LIKE 'imf-direction-of-trade%'
)
SELECT country, year, share_pct, CASE WHEN year >= from_year THEN 2 ELSE 1 END AS source_series, source_id
FROM export_partner_shares, second
WHERE partner_iso3 = 'NORDIC'
  AND (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
ORDER BY country, year
