-- question: How much of the features does each country have, and how much hangs on what is unknown?
-- grain: one row a country, highest score first
-- units: score, score_low, score_high (0 to 1: weighted mean of yes = 1, partial = 0.5, no = 0); known, features (count)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all with a known feature
-- param features VARCHAR[] = NULL: features with a weight of their own; the others weigh 1
-- param weights DOUBLE[] = NULL: their weights, at least 0, in the same order
WITH features AS (
    SELECT feature, coalesce(list_extract($weights, list_position($features, feature)), 1) AS weight
    FROM shown_features()
), cells AS (
    SELECT
        country, feature, weight,
        CASE value WHEN 'yes' THEN 1 WHEN 'partial' THEN 0.5 WHEN 'no' THEN 0 END AS points
    FROM (SELECT DISTINCT country FROM programme_features)
    CROSS JOIN features
    LEFT JOIN programme_features USING (country, feature)
    WHERE weight > 0 AND (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
)
-- With S the weighted points and K the weight of the known cells and U the weight of the unknown ones, the bounds are
-- S / (K + U) and (S + U) / (K + U). As S <= K, S / K lies between them; with nothing unknown the three are one.
SELECT
    country,
    sum(weight * points) / sum(weight) FILTER (points IS NOT NULL) AS score,
    coalesce(sum(weight * points), 0) / sum(weight) AS score_low,
    (coalesce(sum(weight * points), 0) + coalesce(sum(weight) FILTER (points IS NULL), 0)) / sum(weight) AS score_high,
    count(points) AS known,
    count(*) AS features
FROM cells
GROUP BY country
ORDER BY score DESC NULLS LAST, country
