-- What is counted as a cluster: cluster organisations and business networks of the five countries that are active and
-- were seen in 2020 or later, or on a page without a year; an organisation of several rows counts once.
CREATE MACRO counted_kinds() AS ['cluster_organisation', 'business_network'];
CREATE MACRO seen_since() AS 2020;
-- Every cluster with what the filters and pages ask of it: whether it counts, region, programmes, level, what is known
-- of its label and fees, and the text that a search looks through. Made once, as a table: folding the text takes longer
-- than any filter.
-- left_out: the first reason why a row is not counted; empty = it counts.
-- valid_to: the last day of the newest award of its label; of an end stated as a year only the first day is sure.
CREATE TABLE cluster_facts AS
SELECT
    c.*,
    coalesce(c.last_seen_year >= seen_since(), true) AS seen_lately,
    CASE
        WHEN c.status IN ('merged', 'ended') THEN 'ended'
        WHEN c.status <> 'active' THEN 'unknown'
        WHEN NOT list_contains(counted_kinds(), c.kind) THEN 'kind'
        WHEN NOT list_contains(nordic(), c.country) THEN 'abroad'
        WHEN c.duplicate_of IS NOT NULL THEN 'duplicate'
        WHEN c.last_seen_year < seen_since() THEN 'not_seen_lately'
    END AS left_out,
    left_out IS NULL AS counted,
    l.awarded_year AS awarded_year,
    l.valid_until AS valid_until,
    try_cast(CASE WHEN length(l.valid_until) = 4 THEN l.valid_until || '-01-01' ELSE l.valid_until END AS DATE)
        AS valid_to,
    coalesce(l.source_url, s.source_url, c.source_url) AS label_source_url,
    r.nuts_code,
    string_split(c.programme, '; ') AS programmes,
    CASE
        WHEN c.programme_status LIKE 'Winner%' THEN 'Winner'
        WHEN c.programme_status LIKE 'Participant%' THEN 'Participant'
        WHEN c.programme_status LIKE 'Stronghold%' THEN 'Stronghold'
        WHEN c.programme_status IN ('Arena', 'Arena Pro', 'NCE', 'GCE', 'Mature', 'NIC Connect', 'NIC Explore', 'NIC Impact',
                                    'Emerging area') THEN c.programme_status
    END AS programme_level,
    CASE
        WHEN c.fee_model = 'free' THEN 'free'
        WHEN c.fee_min_eur IS NOT NULL OR f.cluster_id IS NOT NULL THEN 'published'
        WHEN c.fee_model = 'paid' THEN 'paid'
        ELSE 'unknown'
    END AS fee_state,
    fold(concat_ws(' ', c.name, c.name_en, c.sector_detail, c.what_it_does, t.sectors, c.city)) AS search_text
FROM clusters c
LEFT JOIN cluster_regions r USING (cluster_id)
LEFT JOIN (
    FROM cluster_labels
    QUALIFY row_number() OVER (
        PARTITION BY cluster_id, label ORDER BY awarded_year DESC NULLS LAST, valid_until DESC NULLS LAST, source_url
    ) = 1
) l ON l.cluster_id = c.cluster_id AND l.label = c.esca_label
LEFT JOIN (SELECT cluster_id, min(source_url) AS source_url FROM cluster_cell_sources
           WHERE field = 'esca_label' AND used GROUP BY cluster_id) s ON s.cluster_id = c.cluster_id
LEFT JOIN (
    SELECT key AS cluster_id, string_agg(text, ' ') AS sectors
    FROM texts WHERE table_name = 'clusters' AND field IN ('sector_detail', 'what_it_does')
    GROUP BY key
) t USING (cluster_id)
LEFT JOIN (SELECT DISTINCT cluster_id FROM membership_fees) f USING (cluster_id);
