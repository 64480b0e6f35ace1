-- question: Which partners take most of a country's goods exports in a year?
-- grain: one row a listed partner; partner_iso3 NORDIC (is_sum) = the sum over the other Nordic countries, listed or not
-- units: share_pct, share_start_pct (% of goods exports); change_pct_points (percentage points since start_year)
-- The start is the first year of the same source; empty where the partner was not listed then, or in that year itself.
-- param country VARCHAR = 'FI': ISO 3166 code
-- param year INTEGER = NULL: NULL or 0 = the latest with figures
WITH second AS (
    SELECT min(year) AS from_year FROM export_partner_shares WHERE source_id LIKE 'imf-direction-of-trade%'
),
shares AS (
    SELECT s.*, CASE WHEN year >= from_year THEN 2 ELSE 1 END AS source_series
    FROM export_partner_shares s, second
    WHERE country = $country
),
chosen AS (
    SELECT * FROM shares WHERE year = coalesce(nullif($year, 0), (SELECT max(year) FROM shares))
),
start AS (
    SELECT * FROM shares
    WHERE year = (SELECT min(year) FROM shares WHERE source_series = (SELECT any_value(source_series) FROM chosen))
)
SELECT
    c.country,
    c.year,
    c.partner_iso3,
    c.partner_iso3 = 'NORDIC' AS is_sum,
    c.share_pct,
    (SELECT any_value(year) FROM start) AS start_year,
    s.share_pct AS share_start_pct,
    CASE WHEN s.year < c.year THEN round(c.share_pct - s.share_pct, 2) END AS change_pct_points,
    c.source_series,
    c.source_id
FROM chosen c
LEFT JOIN start s USING (partner_iso3)
ORDER BY is_sum, c.share_pct DESC, partner_iso3
