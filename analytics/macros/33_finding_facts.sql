-- Every finding with the strength of its design: its own grade where it has one, else its study's.
CREATE TABLE finding_facts AS
SELECT
    e.* EXCLUDE (own_grade),
    coalesce(e.own_grade, g.grade) AS grade,
    TRY_CAST(coalesce(e.own_grade, g.grade) AS INTEGER) AS on_scale,
    CASE
        WHEN coalesce(e.own_grade, g.grade) IN ('review', 'context') THEN coalesce(e.own_grade, g.grade)
        WHEN on_scale >= 3 AND g.provisional THEN 'provisional'
        WHEN on_scale >= 3 THEN 'firm'
        WHEN on_scale = 2 THEN 'some'
        ELSE 'weak'
    END AS strength,
    g.provisional, g.independence, g.yardstick, g.reason
FROM programme_evaluations e
JOIN evaluation_grades g USING (study);
