-- question: For which bodies does the cluster meet all the published requirements that were seen?
-- grain: one row a body
-- units: requirements, met, partly, not_met, unsure, open (requirements); standing is met, not_met or open
-- param answers VARCHAR = '': one letter a question (y, p, n, d; any other = not answered), at its place
-- A partly met requirement is not met. Nothing is called met while an answer is unknown.
WITH counted AS (
    SELECT
        r.rule_set,
        count(*) AS requirements,
        count(*) FILTER (answer = 'yes') AS met,
        count(*) FILTER (answer = 'partly') AS partly,
        count(*) FILTER (answer = 'no') AS not_met,
        count(*) FILTER (answer = 'unsure') AS unsure,
        count(*) FILTER (answer = 'open') AS open
    FROM readiness_rules AS r
    JOIN readiness_answers($answers) AS c USING (criterion_id)
    GROUP BY r.rule_set
)
SELECT
    *,
    CASE WHEN met = requirements THEN 'met' WHEN partly + not_met > 0 THEN 'not_met' ELSE 'open' END AS standing
FROM counted
ORDER BY list_position(['eccp', 'bronze', 'silver', 'gold', 'denmark', 'norway'], rule_set)
