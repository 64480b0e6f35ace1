-- question: Which products do countries sell with a comparative advantage in a year?
-- grain: one row a country and HS 4-digit product with an RCA of at least 1 (Balassa 1965; Hidalgo et al. 2007 take the same limit); countries that export goods for less than 1 billion current USD in the year are left out, as their few flows say little
-- units: none
-- param back INTEGER = 0: years before the latest
WITH of_year AS (
    SELECT * FROM hs4_exports WHERE year = (SELECT max(year) FROM hs4_exports) - $back
)
SELECT country, code
FROM of_year
SEMI JOIN (SELECT country FROM of_year GROUP BY country HAVING sum(value_usd) >= 1e9) USING (country)
WHERE rca >= 1
ORDER BY country, code
