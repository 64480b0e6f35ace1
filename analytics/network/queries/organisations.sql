-- question: Which organisations sit in several active clusters, and how many clusters, countries and ecosystems do they bridge?
-- grain: one row an organisation in two or more active clusters, one of them at least among the clusters chosen
-- units: clusters (clusters), countries (countries of the clusters), ecosystems (ecosystems of the clusters)
-- param countries VARCHAR[] = []: countries of the clusters chosen
-- param ecosystems VARCHAR[] = []: ecosystems of the clusters chosen
WITH seats AS (
    SELECT
        m.member_id,
        m.member_name,
        c.*,
        (coalesce(len($countries), 0) = 0 OR list_contains($countries, c.country))
        AND (coalesce(len($ecosystems), 0) = 0 OR list_contains($ecosystems, c.ecosystem)) AS is_chosen
    FROM resolved_members m
    JOIN cluster_facts c USING (cluster_id)
    WHERE c.counted
)
SELECT
    member_id,
    any_value(member_name) AS member_name,
    count(*) AS clusters,
    count(DISTINCT country) AS countries,
    count(DISTINCT ecosystem) AS ecosystems,
    string_agg(DISTINCT country, ', ' ORDER BY country) AS country_codes,
    string_agg(name, '; ' ORDER BY name) AS cluster_names
FROM seats
GROUP BY member_id
HAVING count(*) > 1 AND bool_or(is_chosen)
ORDER BY clusters DESC, countries DESC, member_id
