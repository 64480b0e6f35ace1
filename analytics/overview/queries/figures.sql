-- question: How many clusters are counted, and of how many is the place known?
-- grain: one row
-- units: clusters_active, located (clusters)
SELECT count(*) AS clusters_active, count(nuts_code) AS located FROM cluster_facts WHERE counted
