-- question: What does the atlas hold, in six figures?
-- grain: one row
-- units: clusters_active, clusters_all, located, with_fees_known, labelled, labelled_gold, labelled_valid (clusters); countries_with_programme, countries (countries); exports_pct_gdp (% of GDP); memberships_named (members); needs (needs)
WITH latest AS (
    SELECT max(year) AS year FROM export_indicators WHERE indicator = 'NE.EXP.GNFS.ZS' AND country = 'FI'
),
shares AS (
    SELECT country, value FROM export_indicators JOIN latest USING (year) WHERE indicator = 'NE.EXP.GNFS.ZS'
)
SELECT
    (SELECT count(*) FROM cluster_facts WHERE counted) AS clusters_active,
    (SELECT count(*) FROM cluster_facts) AS clusters_all,
    (SELECT count(nuts_code) FROM cluster_facts WHERE counted) AS located,
    (SELECT count(*) FROM cluster_facts WHERE counted AND fee_state IN ('published', 'free'))
        AS with_fees_known,
    (SELECT count(*) FROM programme_features
     WHERE feature = 'national_programme' AND value = 'yes' AND list_contains(nordic(), country))
        AS countries_with_programme,
    (SELECT string_agg(country, ',' ORDER BY country) FROM programme_features
     WHERE feature = 'national_programme' AND value = 'yes' AND list_contains(nordic(), country))
        AS programme_countries,
    (SELECT value FROM shares WHERE country = 'FI') AS exports_pct_gdp,
    (SELECT reference_pct_gdp FROM reference_shares('FI', 'NORDIC') JOIN latest USING (year))
        AS neighbours_exports_pct_gdp,
    (SELECT year FROM latest) AS exports_year,
    (SELECT count(members_total) FROM cluster_facts WHERE counted) AS with_members_known,
    (SELECT count(*) FROM memberships) AS memberships_named,
    (SELECT count(DISTINCT member_id) FROM memberships) AS organisations_named,
    (SELECT count(*) FROM workshop_needs) AS needs,
    (SELECT count(DISTINCT event) FROM workshop_needs) AS events,
    (SELECT count(esca_label) FROM cluster_facts WHERE counted) AS labelled,
    (SELECT count(*) FROM cluster_facts WHERE counted AND esca_label = 'gold') AS labelled_gold,
    (SELECT count(*) FROM cluster_facts WHERE counted AND valid_to >= current_date) AS labelled_valid
