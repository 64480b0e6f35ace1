-- question: How large are exports, what are they made of, and how have they grown?
-- grain: one row a country and year, missing where a figure is not published
-- units: exports_pct_gdp (% of GDP); exports_usd_per_inhabitant (current US dollars); exports_eur_per_inhabitant (current euros, missing where the year's rate is unknown); real_exports_index (base year = 100); services_pct_exports (% of exports of goods and services); high_tech_pct_manufactures (% of exports of manufactures); rd_pct_gdp (% of GDP)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all with exports of goods and services
-- param base_year INTEGER = 2001: year in which the index is 100
WITH wide AS (
    SELECT
        country,
        year,
        max(value) FILTER (WHERE indicator = 'NE.EXP.GNFS.ZS') AS exports_pct_gdp,
        max(value) FILTER (WHERE indicator = 'NE.EXP.GNFS.CD_derived') AS exports_usd_million,
        max(value) FILTER (WHERE indicator = 'NE.EXP.GNFS.KD') AS real_exports_usd_million,
        max(value) FILTER (WHERE indicator = 'BX.GSR.NFSV.CD') AS services_usd_million,
        max(value) FILTER (WHERE indicator = 'TX.VAL.TECH.MF.ZS') AS high_tech_pct_manufactures,
        max(value) FILTER (WHERE indicator = 'GB.XPD.RSDV.GD.ZS') AS rd_pct_gdp,
        max(value) FILTER (WHERE indicator = 'SP.POP.TOTL') AS inhabitants
    FROM export_indicators
    WHERE (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
      AND country IN (SELECT country FROM export_indicators WHERE indicator = 'NE.EXP.GNFS.ZS')
    GROUP BY ALL
)
SELECT
    country,
    year,
    exports_pct_gdp,
    exports_usd_million * 1e6 / nullif(inhabitants, 0) AS exports_usd_per_inhabitant,
    exports_usd_per_inhabitant / units_per_euro AS exports_eur_per_inhabitant,
    100 * real_exports_usd_million
        / nullif(max(CASE WHEN year = $base_year THEN real_exports_usd_million END) OVER (PARTITION BY country), 0)
        AS real_exports_index,
    100 * services_usd_million / nullif(exports_usd_million, 0) AS services_pct_exports,
    high_tech_pct_manufactures,
    rd_pct_gdp
FROM wide
LEFT JOIN (SELECT year, units_per_euro FROM euro_rates WHERE currency = 'USD') USING (year)
ORDER BY country, year
