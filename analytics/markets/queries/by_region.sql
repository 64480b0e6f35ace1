-- question: What share of a country's goods exports does each region produce, where that is published?
-- grain: one row a region; kind: region, apart (exports that belong to no one region) or not_published
-- units: share_pct (% of the national total); newer_share_pct (the same in newer_year, the latest year with a share of the region, empty = the year shown is the latest); value (in unit, empty where only a share is stated); total (in unit)
-- param country VARCHAR = 'NO': ISO 3166 code
-- param year INTEGER = NULL: NULL or 0 = the year with most regions published, the latest of them
-- A share is either stated by the source or worked out where region and country have an amount in the same unit.
WITH shares AS (
    SELECT r.*, 100 * r.value / t.value AS share_pct, t.value AS total
    FROM exports_by_region r
    JOIN exports_by_region t ON t.region_code = r.country AND t.unit = r.unit AND t.year = r.year
    WHERE r.country = $country AND r.unit = 'NOK million' AND r.region_code IS DISTINCT FROM r.country
    UNION ALL
    SELECT *, value, NULL
    FROM exports_by_region
    WHERE country = $country AND unit = '% of national goods exports' AND region_code <> country
),
coded AS (SELECT s.*, s.region_code IN (SELECT nuts_code FROM regions) AS in_nuts_2021 FROM shares s),
chosen AS (
    SELECT * FROM coded
    WHERE year = coalesce(
        nullif($year, 0),
        (SELECT year FROM coded GROUP BY year ORDER BY count(*) FILTER (in_nuts_2021) DESC, year DESC LIMIT 1)
    )
),
answer AS (
    SELECT
        country,
        year,
        region_code AS nuts_code,
        region_name,
        CASE
            WHEN region_name IN ('County not stated', 'Several counties', 'Re-exports of goods produced abroad')
                THEN 'apart'
            ELSE 'region'
        END AS kind,
        share_pct,
        CASE WHEN unit NOT LIKE '%national%' THEN value END AS value,
        CASE WHEN unit NOT LIKE '%national%' THEN unit END AS unit,
        total,
        -- A source that says "about" is quoted so.
        source_id IN (SELECT source_id FROM sources WHERE contains(citation, '[about]')) AS is_about,
        source_id
    FROM chosen
    UNION ALL
    -- Only where all codes are of NUTS 2021: Norway's counties before 2020 are other regions.
    SELECT country, (SELECT any_value(year) FROM chosen), nuts_code, name, 'not_published', NULL, NULL, NULL, NULL, false, NULL
    FROM regions
    WHERE country = $country
      AND level = 3
      AND nuts_code NOT IN (SELECT region_code FROM chosen WHERE region_code IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM chosen WHERE region_code IS NOT NULL AND NOT in_nuts_2021)
),
newest AS (
    SELECT region_code, max(year) AS newer_year, arg_max(share_pct, year) AS newer_share_pct
    FROM coded
    GROUP BY region_code
)
SELECT a.*, n.newer_year, n.newer_share_pct, s.url
FROM answer a
LEFT JOIN newest n ON n.region_code = a.nuts_code AND n.newer_year > a.year AND a.kind = 'region'
LEFT JOIN sources s USING (source_id)
ORDER BY array_position(['region', 'apart', 'not_published'], kind), share_pct DESC NULLS LAST, nuts_code
