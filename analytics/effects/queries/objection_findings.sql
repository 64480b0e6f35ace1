-- question: Which findings does the answer to an objection rest on?
-- grain: one row an objection and a finding, in the order of the answer
-- units: as effects.findings
SELECT o.objection_id, f.*
FROM objection_evidence o
JOIN finding_facts f USING (evaluation_id)
ORDER BY o.objection_id, o.place
