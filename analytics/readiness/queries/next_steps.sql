-- question: What should the cluster do next?
-- grain: one row a question that is not met, partly met or not known; what the first rungs of the ladder ask comes first
-- units: answer is yes, partly, no, unsure (don't know) or open (not answered)
-- param answers VARCHAR = '': one letter a question (y, p, n, d; any other = not answered), at its place
SELECT
    c.criterion_id, c.area, c.answer, c.title, c.next_step, c.page,
    network_id, n.name AS body, n.website AS body_website
FROM readiness_answers($answers) AS c
LEFT JOIN networks AS n USING (network_id)
LEFT JOIN (
    SELECT criterion_id, min(list_position(['eccp', 'bronze', 'silver', 'gold'], rule_set)) AS rung
    FROM readiness_rules GROUP BY criterion_id
) USING (criterion_id)
WHERE answer IN ('no', 'partly', 'unsure')
ORDER BY rung NULLS LAST, list_position(['no', 'partly', 'unsure'], answer), place
