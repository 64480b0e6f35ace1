-- question: How have figures of the Danish and the Norwegian programme changed?
-- grain: one row a figure, year and page
-- units: value (as in unit)
-- param country VARCHAR = 'DK': DK or NO
-- param indicators VARCHAR[] = NULL: what is measured; NULL = all figures of a whole programme
SELECT
    figures.country, figures.year, figures.indicator, names.text AS name, figures.value, figures.unit,
    figures.source_url
FROM programme_figures AS figures
JOIN figure_texts AS names ON names.kind = 'indicator' AND names.key = figures.indicator
WHERE figures.country = $country AND cluster_id IS NULL
  AND (coalesce(len($indicators), 0) = 0 OR list_contains($indicators, figures.indicator))
ORDER BY figures.indicator, figures.year
