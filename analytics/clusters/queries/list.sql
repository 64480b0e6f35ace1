-- question: Which clusters fit the filters, and what is known of each?
-- grain: one row a cluster
-- units: members_total (members), fee_min_eur and fee_max_eur (EUR a year), lat and lon (degrees, WGS 84)
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL = all
-- param ecosystems VARCHAR[] = NULL: industrial ecosystems; NULL = all
-- param programmes VARCHAR[] = NULL: programmes as named in the table; NULL = all
-- param levels VARCHAR[] = NULL: levels within a programme; NULL = all
-- param labels VARCHAR[] = NULL: bronze, silver, gold, none; NULL = all
-- param fees VARCHAR[] = NULL: published, paid (amount unknown), free, unknown; NULL = all
-- param statuses VARCHAR[] = ['active']: active, merged, ended, unknown; NULL = all
-- param kinds VARCHAR[] = ['cluster_organisation', 'business_network']: kinds counted, and not_seen_lately; NULL = the whole register
-- param founded_from INTEGER = NULL: first year of founding; clusters with no known year drop out
-- param founded_to INTEGER = NULL: last year of founding; clusters with no known year drop out
-- param search VARCHAR = NULL: words that must all occur in the name, sector or city
SELECT
    cluster_id, name, name_en, country, city, region, nuts_code, lat, lon, ecosystem,
    sector_detail,
    founded_year, members_total, counts_year, programme, programme_level, programme_status,
    esca_label, fee_state, fee_min_eur, fee_max_eur, website, status, kind, last_seen_year, last_seen_source, seen_lately, left_out, counted, duplicate_of, part_of,
    awarded_year, valid_until, source_url, source_year
FROM filtered_clusters($countries, $ecosystems, $programmes, $levels, $labels, $fees, $statuses, $kinds,
                       $founded_from, $founded_to, $search)
ORDER BY members_total DESC NULLS LAST, name, cluster_id
