-- question: Of what are the detailed trade tables made, and which year is their latest?
-- grain: one row
-- units: year
SELECT source, edition, (SELECT max(year) FROM hs4_exports) AS year
FROM hs4_edition
