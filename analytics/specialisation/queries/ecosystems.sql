-- question: Does a country have clusters where its goods exports are strong?
-- grain: one row a country and industrial ecosystem, with Not assigned for goods that belong to none; empty figures of exports = a group of the ecosystem is unknown, or it has no goods (in_goods_exports)
-- units: exports_usd_million, exports_eur_million (million current USD and EUR, weighted by product_ecosystems), share_pct (% of goods exports), rca (share over the world's share), symmetric_rca (-1 to 1), whole_groups_rca (rca of the product groups that are counted whole, empty = there is none), from_split_groups_pct (% of the value that is a part of a product group cut by weights), estimate (measured, rough = more than half is cut from groups, unclear = the whole groups alone lie on the other side of 1, or there is none; empty = unknown), clusters (active clusters now), clusters_with_members_known (clusters), members_known (members of these)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = the five Nordic countries
-- param year INTEGER = NULL: year of the exports; NULL = the latest
-- param without_fuels INTEGER = 0: 1 leaves fuels (MIFU) out of all totals
WITH weighted AS (
    SELECT
        country,
        ecosystem,
        CASE WHEN count(share) = count(*) THEN sum(weight * exports_usd_million) END AS exports_usd_million,
        CASE WHEN count(share) = count(*) THEN sum(weight * share) END AS share,
        CASE WHEN count(share) = count(*) THEN sum(share) FILTER (WHERE weight = 1) END AS whole_share,
        100 * sum(weight * exports_usd_million) FILTER (WHERE weight < 1) AS split
    FROM product_shares($without_fuels)
    JOIN product_ecosystems USING (product_code)
    WHERE year = coalesce($year, (SELECT max(year) FROM exports_by_product WHERE is_leaf))
    GROUP BY country, ecosystem
),
organised AS (
    SELECT
        country,
        ecosystem,
        count(*) AS clusters,
        count(members_total) AS clusters_with_members_known,
        CAST(sum(members_total) AS BIGINT) AS members_known
    FROM cluster_facts
    WHERE counted
    GROUP BY country, ecosystem
),
every AS (
    SELECT c.country, e.ecosystem
    FROM (SELECT DISTINCT country FROM cluster_facts WHERE counted) c
    CROSS JOIN (SELECT ecosystem FROM cluster_facts UNION SELECT ecosystem FROM product_ecosystems) e
    WHERE coalesce(len($countries), 0) = 0 OR list_contains($countries, c.country)
)
SELECT
    country,
    coalesce($year, (SELECT max(year) FROM exports_by_product WHERE is_leaf)) AS year,
    ecosystem,
    world.ecosystem IS NOT NULL AS in_goods_exports,
    own.exports_usd_million,
    own.exports_usd_million / rates.units_per_euro AS exports_eur_million,
    100 * own.share AS share_pct,
    own.share / nullif(world.share, 0) AS rca,
    (rca - 1) / (rca + 1) AS symmetric_rca,
    own.whole_share / nullif(world.whole_share, 0) AS whole_groups_rca,
    coalesce(own.split, 0) / nullif(own.exports_usd_million, 0) AS from_split_groups_pct,
    -- A claim that stands on cut parts alone is none: the parts of a group are assumed to move as the whole of it does.
    CASE
        WHEN rca IS NULL THEN NULL
        WHEN whole_groups_rca IS NULL OR (rca >= 1) <> (whole_groups_rca >= 1) THEN 'unclear'
        WHEN from_split_groups_pct > 50 THEN 'rough'
        ELSE 'measured'
    END AS estimate,
    CASE WHEN ecosystem <> 'Not assigned' THEN coalesce(clusters, 0) END AS clusters,
    CASE WHEN ecosystem <> 'Not assigned' THEN coalesce(clusters_with_members_known, 0) END
        AS clusters_with_members_known,
    CASE WHEN ecosystem <> 'Not assigned' AND clusters IS NULL THEN 0 ELSE members_known END AS members_known
FROM every
LEFT JOIN weighted own USING (country, ecosystem)
LEFT JOIN weighted world ON world.country = 'WORLD' AND world.ecosystem = every.ecosystem
LEFT JOIN organised USING (country, ecosystem)
LEFT JOIN euro_rates rates
    ON rates.currency = 'USD'
    AND rates.year = coalesce($year, (SELECT max(year) FROM exports_by_product WHERE is_leaf))
ORDER BY country, in_goods_exports DESC, exports_usd_million DESC NULLS LAST, ecosystem
