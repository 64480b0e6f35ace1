-- A row: a year's exports of a country in a section (level 1), chapter (2), heading (4) or product (6) of the HS.
-- value_usd: current USD, whole dollars, so that sums are exact in any order. quantity_tonnes: tonnes of the flows that have a quantity, NULL where none has.
-- rca: Balassa's index, the product's share of the country's exports over its share of all exports in the tables, of the
-- same level and year. nordic_share: the country's share of what the Nordic countries export of it, NULL elsewhere.
-- Countries are numbers (place, in the order of their codes) until the end, which is several times as fast as texts.
WITH products AS (
    SELECT
        t.place,
        p.product AS code,
        sum(p.value) AS value,
        sum(p.quantity) AS quantity,
        sum(p.flows - p.flows_with_quantity) AS without_quantity
    FROM partials p
    JOIN traders t ON t.number = p.exporter
    WHERE p.part = 'product' AND p.value IS NOT NULL
    GROUP BY t.place, p.product
), headings AS (
    SELECT place, CAST(floor(code / 100) AS INT) AS code,
        sum(value) AS value, sum(quantity) AS quantity, sum(without_quantity) AS without_quantity
    FROM products
    GROUP BY place, CAST(floor(code / 100) AS INT)
), chapters AS (
    SELECT place, CAST(floor(code / 100) AS INT) AS code,
        sum(value) AS value, sum(quantity) AS quantity, sum(without_quantity) AS without_quantity
    FROM headings
    GROUP BY place, CAST(floor(code / 100) AS INT)
), sections AS (
    SELECT x.place, s.section AS code,
        sum(x.value) AS value, sum(x.quantity) AS quantity, sum(x.without_quantity) AS without_quantity
    FROM chapters x
    JOIN hs_chapters s ON s.chapter = x.code
    GROUP BY x.place, s.section
), levels AS (
    SELECT 6 AS level, place, code, CAST(floor(code / 10000) AS INT) AS chapter, value, quantity, without_quantity
    FROM products
    UNION ALL
    SELECT 4 AS level, place, code, CAST(floor(code / 100) AS INT) AS chapter, value, quantity, without_quantity
    FROM headings
    UNION ALL
    SELECT 2 AS level, place, code, code AS chapter, value, quantity, without_quantity
    FROM chapters
    UNION ALL
    SELECT 1 AS level, place, code, CAST(NULL AS INT) AS chapter, value, quantity, without_quantity
    FROM sections
), by_country AS (
    SELECT x.place, min(c.country) AS country, max(c.nordic) AS nordic, sum(x.value) AS total
    FROM chapters x
    JOIN countries_in_order c ON c.place = x.place
    GROUP BY x.place
), by_product AS (
    SELECT l.level, l.code, sum(l.value) AS total, sum(CASE WHEN c.nordic = 1 THEN l.value END) AS nordic_total
    FROM levels l
    JOIN countries_in_order c ON c.place = l.place
    GROUP BY l.level, l.code
), everything AS (
    SELECT sum(total) AS total FROM by_country
)
SELECT
    CAST(y.year AS INT) AS year,
    c.country,
    CAST(l.level AS TINYINT) AS level,
    CAST(l.code AS INT) AS code,
    CAST(l.chapter AS TINYINT) AS chapter,
    CAST(floor(l.value * y.usd + 0.5e0) AS DOUBLE) AS value_usd,
    l.quantity / 1000 AS quantity_tonnes,
    CAST(l.without_quantity AS INT) AS flows_without_quantity,
    (l.value / c.total) / (p.total / e.total) AS rca,
    CASE WHEN c.nordic = 1 THEN l.value / p.nordic_total END AS nordic_share
FROM levels l
JOIN by_country c ON c.place = l.place
JOIN by_product p ON p.level = l.level AND p.code = l.code
CROSS JOIN everything e
CROSS JOIN this_year y
ORDER BY l.place, l.level, l.code
