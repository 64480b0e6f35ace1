-- question: What is a cluster's standing in its programme called in each language?
-- grain: one row a standing
-- units: texts
SELECT status_en, status_fi, status_sv FROM programme_status_texts ORDER BY status_en
