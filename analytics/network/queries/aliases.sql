-- question: Which names of organisations were brought together, or kept apart, by decision?
-- grain: one row a decision
-- units: rows_resolved (rows of memberships listed under the name; those of confirmed decisions are resolved)
SELECT
    a.member_id,
    (SELECT min(m.member_name) FROM memberships m WHERE m.member_id = a.member_id) AS member_name,
    a.canonical_id,
    a.canonical_name,
    a.decision,
    a.reason,
    (SELECT count(*) FROM memberships m WHERE m.member_id = a.member_id) AS rows_resolved,
    a.decided_on,
    a.source_url,
    a.note
FROM member_aliases a
ORDER BY a.decision, a.canonical_name, a.member_id
