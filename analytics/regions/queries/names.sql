-- question: Which NUTS regions do the five countries have, and what are they called?
-- grain: one row a NUTS 2021 region (levels 0-3)
-- units: lat, lon (degrees, WGS 84, a point inside the region); area_km2 (km²)
SELECT nuts_code, name, level, parent, country, lat, lon, area_km2
FROM regions
ORDER BY nuts_code
