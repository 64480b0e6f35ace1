-- question: Which industrial ecosystem is a product group counted in, and why?
-- grain: one row a leaf product group and ecosystem (or Not assigned)
-- units: weight (part of the group's value, 0 to 1; the parts of a group add up to 1)
SELECT product_code, ecosystem, weight, reason, source_url
FROM product_ecosystems
ORDER BY product_code, weight DESC, ecosystem
