-- Every need with its groups as a list, how far the service it asks for is answered, and the text that a search looks through.
CREATE TABLE need_facts AS
SELECT
    n.*,
    string_split(n.respondent_group, ';') AS respondent_groups,
    CASE
        WHEN a.in_whole THEN 'answered'
        WHEN a.answers > 0 THEN 'partly'
        ELSE 'open'
    END AS standing,
    fold(concat_ws(' ', n.need, n.service, t.texts, g.en, g.fi, g.sv)) AS search_text
FROM workshop_needs n
LEFT JOIN (
    SELECT key, string_agg(text, ' ') AS texts FROM texts WHERE table_name = 'workshop_needs' GROUP BY key
) t ON t.key = n.need_id
LEFT JOIN (
    SELECT need_id, count(kind) AS answers, coalesce(bool_or(extent = 'whole'), false) AS in_whole
    FROM service_answers
    GROUP BY need_id
) a USING (need_id)
LEFT JOIN glossary g ON g.term = n.theme;
