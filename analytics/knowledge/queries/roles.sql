-- question: Which roles do the members of a cluster that are known by name have?
-- grain: one row a role, also those in which no member is known by name; no row for an unknown cluster
-- units: members (members known by name); members_total (members in all, as published)
-- param cluster VARCHAR = 'fi-energyvaasa': cluster_id
WITH known AS (
    SELECT
        member_name,
        source_url,
        CASE
            WHEN member_type IN ('company', 'large', 'sme') THEN 'companies'
            WHEN member_type IN ('research', 'education') THEN 'research'
            WHEN member_type = 'public' THEN 'public'
            ELSE 'other'
        END AS role
    FROM memberships WHERE cluster_id = $cluster
)
SELECT
    c.name AS cluster_name,
    c.country,
    role,
    CAST(count(member_name) AS INTEGER) AS members,
    string_agg(member_name, '; ' ORDER BY member_name) AS names,
    string_agg(DISTINCT known.source_url, ' ' ORDER BY known.source_url) AS pages,
    c.members_total
FROM clusters c
CROSS JOIN (VALUES ('companies', 1), ('research', 2), ('public', 3), ('other', 4)) AS roles(role, place)
LEFT JOIN known USING (role)
WHERE c.cluster_id = $cluster
GROUP BY c.name, c.country, role, place, c.members_total
ORDER BY place
