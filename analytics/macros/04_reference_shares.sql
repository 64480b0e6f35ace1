-- The export share (% of GDP) that `own` is compared with, a row a year: that of the country `chosen`, or for NORDIC the
-- plain mean of the Nordic countries other than `own`. A year in which one of them has no figure has no row.
CREATE MACRO reference_shares(own, chosen) AS TABLE
WITH compared AS (
    SELECT CASE
        WHEN chosen = 'NORDIC' THEN list_filter(nordic(), lambda code: code <> own)
        ELSE [chosen]
    END AS codes
)
SELECT year, avg(value) AS reference_pct_gdp
FROM export_indicators, compared
WHERE indicator = 'NE.EXP.GNFS.ZS' AND list_contains(codes, country)
GROUP BY year, codes
HAVING count(value) = len(codes);
