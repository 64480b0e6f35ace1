-- question: Which share of what is asked does the cluster meet in each area?
-- grain: one row an area
-- units: score_pct (percent; empty when nothing is known), questions, met, partly, not_met, unsure, open (questions)
-- param answers VARCHAR = '': one letter a question (y, p, n, d; any other = not answered), at its place
-- Met counts 1, partly 0.5, not yet 0. Don't know and not answered are left out of the share and counted apart.
WITH counted AS (
    SELECT
        area,
        min(place) AS first_place,
        count(*) AS questions,
        count(*) FILTER (answer = 'yes') AS met,
        count(*) FILTER (answer = 'partly') AS partly,
        count(*) FILTER (answer = 'no') AS not_met,
        count(*) FILTER (answer = 'unsure') AS unsure,
        count(*) FILTER (answer = 'open') AS open
    FROM readiness_answers($answers)
    GROUP BY area
)
SELECT
    area,
    100 * (met + 0.5 * partly) / nullif(met + partly + not_met, 0) AS score_pct,
    questions, met, partly, not_met, unsure, open
FROM counted
ORDER BY first_place
