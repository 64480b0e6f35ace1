-- question: How do policy makers and researchers define a cluster and the concepts beside it?
-- grain: one row a definition of a concept; one that stands on several pages is given once
-- units: texts; lead is true for the wording that is shown first
-- param lang VARCHAR = 'en': the page in this language is preferred as the source (en, fi, sv)
SELECT
    concept, definition_en, definition_fi, definition_sv,
    attributed_to AS attributed_to_en, attributed_to_fi, attributed_to_sv, lead, source_url
FROM cluster_definitions
QUALIFY row_number() OVER (
    PARTITION BY concept, definition_en, attributed_to
    ORDER BY contains(source_url, '/' || $lang || '/') DESC, lead DESC, source_url
) = 1
ORDER BY concept, lead DESC, definition_en
