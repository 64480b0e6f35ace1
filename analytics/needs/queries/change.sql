-- question: Which themes came up both times, which are new, and which were not named again?
-- grain: one row a theme; the first and the last year with needs are compared
-- units: needs_first, needs_last (needs in the year); all_first, all_last (needs in the year, all themes)
WITH ends AS (SELECT min(event_year) AS first_year, max(event_year) AS last_year FROM need_facts),
counted AS (
    SELECT
        theme, first_year, last_year,
        count(*) FILTER (event_year = first_year) AS needs_first,
        count(*) FILTER (event_year = last_year) AS needs_last
    FROM need_facts, ends
    GROUP BY ALL
)
SELECT
    theme,
    CASE
        WHEN needs_first > 0 AND needs_last > 0 THEN 'stayed'
        WHEN needs_last > 0 THEN 'new'
        ELSE 'gone'
    END AS change,
    needs_first, needs_last, first_year, last_year,
    CAST(sum(needs_first) OVER () AS BIGINT) AS all_first,
    CAST(sum(needs_last) OVER () AS BIGINT) AS all_last
FROM counted
WHERE needs_first + needs_last > 0
ORDER BY list_position(['stayed', 'new', 'gone'], change), needs_first + needs_last DESC, theme
