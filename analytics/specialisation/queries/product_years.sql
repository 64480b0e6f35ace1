-- question: For which years are exports by product group known?
-- grain: one row a year
-- units: year
SELECT DISTINCT year FROM exports_by_product WHERE is_leaf ORDER BY year
