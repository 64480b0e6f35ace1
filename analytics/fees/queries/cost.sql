-- question: What would membership of each cluster cost an organisation of a size and a kind?
-- grain: one row a counted cluster
-- units: fee_eur, fee_low_eur and fee_high_eur (EUR a year)
-- param employees INTEGER = NULL: employees of the organisation; NULL = not given
-- param turnover_eur BIGINT = NULL: its yearly turnover in EUR; NULL = not given
-- param kind VARCHAR = 'company': company, startup, research, public, association, other or person
-- state: known and free (one fee); range (a size was not given); depends (on what cannot be worked out); between (the
-- size lies between two tiers, whose fees are low and high); no_tier (it lies below or above all); other_kind (no tier for
-- that kind); range_only (low and high of the cluster, no tiers); paid (amount not published); unknown.
WITH fitted AS (SELECT * FROM fitted_tiers($employees, $turnover_eur, $kind)),
least AS (
    -- What a tier costs at most: the cheapest tier that covers all of its sizes, itself or another.
    SELECT t.* REPLACE (coalesce((
        SELECT min(o.fee_eur) FROM fitted o
        WHERE t.fit = 'not_given' AND o.fit = 'not_given' AND o.cluster_id = t.cluster_id
          AND o.size_basis = t.size_basis AND o.size_min <= t.size_min
          AND coalesce(o.size_max >= t.size_max, o.size_max IS NULL)
    ), t.fee_eur) AS fee_eur)
    FROM fitted t
),
tiers AS (
    SELECT
        cluster_id,
        min(fee_eur) FILTER (fit = 'applies') AS certain,
        min(fee_eur) FILTER (fit IN ('not_given', 'depends') AND fee_period = 'year'
                             AND fee_bound IS DISTINCT FROM 'highest') AS open_low,
        max(fee_eur) FILTER (fit = 'not_given' OR (fit = 'depends' AND size_basis <> 'other')) AS sized_high,
        max(fee_eur) FILTER (fit = 'depends' AND fee_period = 'year') AS depends_high,
        count(*) FILTER (fit IN ('not_given', 'depends')) AS open_tiers,
        count(*) FILTER (fit = 'not_given') AS not_given,
        count(*) FILTER (fit = 'other_size') AS other_size,
        arg_max(fee_eur, size_max) FILTER (fit = 'other_size' AND size_max < size) AS below,
        arg_min(fee_eur, size_min) FILTER (fit = 'other_size' AND size_min > size) AS above
    FROM least
    GROUP BY cluster_id
),
judged AS (
    SELECT
        c.cluster_id, c.name, c.country, c.ecosystem, c.kind, c.status, c.fee_state, c.fee_min_eur, c.fee_max_eur, c.source_url, t.*
            EXCLUDE (cluster_id),
        CASE
            WHEN certain = 0 OR c.fee_state = 'free' THEN 'free'
            WHEN certain IS NOT NULL AND coalesce(open_low, certain) >= certain THEN 'known'
            WHEN certain IS NULL AND below IS NOT NULL AND above IS NOT NULL THEN 'between'
            WHEN open_tiers > 0 AND not_given > 0 THEN 'range'
            WHEN open_tiers > 0 THEN 'depends'
            WHEN other_size > 0 THEN 'no_tier'
            WHEN t.cluster_id IS NOT NULL THEN 'other_kind'
            WHEN c.fee_min_eur IS NOT NULL THEN 'range_only'
            ELSE c.fee_state
        END AS state
    FROM cluster_facts c LEFT JOIN tiers t USING (cluster_id)
    WHERE c.counted
),
priced AS (
    SELECT
        cluster_id, name, country, ecosystem, kind, status, fee_state, state, source_url,
        CASE state WHEN 'known' THEN certain WHEN 'free' THEN 0 END AS fee_eur,
        CASE
            WHEN state = 'between' THEN below
            WHEN state IN ('range', 'depends') THEN open_low
            WHEN state = 'range_only' THEN fee_min_eur
        END AS fee_low_eur,
        CASE
            WHEN state = 'between' THEN above
            WHEN state = 'range' THEN coalesce(certain, sized_high)
            WHEN state = 'depends' THEN coalesce(certain, depends_high)
            WHEN state = 'range_only' THEN fee_max_eur
        END AS fee_high_eur
    FROM judged
)
SELECT
    CASE WHEN fee_eur IS NOT NULL
        THEN row_number() OVER (PARTITION BY fee_eur IS NULL ORDER BY fee_eur, fold(name), cluster_id) END AS rank,
    *
FROM priced
ORDER BY
    CASE state WHEN 'no_tier' THEN 3 WHEN 'other_kind' THEN 4 WHEN 'paid' THEN 5 WHEN 'unknown' THEN 6
        ELSE CASE WHEN fee_eur IS NOT NULL THEN 1 ELSE 2 END END,
    rank, fee_low_eur, CASE WHEN fee_low_eur IS NULL THEN country_place(country) END,
    fold(name), cluster_id
