-- question: How does a cluster get from the idea to maturity, and which cluster shows it?
-- grain: one row a step
-- units: step is the place in the order
SELECT
    s.step, s.title, s.what, s.in_practice AS example, s.cluster_id, c.name AS cluster_name, s.page,
    funding_id, f.name AS funding, f.website AS funding_website,
    network_id, n.name AS body, n.website AS body_website,
    s.source_url
FROM start_steps AS s
JOIN clusters AS c USING (cluster_id)
LEFT JOIN funding AS f USING (funding_id)
LEFT JOIN networks AS n USING (network_id)
ORDER BY s.step
