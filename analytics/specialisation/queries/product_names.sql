-- question: What are the leaf product groups called?
-- grain: one row a leaf product group
-- units: none
SELECT product_code, name AS product_name, short AS product_short
FROM product_names
ORDER BY product_code
