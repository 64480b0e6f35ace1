-- question: What would a country's exports be at the export intensity of a reference?
-- grain: one row a year in which the country and the reference have a figure
-- units: own_pct_gdp, reference_pct_gdp (% of GDP); gap_pct_points (percentage points of GDP, positive = behind); gdp_usd, gap_usd (current US dollars)
-- param country VARCHAR = 'FI': ISO 3166 code
-- param reference VARCHAR = 'NORDIC': ISO 3166 code; NORDIC = plain mean of the other Nordic countries
WITH own AS (
    SELECT
        country,
        year,
        max(value) FILTER (WHERE indicator = 'NE.EXP.GNFS.ZS') AS own_pct_gdp,
        max(value) FILTER (WHERE indicator = 'NY.GDP.MKTP.CD_derived') AS gdp_usd
    FROM export_indicators
    WHERE country = $country
    GROUP BY ALL
)
SELECT
    country,
    $reference AS reference,
    year,
    own_pct_gdp,
    reference_pct_gdp,
    reference_pct_gdp - own_pct_gdp AS gap_pct_points,
    gdp_usd,
    gap_pct_points / 100 * gdp_usd AS gap_usd
FROM own JOIN reference_shares($country, $reference) USING (year)
WHERE own_pct_gdp IS NOT NULL
ORDER BY year
