-- question: What is compared of every cluster when similar ones are sought?
-- grain: one row a cluster
-- units: members_total (members), lat and lon (degrees, WGS 84)
SELECT cluster_id, name, country, ecosystem, sector_detail, what_it_does, status, members_total, lat, lon, duplicate_of
FROM cluster_facts ORDER BY cluster_id
