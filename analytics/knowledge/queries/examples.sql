-- question: Which counted clusters serve as examples: five or more members known by name and a published result?
-- grain: one row a cluster, Finland and the best known first
-- units: named (members known by name); results (success stories with a figure)
SELECT cluster_id, name, country, named, results
FROM cluster_facts
JOIN (SELECT cluster_id, count(*) AS named FROM memberships GROUP BY cluster_id) USING (cluster_id)
JOIN (SELECT cluster_id, count(metric_value) AS results FROM success_stories GROUP BY cluster_id) USING (cluster_id)
WHERE counted AND named >= 5 AND results > 0
ORDER BY country_place(country), named DESC, name
