-- question: What do the terms of the field mean?
-- grain: one row a term
-- units: none
SELECT term, definition, words, source_text, source_url
FROM term_definitions
ORDER BY term
