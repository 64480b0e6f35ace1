-- question: What does the world trade in each product, how strong are a country and its Nordic neighbours in it, and which clusters are of its field?
-- grain: one row an HS 4-digit product that the world trades in the latest year; empty figures of a country = it has no recorded exports
-- units: product (its name; empty = the source has none), chapter (name of the chapter hs_code), world_usd, value_usd (current USD), world_growth_pct (mean yearly growth of world_usd over five years, %, (now / before)^(1/5) - 1; empty = not traded then), rca, neighbour_rca (Balassa 1965; 1 = as the world), neighbours_ahead (other Nordic countries with an RCA of at least 1), neighbour (the one of them with the highest RCA), ecosystem (by hs_ecosystems: the row of the product, else that of its chapter), clusters (active clusters of the country in it), cluster_names (joined by "; ")
-- param country VARCHAR = 'FI': ISO 3166 code of a Nordic country
WITH latest AS (
    SELECT max(year) AS year FROM hs4_exports
),
world AS (
    SELECT
        code,
        sum(value_usd) FILTER (WHERE hs4_exports.year = latest.year) AS world_usd,
        sum(value_usd) FILTER (WHERE hs4_exports.year = latest.year - 5) AS before_usd
    FROM hs4_exports
    CROSS JOIN latest
    GROUP BY code
),
nordic_exports AS (
    SELECT
        code,
        max(value_usd) FILTER (WHERE country = $country) AS value_usd,
        max(rca) FILTER (WHERE country = $country) AS rca,
        count(*) FILTER (WHERE country <> $country AND rca >= 1) AS neighbours_ahead,
        arg_max(country, rca) FILTER (WHERE country <> $country) AS neighbour,
        max(rca) FILTER (WHERE country <> $country) AS neighbour_rca
    FROM hs4_exports
    JOIN latest USING (year)
    WHERE list_contains(nordic(), country)
    GROUP BY code
),
organised AS (
    SELECT ecosystem, count(*) AS clusters, string_agg(name, '; ' ORDER BY name) AS cluster_names
    FROM cluster_facts
    WHERE counted AND country = $country
    GROUP BY ecosystem
)
SELECT
    code,
    p.name AS product,
    printf('%02d', code // 100) AS hs_code,
    c.name AS chapter,
    world_usd,
    100 * (pow(world_usd / nullif(before_usd, 0), 1 / 5) - 1) AS world_growth_pct,
    value_usd,
    rca,
    coalesce(neighbours_ahead, 0) AS neighbours_ahead,
    neighbour,
    neighbour_rca,
    coalesce(own.ecosystem, whole.ecosystem, 'Not assigned') AS ecosystem,
    coalesce(clusters, 0) AS clusters,
    cluster_names
FROM world
LEFT JOIN hs4_products p USING (code)
LEFT JOIN hs_chapters c ON c.hs_code = printf('%02d', code // 100)
LEFT JOIN nordic_exports USING (code)
LEFT JOIN hs_ecosystems own ON own.hs_code = printf('%04d', code)
LEFT JOIN hs_ecosystems whole ON whole.hs_code = printf('%02d', code // 100)
LEFT JOIN organised o ON o.ecosystem = coalesce(own.ecosystem, whole.ecosystem, 'Not assigned')
WHERE world_usd > 0
ORDER BY code
