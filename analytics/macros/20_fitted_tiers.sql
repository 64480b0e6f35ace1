-- The fee tiers of the newest tables, each with how it fits an organisation. `kind` is one of company, startup, research,
-- public, association, other, person; employees and turnover_eur may be NULL (not given).
-- fit: applies; not_given (would apply, should the size that was not given be right); depends (on what nobody can work
-- out: another measure of size, a span, a fee by inhabitant); other_size; other_kind.
-- Limits of turnover are in fee_currency: EUR are turned into it by the row's own fee_amount / fee_eur, to two decimals,
-- because the table's rates have no more; what is less than one unit of the currency is cut off.
CREATE MACRO fitted_tiers(employees, turnover_eur, kind) AS TABLE
WITH asked AS (
    SELECT
        CASE kind WHEN 'startup' THEN ['startup', 'company'] ELSE [kind] END AS own,
        kind IN ('company', 'startup') AS in_business
),
read AS (
    SELECT
        f.*,
        coalesce(string_split(f.member_kind, '; '), []) AS kinds,
        CASE WHEN f.fee_currency = 'EUR' THEN 1 WHEN f.fee_amount > 0 THEN round(f.fee_amount / f.fee_eur, 2) END
            AS currency_per_eur
    FROM membership_fees f
    WHERE f.is_current
),
sized AS (
    SELECT
        r.*,
        CASE r.size_basis WHEN 'employees' THEN employees WHEN 'turnover' THEN floor(turnover_eur * r.currency_per_eur)
        END AS size,
        list_has_any(r.kinds, a.own) AS is_own,
        bool_or(list_has_any(r.kinds, a.own)) OVER (PARTITION BY r.cluster_id) AS own_named,
        a.in_business
    FROM read r CROSS JOIN asked a
),
judged AS (
    SELECT
        s.*,
        -- What is for "others" is for whom the cluster does not name.
        CASE
            WHEN is_own OR (list_contains(kinds, 'any') AND kind <> 'person')
                OR (list_contains(kinds, 'other') AND NOT own_named AND kind <> 'person') THEN true
            WHEN in_business AND list_contains(kinds, 'one_person') THEN employees <= 1
            ELSE false
        END AS for_kind,
        CASE
            WHEN size_basis IN ('flat', 'other') OR (size_min IS NULL AND size_max IS NULL) THEN true
            ELSE size >= coalesce(size_min, 0) AND (size_max IS NULL OR size <= size_max)
        END AS for_size
    FROM sized s
)
SELECT
    * EXCLUDE (is_own, own_named, in_business, for_kind, for_size),
    CASE
        WHEN NOT coalesce(for_kind, true) THEN 'other_kind'
        WHEN NOT coalesce(for_size, true) THEN 'other_size'
        WHEN size_basis = 'other' OR fee_bound IS NOT NULL OR fee_period <> 'year'
            OR coalesce(list_has_any(string_split(condition, '; '), ['group', 'field']), false) THEN 'depends'
        WHEN for_kind IS NULL OR for_size IS NULL THEN 'not_given'
        ELSE 'applies'
    END AS fit
FROM judged;
