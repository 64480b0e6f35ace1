-- question: What do fee tables say that a member gets, and gives besides the fee?
-- grain: one row a cluster and remark; hours of own work are one row a cluster
-- units: kind is gets (votes, events, visibility), gives or hours (own work); hours_low and hours_high (hours a year); fee_year (year)
WITH remarks AS (
    SELECT
        *,
        CASE
            WHEN regexp_matches(benefits_note, '(?i)in-kind') THEN 'hours'
            WHEN regexp_matches(benefits_note, '(?i)co-finances') THEN 'gives'
            WHEN regexp_matches(benefits_note, '(?i)\bno vot|years? old') THEN NULL
            WHEN regexp_matches(benefits_note, '(?i)\bvotes?\b|\bevents\b|own profile') THEN 'gets'
        END AS kind,
        TRY_CAST(nullif(regexp_extract(benefits_note, '([0-9]+) (?:in-kind )?hours', 1), '') AS INTEGER) AS hours
    FROM membership_fees
)
SELECT
    kind, cluster_id, cluster_name, country,
    CASE WHEN kind <> 'hours' THEN benefits_note END AS note,
    min(hours) AS hours_low, max(hours) AS hours_high,
    max(fee_year) AS fee_year, min(source_url) AS source_url
FROM remarks
WHERE kind IS NOT NULL
GROUP BY ALL
ORDER BY kind, cluster_name, note
