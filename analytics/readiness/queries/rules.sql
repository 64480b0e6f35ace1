-- question: Which published requirements of each body does the cluster meet?
-- grain: one row a requirement of a body
-- units: answer is yes, partly, no, unsure (don't know) or open (not answered); threshold is in threshold_unit
-- param answers VARCHAR = '': one letter a question (y, p, n, d; any other = not answered), at its place
SELECT
    r.rule_set, r.criterion_id, c.area, c.place, c.answer, c.title,
    r.requirement, r.threshold, r.threshold_unit, r.source_year, r.source_url
FROM readiness_rules AS r
JOIN readiness_answers($answers) AS c USING (criterion_id)
ORDER BY list_position(['eccp', 'bronze', 'silver', 'gold', 'denmark', 'norway'], r.rule_set), c.place
