-- The export shares (% of GDP) of the Nordic countries other than `own` in three ways, a row a year in which all have a
-- figure: plain mean, median, and the mean without one country, the one farthest from the median in the latest such year.
CREATE MACRO neighbour_range(own) AS TABLE
WITH others AS (SELECT list_filter(nordic(), lambda code: code <> own) AS codes),
shares AS (
    SELECT year, country, value, len(codes) AS of_all
    FROM export_indicators, others
    WHERE indicator = 'NE.EXP.GNFS.ZS' AND list_contains(codes, country)
),
means AS (
    SELECT year, avg(value) AS mean_pct_gdp, median(value) AS median_pct_gdp
    FROM shares
    GROUP BY year, of_all
    HAVING count(*) = of_all
),
extreme AS (
    SELECT arg_max(country, abs(value - median_pct_gdp)) AS extreme_country
    FROM shares JOIN means USING (year)
    WHERE year = (SELECT max(year) FROM means)
)
SELECT
    year,
    mean_pct_gdp,
    median_pct_gdp,
    extreme_country,
    avg(value) FILTER (WHERE country <> extreme_country) AS trimmed_pct_gdp
FROM shares JOIN means USING (year), extreme
GROUP BY ALL;
