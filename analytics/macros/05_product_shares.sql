-- The leaf groups' shares of a country's goods exports, one row a country, year and group, unknown groups too.
-- The total is the sum of the groups; in a year that lacks a group it is the published total (TO), so that the groups
-- that are known keep their true share and nothing is made up to 1. without_fuels = 1 takes MIFU out of everything.
-- Both are worked out once, as a table: every question about products asks for them.
CREATE TABLE product_share_rows AS
WITH groups AS (SELECT DISTINCT product_code FROM exports_by_product WHERE is_leaf),
sums AS (
    SELECT
        country,
        year,
        count(*) FILTER (WHERE is_leaf) = (SELECT count(*) FROM groups) AS complete,
        sum(exports_usd_million) FILTER (WHERE is_leaf) AS leaves,
        any_value(exports_usd_million) FILTER (WHERE product_code = 'TO') AS published,
        any_value(exports_usd_million) FILTER (WHERE product_code = 'MIFU') AS fuels
    FROM exports_by_product
    GROUP BY country, year
),
totals AS (
    SELECT
        country,
        year,
        without_fuels,
        CASE WHEN complete THEN leaves ELSE published END - CASE WHEN without_fuels = 1 THEN fuels ELSE 0 END
            AS total_usd_million
    FROM sums CROSS JOIN (VALUES (0), (1)) asked (without_fuels)
)
SELECT
    t.without_fuels,
    t.country,
    t.year,
    g.product_code,
    e.exports_usd_million,
    t.total_usd_million,
    e.exports_usd_million / nullif(t.total_usd_million, 0) AS share
FROM totals t
CROSS JOIN groups g
LEFT JOIN exports_by_product e USING (country, year, product_code)
WHERE NOT (without_fuels = 1 AND g.product_code = 'MIFU');
CREATE MACRO product_shares(left_out) AS TABLE
SELECT * EXCLUDE (without_fuels) FROM product_share_rows WHERE without_fuels = left_out;
