-- question: What is each concept like, by the pages that describe it?
-- grain: one row a concept, dimension and source
-- units: texts
SELECT concept, dimension, value, source_url
FROM concept_comparison
ORDER BY concept, dimension, source_url
