-- question: What have the studies that were found not measured?
-- grain: one row
-- units: highest_grade (0 to 5); the others count findings, or studies (studies_compared)
SELECT
    max(on_scale) AS highest_grade,
    count(DISTINCT study) FILTER (on_scale >= 3 AND NOT yardstick) AS studies_compared,
    count(*) FILTER (outcome = 'exports' AND list_contains(nordic(), country)) AS nordic_exports,
    count(*) FILTER (country = 'FI' AND NOT yardstick) AS finnish,
    count(*) FILTER (country = 'FI' AND NOT yardstick AND on_scale >= 3) AS finnish_compared
FROM finding_facts
