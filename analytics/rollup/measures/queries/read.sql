-- A row: the rows read of a year and period, by the remark on them.
SELECT
    year,
    period,
    remark,
    CAST(sum(flows) AS BIGINT) AS flows,
    CAST(sum(CASE WHEN value IS NOT NULL THEN flows - flows_with_quantity ELSE 0 END) AS BIGINT) AS flows_without_quantity
FROM partials
WHERE part = 'product'
GROUP BY year, period, remark
