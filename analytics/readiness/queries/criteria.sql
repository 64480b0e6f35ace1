-- question: What is asked in the self-assessment of a cluster, what was answered, and whose rules hang on it?
-- grain: one row a question, in the order of the areas
-- units: answer is yes, partly, no, unsure (don't know) or open (not answered)
-- param answers VARCHAR = '': one letter a question (y, p, n, d; any other = not answered), at its place
SELECT
    place, criterion_id, area, answer,
    title, question, why, next_step,
    rule_sets, page, network_id,
    n.name AS body, n.website AS body_website,
    c.source_url
FROM readiness_answers($answers) AS c
LEFT JOIN networks AS n USING (network_id)
LEFT JOIN (
    SELECT criterion_id, string_agg(rule_set, '; ' ORDER BY rule_set) AS rule_sets
    FROM readiness_rules GROUP BY criterion_id
) USING (criterion_id)
ORDER BY place
