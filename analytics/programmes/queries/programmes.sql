-- question: Which programmes has each country had, and when?
-- grain: one row a programme, by country and first year
-- units: start_year, end_year (first and last year; missing = not published), last_seen_year (last year in which it ran, as far as the rows tell), ended_by_year (year of the page that says it has ended, where its last year is not published)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
-- What a page says of its standing comes before the status of its row.
WITH known AS (
    SELECT
        programmes.*, as_of_year, coalesce(standing.source_url, programmes.source_url) AS page,
        CASE coalesce(still_running, CASE WHEN status IN ('ended', 'merged') THEN 'no' WHEN status = 'active' THEN 'yes' END)
            WHEN 'yes' THEN 'running' WHEN 'no' THEN 'ended' ELSE 'unclear'
        END AS standing
    FROM programmes
    LEFT JOIN programme_standing AS standing USING (programme_id)
)
SELECT
    country, programme_id, name, start_year, end_year, standing,
    CASE
        WHEN standing = 'ended' THEN greatest(start_year, clusters_supported_year, budget_year)
        ELSE greatest(start_year, clusters_supported_year, budget_year, source_year, as_of_year)
    END AS last_seen_year,
    CASE WHEN standing = 'ended' AND end_year IS NULL THEN greatest(source_year, as_of_year) END AS ended_by_year,
    scope, page AS source_url
FROM known
WHERE coalesce(len($countries), 0) = 0 OR list_contains($countries, country)
ORDER BY country, start_year NULLS LAST, name
