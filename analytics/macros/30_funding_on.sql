-- Every funding instrument with its standing on a day. The call's own days come first; a programme year lasts from
-- 1 January to 31 December. A programme that starts after its call has closed says nothing of when the call opened.
CREATE MACRO funding_on(day) AS TABLE
WITH dated AS (
    SELECT
        *,
        CAST(call_closes AS DATE) AS closes,
        coalesce(
            CAST(call_opens AS DATE),
            CASE WHEN call_closes IS NULL OR make_date(period_start, 1, 1) <= CAST(call_closes AS DATE)
                 THEN make_date(period_start, 1, 1) END
        ) AS first_day,
        coalesce(CAST(call_closes AS DATE), make_date(period_end, 12, 31)) AS last_day,
        string_split(country_codes, '; ') AS codes
    FROM funding
)
SELECT
    *,
    CASE
        WHEN stated_status = 'closed' OR last_day < day THEN 'closed'
        WHEN first_day > day THEN 'upcoming'
        WHEN first_day <= day AND last_day >= day THEN 'open'
        ELSE 'unknown'
    END AS standing,
    CASE
        WHEN list_contains(codes, 'EU') THEN 'eu'
        WHEN len(codes) > 1 THEN 'several'
        ELSE 'national'
    END AS reach
FROM dated;
