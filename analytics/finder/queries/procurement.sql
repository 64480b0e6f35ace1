-- question: What are products and services called in four languages, and of which field are they?
-- grain: one row a code of the Common Procurement Vocabulary
-- units: texts
SELECT w.code, w.en, w.fi, w.sv, w.da, t.ecosystem, t.topic
FROM procurement_words w
LEFT JOIN procurement_topics t ON starts_with(w.code, t.code)
QUALIFY row_number() OVER (PARTITION BY w.code ORDER BY length(t.code) DESC) = 1
ORDER BY w.code
