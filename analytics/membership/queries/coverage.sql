-- question: Of how many active clusters is the number of members known, and of which years?
-- grain: one row a country, known or not, and year of the count (empty = not stated, or no count)
-- units: clusters (active clusters)
-- param ecosystem VARCHAR = '': industrial ecosystem; empty = all
SELECT
    country,
    members_total IS NOT NULL AS known,
    CASE WHEN members_total IS NOT NULL THEN counts_year END AS counts_year,
    count(*) AS clusters
FROM cluster_facts
WHERE counted AND ($ecosystem = '' OR ecosystem = $ecosystem)
GROUP BY ALL
ORDER BY country, known DESC, counts_year DESC NULLS LAST
