-- question: How many needs are there on each theme, in all and by event, session or respondent group?
-- grain: one row a theme and part, with zero where a part named none; the whole is the part "all"
-- units: needs (needs of the part on the theme); theme_needs, part_needs (needs in all). A need of two groups counts in both, once in the whole.
--        A group is parted by event (event|group): what different events say is never added up
-- param by VARCHAR = 'event': event, session or group; anything else = the whole only
WITH parted AS (
    SELECT need_id, theme, 'all' AS part FROM need_facts
    UNION ALL
    SELECT need_id, theme, event FROM need_facts WHERE $by = 'event'
    UNION ALL
    SELECT need_id, theme, session FROM need_facts WHERE $by = 'session'
    UNION ALL
    SELECT need_id, theme, event || '|' || unnest(respondent_groups) FROM need_facts WHERE $by = 'group'
),
parts AS (SELECT part, count(DISTINCT need_id) AS part_needs FROM parted GROUP BY part),
themes AS (SELECT theme, count(*) AS theme_needs FROM need_facts GROUP BY theme)
SELECT
    t.theme, p.part,
    count(DISTINCT d.need_id) AS needs,
    t.theme_needs, p.part_needs
FROM themes t
CROSS JOIN parts p
LEFT JOIN parted d ON d.theme = t.theme AND d.part = p.part
GROUP BY ALL
ORDER BY t.theme_needs DESC, t.theme, p.part_needs DESC, part
