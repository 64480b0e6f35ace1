-- question: How have clusters grown for which the same thing was counted in several years?
-- grain: one row an active cluster, thing counted (members, or companies alone) and year with a count
-- units: members (members or companies, see counted); index_first (first year = 100); growth_pct_a_year (% a year, compound, from the first to the last year)
WITH active AS (
    SELECT cluster_id, name, country, ecosystem, members_total, counts_year, source_url
    FROM cluster_facts WHERE counted
),
stated AS (
    SELECT
        m.cluster_id,
        m.year,
        coalesce(m.members_total, m.companies) AS members,
        -- A total that equals its companies was counted in companies and is not set beside a count of all members.
        CASE WHEN m.members_total IS NULL OR m.companies = m.members_total THEN 'companies' ELSE 'members' END
            AS counted,
        m.source_url
    FROM membership_composition m
    SEMI JOIN active USING (cluster_id)
    WHERE m.year IS NOT NULL AND coalesce(m.members_total, m.companies) IS NOT NULL
),
counts AS (
    SELECT * FROM stated
    UNION ALL
    SELECT cluster_id, counts_year, members_total, 'members', source_url
    FROM active
    ANTI JOIN (SELECT cluster_id, year AS counts_year FROM stated) USING (cluster_id, counts_year)
    WHERE counts_year IS NOT NULL AND members_total IS NOT NULL
),
yearly AS (
    FROM counts
    QUALIFY row_number() OVER (PARTITION BY cluster_id, counted, year ORDER BY members DESC, source_url) = 1
)
SELECT
    y.cluster_id,
    a.name,
    a.country,
    a.ecosystem,
    y.counted,
    y.year,
    y.members,
    y.members / nullif(first_value(y.members) OVER series, 0) * 100 AS index_first,
    first_value(y.year) OVER series AS first_year,
    last_value(y.year) OVER series AS last_year,
    (pow(last_value(y.members) OVER series / nullif(first_value(y.members) OVER series, 0),
         1.0 / (last_value(y.year) OVER series - first_value(y.year) OVER series)) - 1) * 100 AS growth_pct_a_year,
    y.source_url
FROM yearly y
JOIN active a USING (cluster_id)
WINDOW series AS (
    PARTITION BY y.cluster_id, y.counted ORDER BY y.year ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
)
QUALIFY count(*) OVER (PARTITION BY y.cluster_id, y.counted) > 1
ORDER BY growth_pct_a_year DESC, y.cluster_id, y.counted, y.year
