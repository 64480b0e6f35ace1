-- question: What do surveys say where they ask what a need asks?
-- grain: one row an answer of a survey; without a share the page names the answer only
-- units: share_pct (% of respondents); n_respondents (respondents); needs (needs of the theme in the workshops)
SELECT
    s.theme, s.year,
    s.survey, s.question, s.answer,
    s.share_pct, s.n_respondents,
    (SELECT count(*) FROM need_facts f WHERE f.theme = s.theme) AS needs,
    s.source_url
FROM eu_needs_survey s
WHERE s.theme IS NOT NULL
ORDER BY s.share_pct DESC NULLS LAST, s.year DESC, s.theme, s.answer
