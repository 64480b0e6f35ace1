-- question: What did people say they need, and where is it written down?
-- grain: one row a need
-- units: event_year (year)
-- param theme VARCHAR = NULL: theme; NULL or empty = all
-- param search VARCHAR = NULL: words that must all occur in the need, its service or theme, in any language
SELECT
    need_id, theme, event, event_year, session, respondent_group,
    need, service, service_kind, standing,
    evidence_paragraph, source_text, source_url
FROM need_facts
WHERE (coalesce($theme, '') = '' OR theme = $theme)
  AND len(list_filter(string_split(fold(coalesce($search, '')), ' '),
                      lambda word: word <> '' AND NOT contains(search_text, word))) = 0
ORDER BY event_year DESC, need_id
