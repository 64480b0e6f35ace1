-- question: Of what kinds are a cluster's members, where it publishes a count of them by kind?
-- grain: one row an active cluster and kind of member; kind unaccounted = the total less the kinds that are known
-- units: members, members_total, members_accounted (members); clusters (active clusters in all); share_pct (% of members_total; empty where the kinds add up to more)
-- One count a cluster: one that tells kinds apart before one in which a single kind is the whole total
-- (is_single_kind), one with all its parts in a row of one page before the columns of the table of clusters, the one
-- with the total now given for the cluster, the latest.
WITH active AS (
    SELECT * FROM cluster_facts WHERE counted
),
breakdowns AS (
    SELECT
        m.cluster_id, m.year, m.members_total, m.companies, m.sme, m.large, m.research_education, m.public, m.finance,
        m.other, m.source_url, 1 AS preference, m.members_total = a.members_total AS is_current
    FROM membership_composition m
    JOIN active a USING (cluster_id)
    UNION ALL
    SELECT
        cluster_id, counts_year, members_total, NULL, members_sme, members_large, members_research, members_public,
        NULL, NULL, source_url, 2, true
    FROM active
),
chosen AS (
    SELECT
        *,
        greatest(companies, sme, large, research_education, public, finance, other) >= members_total AS is_single_kind
    FROM breakdowns
    WHERE members_total > 0
      AND coalesce(companies, sme, large, research_education, public, finance, other) IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY cluster_id
        ORDER BY is_single_kind, preference, coalesce(is_current, false) DESC, year DESC NULLS LAST
    ) = 1
),
kinds AS (
    SELECT
        *,
        -- Companies of unknown size are those not counted as small or large.
        greatest(companies - coalesce(sme, 0) - coalesce(large, 0), 0) AS unsized
    FROM chosen
),
summed AS (
    SELECT
        *,
        coalesce(sme, 0) + coalesce(large, 0) + coalesce(unsized, 0) + coalesce(research_education, 0)
            + coalesce(public, 0) + coalesce(finance, 0) + coalesce(other, 0) AS members_accounted
    FROM kinds
),
long AS (
    SELECT
        * EXCLUDE (companies, sme, large, research_education, public, finance, other, unsized, preference, is_current),
        unnest([
            {'kind': 'large', 'members': large},
            {'kind': 'sme', 'members': sme},
            {'kind': 'company', 'members': unsized},
            {'kind': 'research_education', 'members': research_education},
            {'kind': 'public', 'members': public},
            {'kind': 'finance', 'members': finance},
            {'kind': 'other', 'members': other},
            {'kind': 'unaccounted', 'members': members_total - members_accounted}
        ], recursive := true)
    FROM summed
)
SELECT
    l.cluster_id,
    a.name,
    a.country,
    l.year,
    l.kind,
    l.members,
    l.members_total,
    l.members_accounted,
    CASE WHEN l.members_accounted <= l.members_total THEN l.members / l.members_total * 100 END AS share_pct,
    l.is_single_kind,
    (SELECT count(*) FROM active) AS clusters,
    l.source_url
FROM long l
JOIN active a USING (cluster_id)
WHERE l.members > 0
ORDER BY l.cluster_id, l.kind
