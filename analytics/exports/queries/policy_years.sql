-- question: In which years did cluster programmes of a country start or end?
-- grain: one row an event
-- units: year (calendar year)
-- param country VARCHAR = 'FI': ISO 3166 code
SELECT country, year, kind, event, coalesce(source_url, source_text) AS source
FROM programme_timeline
WHERE country = $country AND kind IN ('programme_start', 'programme_end')
ORDER BY year, event
