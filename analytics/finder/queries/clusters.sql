-- question: Which clusters can a company join, what do they work with, and what is known that bears on what it wants?
-- grain: one row a counted cluster
-- units: fee_min_eur, fee_max_eur (EUR a year); members_total, research_members, education_members, foreign_members, finance_members (members)
WITH story AS (
    SELECT
        cluster_id,
        any_value(source_url) FILTER (WHERE theme = 'internationalisation') AS exports_story_url,
        any_value(source_url) FILTER (WHERE theme = 'innovation') AS innovation_story_url,
        any_value(source_url) FILTER (WHERE theme = 'skills') AS skills_story_url
    FROM (FROM success_stories ORDER BY story_id)
    WHERE cluster_id IS NOT NULL
    GROUP BY cluster_id
),
named AS (
    SELECT
        m.cluster_id,
        count(*) FILTER (WHERE m.member_type = 'research') AS research_members,
        count(*) FILTER (WHERE m.member_type = 'education') AS education_members,
        count(*) FILTER (WHERE m.member_type = 'finance') AS finance_members,
        count(*) FILTER (WHERE m.member_country <> c.country) AS foreign_members,
        min(m.source_url) FILTER (WHERE m.member_type = 'research') AS research_url,
        min(m.source_url) FILTER (WHERE m.member_type = 'education') AS education_url,
        min(m.source_url) FILTER (WHERE m.member_type = 'finance') AS finance_url,
        min(m.source_url) FILTER (WHERE m.member_country <> c.country) AS foreign_url
    FROM memberships m
    JOIN clusters c USING (cluster_id)
    GROUP BY m.cluster_id
)
SELECT
    f.cluster_id, f.name, f.name_en, f.country, f.city, f.lat, f.lon, f.nuts_code, f.ecosystem, f.status,
    f.sector_detail, f.what_it_does, f.what_it_does_url,
    f.members_total, f.members_research, f.programme, f.esca_label, f.label_source_url,
    f.fee_state, f.fee_min_eur, f.fee_max_eur, f.website, f.source_url, f.source_year,
    n.research_members, n.education_members, n.finance_members, n.foreign_members,
    n.research_url, n.education_url, n.finance_url, n.foreign_url,
    s.exports_story_url, s.innovation_story_url, s.skills_story_url
FROM cluster_facts f
LEFT JOIN named n USING (cluster_id)
LEFT JOIN story s USING (cluster_id)
WHERE f.counted
ORDER BY f.cluster_id
