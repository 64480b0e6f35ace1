-- question: How fast must real exports grow to reach a reference's export share by a target year?
-- grain: one row a path (realised, needed, past) and year; the rates stand in every row
-- units: exports_usd_million (constant 2015 US$ million); exports_eur_million (the same in million euros at the reference rate of 2015); own_pct_gdp, reference_pct_gdp (% of GDP); *_growth_pct (% a year, compound); years (years)
-- param country VARCHAR = 'FI': ISO 3166 code
-- param reference VARCHAR = 'NORDIC': ISO 3166 code; NORDIC = plain mean of the other Nordic countries
-- param target_year INTEGER = 2035: year by which the share is reached
-- param gdp_growth_pct DOUBLE = NULL: assumed real growth of GDP, % a year; NULL = compound growth of the past ten years
WITH own AS (
    SELECT
        country,
        year,
        max(value) FILTER (WHERE indicator = 'NE.EXP.GNFS.ZS') AS own_pct_gdp,
        max(value) FILTER (WHERE indicator = 'NY.GDP.MKTP.KD') AS gdp,
        max(value) FILTER (WHERE indicator = 'NE.EXP.GNFS.KD') AS exports
    FROM export_indicators
    WHERE country = $country
    GROUP BY ALL
),
latest AS (
    SELECT * FROM own JOIN reference_shares($country, $reference) USING (year)
    WHERE own_pct_gdp IS NOT NULL
    ORDER BY year DESC LIMIT 1
),
growth AS (
    SELECT
        latest.country,
        $reference AS reference,
        latest.year AS latest_year,
        $target_year AS target_year,
        $target_year - latest.year AS years,
        latest.own_pct_gdp,
        reference_pct_gdp,
        latest.exports AS latest_exports,
        100 * ((latest.gdp / before.gdp) ^ (1 / 10.0) - 1) AS past_gdp_growth_pct,
        coalesce($gdp_growth_pct, past_gdp_growth_pct) AS gdp_growth_pct,
        100 * ((latest.exports / before.exports) ^ (1 / 10.0) - 1) AS past_growth_pct
    FROM latest LEFT JOIN own AS before ON before.year = latest.year - 10
),
rates AS (
    SELECT
        *,
        CASE WHEN years > 0 AND own_pct_gdp < reference_pct_gdp
            THEN 100 * ((reference_pct_gdp / own_pct_gdp) ^ (1.0 / years) * (1 + gdp_growth_pct / 100) - 1)
        END AS needed_growth_pct
    FROM growth
),
paths AS (
    SELECT 'realised' AS path, year, exports AS exports_usd_million FROM own WHERE exports IS NOT NULL
    UNION ALL
    SELECT 'needed', latest_year + step, latest_exports * (1 + needed_growth_pct / 100) ^ step
    FROM rates, unnest(range(0, years + 1)) AS steps (step)
    WHERE needed_growth_pct IS NOT NULL
    UNION ALL
    SELECT 'past', latest_year + step, latest_exports * (1 + past_growth_pct / 100) ^ step
    FROM rates, unnest(range(0, years + 1)) AS steps (step)
    WHERE years > 0 AND past_growth_pct IS NOT NULL
)
SELECT
    country,
    reference,
    path,
    year,
    exports_usd_million,
    exports_usd_million / (SELECT units_per_euro FROM euro_rates WHERE currency = 'USD' AND year = 2015)
        AS exports_eur_million,
    rates.* EXCLUDE (country, reference, latest_exports)
FROM paths, rates
ORDER BY list_position(['realised', 'needed', 'past'], path), year
