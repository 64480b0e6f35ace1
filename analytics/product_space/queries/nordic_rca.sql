-- question: How specialised are the Nordic countries in each product?
-- grain: one row an HS 4-digit product and country with recorded exports in the latest year
-- units: rca (Balassa 1965: the product's share of the country's goods exports over its share of the world's; 1 = as the world)
SELECT code, country, rca
FROM hs4_exports
WHERE list_contains(nordic(), country) AND year = (SELECT max(year) FROM hs4_exports)
ORDER BY code, country_place(country)
