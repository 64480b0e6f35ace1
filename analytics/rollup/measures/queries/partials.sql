-- A row: a year's exports of a country in a product (part "product") or to a country ("partner"), or the rows read of a
-- year, by the reason for which they are not counted ("read"). One pass over the file. Sums are decimal, so that they
-- come out the same in whatever order the rows are added.
SELECT
    CASE WHEN grouping(product) = 0 THEN 'product' WHEN grouping(importer) = 0 THEN 'partner' ELSE 'read' END AS part,
    year,
    CAST(exporter AS STRING) AS exporter,
    CAST(importer AS STRING) AS importer,
    product,
    reason,
    period,
    CAST(sum(value) AS DECIMAL(18, 3)) AS value,
    CAST(sum(quantity) AS DECIMAL(18, 3)) AS quantity,
    CAST(count(*) - count(quantity) AS BIGINT) AS flows_without_quantity,
    CAST(sum(unreadable_quantity) AS BIGINT) AS unreadable_quantities,
    CAST(count(*) AS BIGINT) AS flows
FROM flows
GROUP BY GROUPING SETS ((year, exporter, product), (year, exporter, importer), (year, reason, period))
