-- question: What is published of a region's goods exports?
-- grain: one row a region, year and unit
-- units: value is in the unit named in its row
-- param region VARCHAR = NULL: NUTS code; NULL = all
SELECT region_code AS nuts_code, region_name, year, value, unit, source_id, publisher
FROM exports_by_region
LEFT JOIN sources USING (source_id)
WHERE region_code IS NOT NULL AND ($region IS NULL OR region_code = $region)
ORDER BY region_code, year DESC, unit
