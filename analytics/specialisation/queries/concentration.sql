-- question: On how few product groups do a country's goods exports rest?
-- grain: one row a country and year; empty = a group is unknown in that year
-- units: hhi (Herfindahl-Hirschman index: sum of squared shares, 1/N to 1), hhi_normalised ((hhi - 1/N) / (1 - 1/N), 0 to 1, N = number of groups)
-- param countries VARCHAR[] = NULL: ISO 3166 codes, EU27 or WORLD; NULL = all
-- param without_fuels INTEGER = 0: 1 leaves fuels (MIFU) out of all totals
SELECT
    country,
    year,
    CASE WHEN count(share) = count(*) THEN sum(share * share) END AS hhi,
    (hhi - 1 / count(*)) / (1 - 1 / count(*)) AS hhi_normalised
FROM product_shares($without_fuels)
WHERE coalesce(len($countries), 0) = 0 OR list_contains($countries, country)
GROUP BY country, year
ORDER BY country, year
