-- question: From which year on must a dated source show a cluster for it to be counted?
-- grain: one row
-- units: year
SELECT seen_since() AS year
