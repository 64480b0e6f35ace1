-- question: Which outcomes of cluster programmes are supported by studies with a comparison group, and how well?
-- grain: one row an outcome that such a study measured
-- units: studies, positive, without_gain (studies); countries (ISO 3166 codes of positive results)
-- Only comparisons before and after (grade 3 and above) by others than the programme itself count, and no yardsticks.
-- supported: positive results that are not provisional, by outside authors, in at least two countries
-- with_care: at least one positive result by outside authors, and fewer studies without a gain than with one
-- not_supported: at least as many studies without a gain as with one
-- open: a single study, or no positive result by outside authors
WITH counted AS (
    SELECT *, effect_direction = 'positive' AS gain, effect_direction IN ('none', 'negative') AS no_gain
    FROM finding_facts
    WHERE on_scale >= 3 AND NOT yardstick AND independence IN ('A', 'B')
), outcomes AS (
    SELECT
        outcome,
        count(DISTINCT study) AS studies,
        count(DISTINCT study) FILTER (gain) AS positive,
        count(DISTINCT study) FILTER (no_gain) AS without_gain,
        count(DISTINCT study) FILTER (gain AND independence = 'A') AS independent,
        count(DISTINCT country) FILTER (gain AND independence = 'A' AND NOT provisional) AS firm_countries,
        coalesce(list_sort(list(DISTINCT country) FILTER (gain)), []) AS countries
    FROM counted
    GROUP BY outcome
)
SELECT
    outcome,
    CASE
        WHEN studies < 2 THEN 'open'
        WHEN without_gain >= positive THEN 'not_supported'
        WHEN firm_countries >= 2 THEN 'supported'
        WHEN independent >= 1 THEN 'with_care'
        ELSE 'open'
    END AS weight,
    studies, positive, without_gain, independent, firm_countries, countries
FROM outcomes
ORDER BY positive DESC, outcome
