-- question: In which years did something outside a country move the trade of all?
-- grain: one row a crisis
-- units: first_year, last_year (calendar years)
SELECT crisis, first_year, last_year, name, what, source_url
FROM crises
ORDER BY first_year
