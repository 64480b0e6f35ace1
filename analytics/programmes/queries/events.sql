-- question: What happened in each country's cluster policy, and when?
-- grain: one row an event
-- units: year
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
SELECT country, year, event, kind, coalesce(source_url, source_text) AS source
FROM programme_timeline
WHERE coalesce(len($countries), 0) = 0 OR list_contains($countries, country)
ORDER BY country, year, event
