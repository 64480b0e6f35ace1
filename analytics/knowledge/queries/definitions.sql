-- question: How do policy makers and researchers define a cluster and the concepts beside it?
-- grain: one row a definition of a concept; one that stands on several pages is given once
-- units: texts; lead is true for the wording that is shown first
-- param lang VARCHAR = 'en': the page in this language is preferred as the source
SELECT
    concept, definition, attributed_to, lead, source_url
FROM cluster_definitions
QUALIFY row_number() OVER (
    PARTITION BY concept, definition, attributed_to
    ORDER BY contains(source_url, '/' || $lang || '/') DESC, lead DESC, source_url
) = 1
ORDER BY concept, lead DESC, definition
