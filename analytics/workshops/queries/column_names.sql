-- question: By which names do files of statements call their columns?
-- grain: one row a meaning, language and name
-- units: none
SELECT field, language, name, tool FROM column_names ORDER BY field, language, name
