-- question: Which theme did people give to the published needs, in each language?
-- grain: one row a need and language
-- units: texts
SELECT need AS statement, 'en' AS language, theme AS themes FROM workshop_needs
UNION ALL
SELECT t.text, t.language, n.theme
FROM texts t
JOIN workshop_needs n ON t.key = n.need_id
WHERE t.table_name = 'workshop_needs' AND t.field = 'need'
ORDER BY language, statement
