-- A row: a row of a BACI file, read. value: US dollars (BACI has thousands with three decimals); quantity: kilograms (BACI has
-- tonnes), NULL where BACI has none ("NA" or blank). Whole numbers as DOUBLE, so that their sums are exact in any order.
-- Product codes are numbers, so it does not matter whether a file has lost their leading zeros. 9999AA is BACI's code for
-- commodities not specified. A row that is not counted has no value, and its remark says why.
WITH parsed AS (
    SELECT
        TRY_CAST(t AS INT) AS year,
        TRY_CAST(i AS INT) AS exporter,
        TRY_CAST(j AS INT) AS importer,
        CASE WHEN k = '9999AA' THEN 999999 ELSE TRY_CAST(k AS INT) END AS product,
        floor(TRY_CAST(v AS DOUBLE) * 1000 + 0.5e0) AS value,
        floor(TRY_CAST(q AS DOUBLE) * 1000 + 0.5e0) AS quantity,
        q
    FROM raw
), judged AS (
    SELECT
        *,
        CASE
            WHEN value > 0 AND value < 1e15 AND product >= 10000 AND product <= 999999
                AND year IS NOT NULL AND exporter IS NOT NULL AND importer IS NOT NULL THEN value
        END AS counted,
        CASE WHEN quantity >= 0 AND quantity < 1e15 THEN quantity END AS readable
    FROM parsed
)
SELECT
    year,
    exporter,
    importer,
    product,
    counted AS value,
    CASE WHEN counted IS NOT NULL THEN readable END AS quantity,
    CASE
        WHEN counted IS NOT NULL AND readable IS NOT NULL THEN NULL
        WHEN counted IS NOT NULL AND (q IS NULL OR trim(CAST(q AS STRING)) IN ('', 'NA')) THEN NULL
        WHEN counted IS NOT NULL THEN 'quantity not readable'
        WHEN year IS NULL THEN 'no year'
        WHEN exporter IS NULL THEN 'no exporter'
        WHEN importer IS NULL THEN 'no importer'
        WHEN product IS NULL OR product < 10000 OR product > 999999 THEN 'no product code of the Harmonized System'
        WHEN value IS NULL THEN 'no value'
        ELSE 'value not above zero'
    END AS remark,
    0 AS period
FROM judged
