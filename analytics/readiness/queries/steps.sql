-- question: How does a cluster get from the idea to maturity, and which cluster shows it?
-- grain: one row a step
-- units: step is the place in the order
SELECT
    s.step, s.title_en, s.title_fi, s.title_sv, s.what_en, s.what_fi, s.what_sv,
    s.example_en, s.example_fi, s.example_sv, s.cluster_id, c.name AS cluster_name, s.page,
    f.name AS funding_en, f.name_fi AS funding_fi, f.name_sv AS funding_sv, f.website AS funding_website,
    n.name AS body_en, n.name_fi AS body_fi, n.name_sv AS body_sv, n.website AS body_website,
    s.source_url
FROM start_steps AS s
JOIN clusters AS c USING (cluster_id)
LEFT JOIN funding AS f USING (funding_id)
LEFT JOIN networks AS n USING (network_id)
ORDER BY s.step
