-- question: Which objections to a cluster programme are heard, and what is the honest answer?
-- grain: one row an objection, in the order in which they are shown
-- units: none
SELECT objection_id, place, verdict, objection, answer
FROM objections
ORDER BY place
