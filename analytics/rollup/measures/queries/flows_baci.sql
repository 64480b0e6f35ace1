-- A row: a row of a BACI file, read. value: thousand USD; quantity: tonnes, NULL where BACI has none ("NA" or blank).
-- Product codes are numbers, so it does not matter whether a file has lost their leading zeros. 9999AA is BACI's code for
-- commodities not specified. A row with a reason is not counted, and the manifest tells how many there are.
WITH parsed AS (
    SELECT
        TRY_CAST(t AS INT) AS year,
        TRY_CAST(i AS INT) AS exporter,
        TRY_CAST(j AS INT) AS importer,
        CASE WHEN k = '9999AA' THEN 999999 ELSE TRY_CAST(k AS INT) END AS product,
        TRY_CAST(v AS DECIMAL(18, 3)) AS value,
        TRY_CAST(q AS DECIMAL(18, 3)) AS quantity,
        CASE WHEN q IS NULL OR trim(q) IN ('', 'NA') THEN 0 ELSE 1 END AS quantity_given
    FROM raw
), judged AS (
    SELECT
        *,
        CASE
            WHEN year IS NULL THEN 'no year'
            WHEN exporter IS NULL THEN 'no exporter'
            WHEN importer IS NULL THEN 'no importer'
            WHEN product IS NULL OR product < 10000 OR product > 999999 THEN 'no product code of the Harmonized System'
            WHEN value IS NULL THEN 'no value'
            WHEN value <= 0 THEN 'value not above zero'
        END AS reason
    FROM parsed
)
SELECT
    year,
    CASE WHEN reason IS NULL THEN exporter END AS exporter,
    CASE WHEN reason IS NULL THEN importer END AS importer,
    CASE WHEN reason IS NULL THEN product END AS product,
    value,
    quantity,
    CASE WHEN quantity IS NULL AND quantity_given = 1 THEN 1 ELSE 0 END AS unreadable_quantity,
    reason,
    0 AS period
FROM judged
