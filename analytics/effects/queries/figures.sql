-- question: Which figures must stand beside a yardstick, and beside which?
-- grain: one row a figure, the yardsticks last
-- units: effect_value is in the unit of its row
SELECT *
FROM finding_facts
WHERE beside_id IS NOT NULL OR evaluation_id IN (SELECT beside_id FROM finding_facts WHERE beside_id IS NOT NULL)
ORDER BY yardstick, published_year, evaluation_id
