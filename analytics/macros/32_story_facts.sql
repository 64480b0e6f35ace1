-- Every success story with the industrial ecosystem of its cluster; a story of a whole programme has none.
CREATE TABLE story_facts AS
SELECT
    s.story_id, s.cluster_id, s.cluster_name, s.country, s.year, s.theme, c.ecosystem,
    s.headline_en, s.headline_fi, s.headline_sv,
    s.metric_name AS metric_en, s.metric_name_fi AS metric_fi, s.metric_name_sv AS metric_sv,
    s.metric_value AS value,
    s.metric_unit AS unit_en, s.metric_unit_fi AS unit_fi, s.metric_unit_sv AS unit_sv,
    s.source_url
FROM success_stories s
LEFT JOIN clusters c USING (cluster_id);
