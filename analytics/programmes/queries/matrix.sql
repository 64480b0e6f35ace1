-- question: Which features of a cluster policy does each country have?
-- grain: one row a country and feature that is known of most countries; a pair that no page tells of is unknown
-- units: since_year (first year of the programme or organisation that the evidence rests on)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all with a known feature
WITH pairs AS (
    SELECT country, feature
    FROM (SELECT DISTINCT country FROM programme_features)
    CROSS JOIN shown_features()
    WHERE coalesce(len($countries), 0) = 0 OR list_contains($countries, country)
)
SELECT
    country, feature, coalesce(value, 'unknown') AS value, evidence, since_year, source_url, source_kind
FROM pairs
LEFT JOIN programme_features USING (country, feature)
ORDER BY country, feature
