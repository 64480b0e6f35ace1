-- question: What have members of Nordic clusters gained, one example a theme?
-- grain: one row a theme: of the example cluster if it has one, else of many clusters together, else the latest
-- units: value is in the unit named in its row
-- param cluster VARCHAR = 'fi-energyvaasa': cluster_id of the example
SELECT
    theme, story_id, cluster_id, cluster_name, country, year,
    headline, metric_name AS metric, metric_value AS value, metric_unit AS unit, source_url
FROM success_stories
WHERE metric_value IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY theme
    ORDER BY coalesce(cluster_id = $cluster, false) DESC, cluster_id IS NULL DESC, year DESC NULLS LAST, story_id
) = 1
ORDER BY list_position(
    ['internationalisation', 'innovation', 'skills', 'regional development', 'green transition'], theme
)
