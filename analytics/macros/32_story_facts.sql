-- Every success story with the industrial ecosystem of its cluster; a story of a whole programme has none.
CREATE TABLE story_facts AS
SELECT
    s.story_id, s.cluster_id, s.cluster_name, s.country, s.year, s.theme, c.ecosystem,
    s.headline, s.metric_name AS metric, s.metric_value AS value, s.metric_unit AS unit,
    s.beside_id, s.source_url
FROM success_stories s
LEFT JOIN clusters c USING (cluster_id);
