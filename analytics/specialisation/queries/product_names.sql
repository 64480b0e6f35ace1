-- question: What are the leaf product groups called?
-- grain: one row a leaf product group
-- units: none
SELECT product_code, name_en, name_fi, name_sv, short_en, short_fi, short_sv
FROM product_names
ORDER BY product_code
