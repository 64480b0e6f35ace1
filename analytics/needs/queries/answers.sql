-- question: What answers each service that people ask for, and why is the rest open?
-- grain: one row a service and answer; an open service has one row without an answer
-- units: none
SELECT
    f.need_id, f.theme, f.service_kind, f.standing,
    f.service_en, f.service_fi, f.service_sv,
    f.need_en, f.need_fi, f.need_sv,
    a.kind, a.page, a.extent, a.network_id, a.funding_id,
    coalesce(n.name, m.name) AS name_en, coalesce(n.name_fi, m.name_fi) AS name_fi,
    coalesce(n.name_sv, m.name_sv) AS name_sv,
    coalesce(n.website, n.source_url, m.website, m.source_url) AS website,
    a.reason_en, a.reason_fi, a.reason_sv
FROM need_facts f
LEFT JOIN service_answers a USING (need_id)
LEFT JOIN networks n USING (network_id)
LEFT JOIN funding m USING (funding_id)
ORDER BY list_position(['open', 'partly', 'answered'], f.standing), f.theme, f.need_id, a.extent DESC, a.kind
