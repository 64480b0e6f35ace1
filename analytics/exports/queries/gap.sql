-- question: What would a country's exports be at the export intensity of a reference?
-- grain: one row a year in which the country and the reference have a figure
-- units: own_pct_gdp, reference_pct_gdp (% of GDP); median_pct_gdp, trimmed_pct_gdp (% of GDP, the other Nordic countries' median, and their mean without extreme_country; missing where the reference is one country); gap_pct_points (percentage points of GDP, positive = behind); gdp_usd, gap_usd (current US dollars); usd_per_euro (US dollars per euro, yearly mean); gdp_eur, gap_eur, median_gap_eur, trimmed_gap_eur (current euros, missing where the rate is unknown); median_gap_usd, trimmed_gap_usd (current US dollars)
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
),
spread AS (
    SELECT year, median_pct_gdp, extreme_country, trimmed_pct_gdp
    FROM neighbour_range($country)
    WHERE $reference = 'NORDIC'
),
rates AS (
    SELECT year, units_per_euro AS usd_per_euro FROM euro_rates WHERE currency = 'USD'
)
SELECT
    country,
    $reference AS reference,
    year,
    own_pct_gdp,
    reference_pct_gdp,
    median_pct_gdp,
    extreme_country,
    trimmed_pct_gdp,
    reference_pct_gdp - own_pct_gdp AS gap_pct_points,
    usd_per_euro,
    gdp_usd,
    gdp_usd / usd_per_euro AS gdp_eur,
    gap_pct_points / 100 * gdp_usd AS gap_usd,
    gap_pct_points / 100 * gdp_eur AS gap_eur,
    (median_pct_gdp - own_pct_gdp) / 100 * gdp_usd AS median_gap_usd,
    (median_pct_gdp - own_pct_gdp) / 100 * gdp_eur AS median_gap_eur,
    (trimmed_pct_gdp - own_pct_gdp) / 100 * gdp_usd AS trimmed_gap_usd,
    (trimmed_pct_gdp - own_pct_gdp) / 100 * gdp_eur AS trimmed_gap_eur
FROM own
JOIN reference_shares($country, $reference) USING (year)
LEFT JOIN spread USING (year)
LEFT JOIN rates USING (year)
WHERE own_pct_gdp IS NOT NULL
ORDER BY year
