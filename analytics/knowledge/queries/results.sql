-- question: What have members of Nordic clusters gained, one example a theme?
-- grain: one row a theme: of the example cluster if it has one, else of many clusters together, else the latest
-- units: value is in the unit named in its row
-- param cluster VARCHAR = 'fi-kip': cluster_id of the example
SELECT
    theme, cluster_id, cluster_name, country, year,
    headline_en, headline_fi, headline_sv,
    metric_name AS metric_en, metric_name_fi AS metric_fi, metric_name_sv AS metric_sv,
    metric_value AS value, metric_unit AS unit_en, metric_unit_fi AS unit_fi, metric_unit_sv AS unit_sv,
    source_url
FROM success_stories
WHERE metric_value IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY theme
    ORDER BY coalesce(cluster_id = $cluster, false) DESC, cluster_id IS NULL DESC, year DESC NULLS LAST, story_id
) = 1
ORDER BY list_position(
    ['internationalisation', 'innovation', 'skills', 'regional development', 'green transition'], theme
)
