-- question: Which networks and support organisations work in a country and for a kind of reader?
-- grain: one row a network; one whose audience is unknown only fits when none is asked for
-- units: founded_year (year); fees are in words
-- param place VARCHAR = NULL: ISO 3166 code of a Nordic country; NULL or empty = everywhere
-- param audience VARCHAR = NULL: cities, clusters, companies, networks or people; NULL or empty = all
SELECT
    network_id,
    name,
    kind, reach, countries, serves, founded_year,
    operator, what_it_offers AS offers, who_can_join AS who, fee,
    website, source_url,
    -- What is national elsewhere in Europe is European to a Nordic reader.
    CASE
        WHEN reach = 'nordic' OR list_has_any(string_split(countries, '; '), nordic())
             AND reach IN ('national', 'regional') THEN 'nordic'
        WHEN reach = 'world' THEN 'world'
        ELSE 'european'
    END AS shelf
FROM networks
WHERE (coalesce($place, '') = '' OR countries IS NULL OR list_contains(string_split(countries, '; '), $place))
  AND (coalesce($audience, '') = '' OR list_contains(string_split(serves, '; '), $audience))
ORDER BY
    list_position(['nordic', 'european', 'world'], shelf),
    list_position(['regional', 'national', 'nordic', 'european', 'world'], reach) DESC,
    country_place(countries) NULLS LAST,
    list_position(['platform', 'network', 'association', 'support', 'label', 'funding'], kind),
    name
