-- A row: a row of a Comext bulk file, read. value: thousandths of a euro; quantity: kilograms, NULL where the file has none or
-- zero, which Eurostat writes where a mass is not collected. Whole numbers as DOUBLE, so that their sums are exact.
-- Sums that stand beside their parts (totals over products, of member states, of statistical procedures) and imports
-- are not counted: such a row has no value, and its remark says why. Nor has it a product or an importer, so that imports,
-- which are many, leave few sums.
WITH parsed AS (
    SELECT
        TRY_CAST(substr(period, 1, 4) AS INT) AS year,
        TRY_CAST(substr(period, 5, 2) AS INT) AS month,
        trim(reporter) AS exporter,
        trim(partner) AS importer,
        trim(product) AS code,
        TRY_CAST(substr(trim(product), 1, 6) AS INT) AS product,
        trim(flow) AS flow,
        trim(procedure) AS procedure,
        floor(TRY_CAST(value AS DOUBLE) * 1000 + 0.5e0) AS value,
        floor(TRY_CAST(kilograms AS DOUBLE) + 0.5e0) AS kilograms,
        CASE WHEN kilograms IS NULL OR trim(kilograms) IN ('', ':') THEN 0 ELSE 1 END AS quantity_given
    FROM raw
), judged AS (
    SELECT
        *,
        CASE
            WHEN year IS NULL OR month IS NULL THEN 'no period'
            WHEN flow = '1' THEN 'an import'
            WHEN flow IS NULL OR flow <> '2' THEN 'neither import nor export'
            WHEN exporter IS NULL OR length(exporter) <> 2 OR exporter IN ('EU', 'EA') THEN 'no single reporter'
            WHEN importer IS NULL OR length(importer) <> 2 THEN 'no single partner'
            WHEN procedure = '4' THEN 'a sum of procedures'
            WHEN code = 'TOTAL' OR length(code) < 8 THEN 'a sum of products'
            WHEN product IS NULL OR product < 10000 THEN 'a product code withheld or of no HS product'
            WHEN value IS NULL THEN 'no value'
            WHEN value > 0 AND value < 1e18 THEN NULL
            ELSE 'value not above zero'
        END AS reason
    FROM parsed
)
SELECT
    year,
    exporter,
    CASE WHEN reason IS NULL THEN importer END AS importer,
    CASE WHEN reason IS NULL THEN product END AS product,
    CASE WHEN reason IS NULL THEN value END AS value,
    CASE WHEN reason IS NULL AND kilograms > 0 AND kilograms < 1e15 THEN kilograms END AS quantity,
    CASE WHEN reason IS NULL AND kilograms IS NULL AND quantity_given = 1 THEN 'quantity not readable' ELSE reason END AS remark,
    month AS period
FROM judged
