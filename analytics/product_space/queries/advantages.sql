-- question: Which products do countries sell with a comparative advantage?
-- grain: one row a year (the latest three), country and HS 4-digit product with an RCA of at least 1 (Balassa 1965; Hidalgo et al. 2007 take the same limit); countries that export goods for less than 1 billion current USD in the year are left out, as their few flows say little
-- units: none
SELECT year, country, code
FROM hs4_exports
SEMI JOIN (
    SELECT year, country FROM hs4_exports GROUP BY year, country HAVING sum(value_usd) >= 1e9
) USING (year, country)
WHERE rca >= 1 AND year > (SELECT max(year) FROM hs4_exports) - 3
ORDER BY year, country, code
