-- Every known membership, one row a cluster and organisation: names of one organisation are brought together by the
-- confirmed decisions in member_aliases, and by nothing else. `seen_id` and `seen_name` are as listed.
-- Where a cluster lists an organisation under two names, the row read from the newest page stands for both.
CREATE TABLE resolved_members AS
WITH confirmed AS (
    SELECT member_id, canonical_id, canonical_name FROM member_aliases WHERE decision = 'confirmed'
),
plain_names AS (
    SELECT member_id, arg_min(member_name, (length(member_name), member_name)) AS member_name
    FROM memberships
    GROUP BY member_id
),
canonical_names AS (
    SELECT DISTINCT canonical_id, canonical_name FROM confirmed
)
SELECT
    m.cluster_id,
    coalesce(a.canonical_id, m.member_id) AS member_id,
    coalesce(n.canonical_name, p.member_name) AS member_name,
    m.member_type,
    m.member_country,
    m.member_city,
    m.source_url,
    m.source_year,
    m.member_id AS seen_id,
    m.member_name AS seen_name
FROM memberships m
LEFT JOIN confirmed a ON a.member_id = m.member_id
LEFT JOIN canonical_names n ON n.canonical_id = coalesce(a.canonical_id, m.member_id)
LEFT JOIN plain_names p ON p.member_id = m.member_id
QUALIFY row_number() OVER (
    PARTITION BY m.cluster_id, coalesce(a.canonical_id, m.member_id)
    ORDER BY m.source_year DESC NULLS LAST, a.canonical_id IS NOT NULL, m.member_id
) = 1;
