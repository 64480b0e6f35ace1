-- question: Which theme did people give to the published needs, in each language?
-- grain: one row a need and language
-- units: texts
SELECT need_en AS statement, 'en' AS language, theme AS themes FROM workshop_needs
UNION ALL SELECT need_fi, 'fi', theme FROM workshop_needs
UNION ALL SELECT need_sv, 'sv', theme FROM workshop_needs
ORDER BY language, statement
