-- A row: a year's exports of a country in a product (part "product") or to a country ("partner"), or the rows read of a
-- year, by the reason for which they are not counted ("read"). One pass over the file. value and quantity as in the flows;
-- value is NULL where no row is counted.
SELECT
    CASE WHEN grouping(product) = 0 THEN 'product' WHEN grouping(importer) = 0 THEN 'partner' ELSE 'read' END AS part,
    year,
    CAST(exporter AS STRING) AS exporter,
    CAST(importer AS STRING) AS importer,
    product,
    reason,
    period,
    sum(value) AS value,
    sum(quantity) AS quantity,
    CAST(count(value) - count(quantity) AS BIGINT) AS flows_without_quantity,
    CAST(count(unreadable_quantity) AS BIGINT) AS unreadable_quantities,
    CAST(count(*) AS BIGINT) AS flows
FROM flows
GROUP BY GROUPING SETS ((year, exporter, product), (year, exporter, importer), (year, reason, period))
