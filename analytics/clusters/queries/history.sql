-- question: How many members has a cluster had over the years, by source?
-- grain: one row a cluster, year and source
-- units: members_total, companies, sme, large, startups, research_education, public, finance, other (members); member_employees (persons)
-- param cluster VARCHAR = NULL: cluster_id; NULL = all
SELECT cluster_id, year, members_total, companies, sme, large, startups, research_education, public, finance, other,
       member_employees, source_url
FROM membership_composition
WHERE cluster_id = coalesce($cluster, cluster_id)
ORDER BY year NULLS LAST, source_url
