-- question: Which clusters have been awarded a cluster management quality label, and until when was it to last?
-- grain: one row a cluster with a known label, whatever its status
-- units: awarded_year (year of the newest award); valid_until (as stated), valid_to (its day; of a stated year the first)
SELECT
    c.cluster_id, c.name, c.country, c.ecosystem, c.esca_label AS label, c.status,
    c.note,
    c.awarded_year AS awarded_year, c.valid_until AS valid_until, c.valid_to AS valid_to,
    c.label_source_url AS source_url
FROM cluster_facts c
WHERE c.esca_label IS NOT NULL
ORDER BY
    list_position(['active', 'unknown', 'merged', 'ended'], c.status),
    list_position(['gold', 'silver', 'bronze'], c.esca_label),
    country_place(c.country),
    c.name
