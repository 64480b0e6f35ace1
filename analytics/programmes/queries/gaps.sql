-- question: What does a country lack, who has it, how do they do it, and since when?
-- grain: one row a feature that the country lacks or has in part, and a country that has more of it
-- units: since_year (first year of the programme or organisation that the evidence rests on; missing = not dated)
-- param country VARCHAR = 'FI': the country in question
-- param others VARCHAR[] = NULL: the countries to look at; NULL = all
WITH rated AS (
    SELECT *, CASE value WHEN 'yes' THEN 2 WHEN 'partial' THEN 1 ELSE 0 END AS level FROM programme_features
), lacks AS (
    SELECT feature, coalesce(rated.value, 'unknown') AS value, coalesce(level, 0) AS level
    FROM shown_features()
    LEFT JOIN (SELECT * FROM rated WHERE country = $country) AS rated USING (feature)
    WHERE coalesce(rated.value, 'unknown') <> 'yes'
)
SELECT
    lacks.feature, lacks.value, other.country, other.value AS other_value,
    other.evidence, other.since_year, other.source_url, other.source_kind
FROM lacks
LEFT JOIN rated AS other
    ON other.feature = lacks.feature AND other.level > lacks.level AND other.country <> $country
    AND (coalesce(len($others), 0) = 0 OR list_contains($others, other.country))
ORDER BY CASE lacks.value WHEN 'no' THEN 0 WHEN 'partial' THEN 1 ELSE 2 END, lacks.feature, other.level DESC, other.country
