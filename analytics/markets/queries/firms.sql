-- question: What is published of the enterprises that export, and of SMEs' share?
-- grain: one row a country or area, year and definition; each in the words of its source
-- units: value is in the unit of its row; areas is the number of countries and areas measured so in that year
-- param countries VARCHAR[] = NULL: ISO 3166 codes, EU27, EU28; NULL = all
SELECT
    f.country,
    f.year,
    f.indicator,
    f.measure,
    i.text AS definition,
    f.value,
    f.unit,
    u.text AS unit_words,
    f.areas,
    s.publisher,
    s.url
FROM (
    -- measure: the definition without the source's "about".
    SELECT *, count(*) OVER (PARTITION BY year, measure) AS areas
    FROM (SELECT *, regexp_replace(indicator, ' \((about|a little over)\)$', '') AS measure FROM exporting_firms)
) f
LEFT JOIN firm_texts i ON i.kind = 'indicator' AND i.key = f.indicator
LEFT JOIN firm_texts u ON u.kind = 'unit' AND u.key = f.unit
LEFT JOIN sources s USING (source_id)
WHERE coalesce(len($countries), 0) = 0 OR list_contains($countries, f.country)
ORDER BY f.country, f.year DESC, f.indicator
