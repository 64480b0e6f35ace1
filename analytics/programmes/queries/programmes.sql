-- question: Which programmes has each country had, and when?
-- grain: one row a programme, by country and first year
-- units: start_year, end_year (first and last year; missing = not published), last_seen_year (last year that the row tells of)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
-- A programme ended when its page says so or its last year is past; with no last year it may still run.
SELECT
    country, programme_id, name, start_year, end_year,
    CASE
        WHEN status IN ('ended', 'merged') THEN 'ended'
        WHEN status = 'active' THEN 'running'
        ELSE 'unclear'
    END AS standing,
    greatest(start_year, clusters_supported_year, budget_year, source_year) AS last_seen_year,
    scope, source_url
FROM programmes
WHERE coalesce(len($countries), 0) = 0 OR list_contains($countries, country)
ORDER BY country, start_year NULLS LAST, name
