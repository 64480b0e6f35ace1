-- question: How alike are the goods exports of two countries?
-- grain: one row a country_a, country_b and year; empty = a group of either is unknown in that year
-- units: similarity (Finger and Kreinin's index: sum over the groups of the smaller of the two shares, 0 to 1)
-- param countries_a VARCHAR[] = NULL: ISO 3166 codes of the first country; NULL = all
-- param countries_b VARCHAR[] = NULL: ISO 3166 codes of the second country; NULL = all
-- param without_fuels INTEGER = 0: 1 leaves fuels (MIFU) out of all totals
SELECT
    a.country AS country_a,
    b.country AS country_b,
    a.year,
    CASE WHEN count(a.share) = count(*) AND count(b.share) = count(*) THEN sum(least(a.share, b.share)) END
        AS similarity
FROM product_shares($without_fuels) a
JOIN product_shares($without_fuels) b ON b.year = a.year AND b.product_code = a.product_code
WHERE (coalesce(len($countries_a), 0) = 0 OR list_contains($countries_a, a.country))
  AND (coalesce(len($countries_b), 0) = 0 OR list_contains($countries_b, b.country))
GROUP BY ALL
ORDER BY country_a, country_b, a.year
