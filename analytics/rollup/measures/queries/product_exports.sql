-- A row: a year's exports of a country in a section (level 1), chapter (2), heading (4) or product (6) of the HS.
-- value_usd: current USD, whole dollars, so that sums are exact in any order. quantity_tonnes: tonnes of the flows that have a quantity, NULL where none has.
-- rca: Balassa's index, the product's share of the country's exports over its share of all exports in the tables, of the
-- same level and year. nordic_share: the country's share of what the Nordic countries export of it, NULL elsewhere.
WITH products AS (
    SELECT
        coalesce(c.country, p.exporter) AS country,
        p.product AS code,
        sum(p.value) AS value,
        sum(p.quantity) AS quantity,
        sum(p.flows_without_quantity) AS without_quantity
    FROM partials p
    LEFT JOIN country_codes c ON c.number = p.exporter
    WHERE p.part = 'product' AND p.value IS NOT NULL
    GROUP BY coalesce(c.country, p.exporter), p.product
), headings AS (
    SELECT country, CAST(floor(code / 100) AS INT) AS code,
        sum(value) AS value, sum(quantity) AS quantity, sum(without_quantity) AS without_quantity
    FROM products
    GROUP BY country, CAST(floor(code / 100) AS INT)
), chapters AS (
    SELECT country, CAST(floor(code / 100) AS INT) AS code,
        sum(value) AS value, sum(quantity) AS quantity, sum(without_quantity) AS without_quantity
    FROM headings
    GROUP BY country, CAST(floor(code / 100) AS INT)
), levels AS (
    SELECT 6 AS level, country, code, CAST(floor(code / 10000) AS INT) AS chapter, value, quantity, without_quantity
    FROM products
    UNION ALL
    SELECT 4 AS level, country, code, CAST(floor(code / 100) AS INT) AS chapter, value, quantity, without_quantity
    FROM headings
    UNION ALL
    SELECT 2 AS level, country, code, code AS chapter, value, quantity, without_quantity
    FROM chapters
    UNION ALL
    SELECT 1 AS level, x.country, s.section AS code, CAST(NULL AS INT) AS chapter,
        sum(x.value) AS value, sum(x.quantity) AS quantity, sum(x.without_quantity) AS without_quantity
    FROM chapters x
    JOIN hs_chapters s ON s.chapter = x.code
    GROUP BY x.country, s.section
), measured AS (
    SELECT
        l.level, l.country, l.code, l.chapter, l.without_quantity,
        l.value,
        l.quantity / 1000 AS tonnes,
        CASE WHEN n.country IS NOT NULL THEN 1 ELSE 0 END AS nordic
    FROM levels l
    LEFT JOIN nordic_countries n ON n.country = l.country
), by_country AS (
    SELECT country, sum(value) AS total FROM measured WHERE level = 2 GROUP BY country
), by_product AS (
    SELECT level, code, sum(value) AS total, sum(CASE WHEN nordic = 1 THEN value END) AS nordic_total
    FROM measured
    GROUP BY level, code
), everything AS (
    SELECT sum(total) AS total FROM by_country
)
SELECT
    CAST(y.year AS INT) AS year,
    m.country,
    CAST(m.level AS TINYINT) AS level,
    CAST(m.code AS INT) AS code,
    CAST(m.chapter AS TINYINT) AS chapter,
    CAST(floor(m.value * y.usd + 0.5e0) AS DOUBLE) AS value_usd,
    m.tonnes AS quantity_tonnes,
    CAST(m.without_quantity AS INT) AS flows_without_quantity,
    (m.value / c.total) / (p.total / e.total) AS rca,
    CASE WHEN m.nordic = 1 THEN m.value / p.nordic_total END AS nordic_share
FROM measured m
JOIN by_country c ON c.country = m.country
JOIN by_product p ON p.level = m.level AND p.code = m.code
CROSS JOIN everything e
CROSS JOIN this_year y
ORDER BY country, level, code
