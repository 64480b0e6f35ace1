-- question: Which clusters hold or held a cluster management quality label, and until when?
-- grain: one row a cluster with a known label, whatever its status
-- units: valid_to (last day of the month that the remark names; empty = no end known to the atlas)
SELECT
    c.cluster_id, c.name, c.country, c.ecosystem, c.esca_label AS label, c.status,
    c.note,
    CAST(last_day(try_strptime(regexp_extract(c.note, 'valid to ([A-Z][a-z]+ [0-9]{4})', 1), '%B %Y')) AS DATE) AS valid_to,
    c.source_url
FROM cluster_facts c
WHERE c.esca_label IS NOT NULL
ORDER BY
    list_position(['active', 'unknown', 'merged', 'ended'], c.status),
    list_position(['gold', 'silver', 'bronze'], c.esca_label),
    country_place(c.country),
    c.name
