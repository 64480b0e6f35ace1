-- Every cluster with what the filters and pages ask of it: region, programmes, level, what is known of its fees, and
-- the text that a search looks through. Made once, as a table: folding the text takes longer than any filter.
CREATE TABLE cluster_facts AS
SELECT
    c.*,
    r.nuts_code,
    string_split(c.programme, '; ') AS programmes,
    CASE
        WHEN c.programme_status LIKE 'Winner%' THEN 'Winner'
        WHEN c.programme_status LIKE 'Participant%' THEN 'Participant'
        WHEN c.programme_status LIKE 'Stronghold%' THEN 'Stronghold'
        WHEN c.programme_status IN ('Arena', 'Arena Pro', 'NCE', 'GCE', 'Mature', 'NIC Connect', 'NIC Impact',
                                    'Emerging area') THEN c.programme_status
    END AS programme_level,
    CASE
        WHEN c.fee_model = 'free' THEN 'free'
        WHEN c.fee_min_eur IS NOT NULL OR f.cluster_id IS NOT NULL THEN 'published'
        WHEN c.fee_model = 'paid' THEN 'paid'
        ELSE 'unknown'
    END AS fee_state,
    fold(concat_ws(' ', c.name, c.name_en, c.sector_detail, t.sectors, c.city)) AS search_text
FROM clusters c
LEFT JOIN cluster_regions r USING (cluster_id)
LEFT JOIN (
    SELECT key AS cluster_id, string_agg(text, ' ') AS sectors
    FROM texts WHERE table_name = 'clusters' AND field = 'sector_detail'
    GROUP BY key
) t USING (cluster_id)
LEFT JOIN (SELECT DISTINCT cluster_id FROM membership_fees) f USING (cluster_id);
