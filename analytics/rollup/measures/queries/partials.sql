-- A row: a year's exports of a country in a product (part "product") or to a country ("partner"), by the remark on the rows
-- and their period. One pass over the file. value and quantity as in the flows; value is NULL where no row is counted.
SELECT
    CASE WHEN grouping(product) = 0 THEN 'product' ELSE 'partner' END AS part,
    year,
    CAST(exporter AS STRING) AS exporter,
    CAST(importer AS STRING) AS importer,
    product,
    remark,
    period,
    sum(value) AS value,
    sum(quantity) AS quantity,
    CAST(count(quantity) AS DOUBLE) AS flows_with_quantity,
    CAST(count(*) AS DOUBLE) AS flows
FROM flows
GROUP BY GROUPING SETS ((year, exporter, product, remark, period), (year, exporter, importer))
