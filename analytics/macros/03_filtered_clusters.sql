-- The one filter of clusters. NULL or an empty list = no restriction; several values of one filter are alternatives,
-- several filters all hold; every word searched for must occur. `kinds` are kinds and 'not_seen_lately': of active rows it
-- leaves out other kinds, repetitions, those not seen lately unless asked for, and other countries unless asked for.
CREATE MACRO filtered_clusters(
    countries, ecosystems, programmes_wanted, levels, labels, fees, statuses, kinds, founded_from, founded_to, search
) AS TABLE
SELECT *
FROM cluster_facts
WHERE (coalesce(len(countries), 0) = 0 OR list_contains(countries, country))
  AND (coalesce(len(ecosystems), 0) = 0 OR list_contains(ecosystems, ecosystem))
  AND (coalesce(len(programmes_wanted), 0) = 0
       OR list_has_any(coalesce(programmes, CAST([] AS VARCHAR[])), programmes_wanted))
  AND (coalesce(len(levels), 0) = 0 OR list_contains(levels, programme_level))
  AND (coalesce(len(labels), 0) = 0 OR list_contains(labels, coalesce(esca_label, 'none')))
  AND (coalesce(len(fees), 0) = 0 OR list_contains(fees, fee_state))
  AND (coalesce(len(statuses), 0) = 0 OR list_contains(statuses, status))
  AND (coalesce(len(kinds), 0) = 0
       OR (list_contains(kinds, kind)
           AND (status <> 'active' OR duplicate_of IS NULL)
           AND (status <> 'active' OR seen_lately OR list_contains(kinds, 'not_seen_lately'))
           AND (list_contains(nordic(), country) OR list_contains(coalesce(countries, CAST([] AS VARCHAR[])), country))))
  AND (founded_from IS NULL OR founded_year >= founded_from)
  AND (founded_to IS NULL OR founded_year <= founded_to)
  AND len(list_filter(string_split(fold(coalesce(search, '')), ' '),
                      lambda word: word <> '' AND NOT contains(search_text, word))) = 0;
