-- question: What answers each service that people ask for, and why is the rest open?
-- grain: one row a service and answer; an open service has one row without an answer
-- units: none
SELECT
    f.need_id, f.theme, f.service_kind, f.standing,
    f.service, f.need,
    a.kind, a.page, a.extent, a.network_id, a.funding_id,
    coalesce(n.name, m.name) AS name,
    coalesce(n.website, n.source_url, m.website, m.source_url) AS website,
    a.reason
FROM need_facts f
LEFT JOIN service_answers a USING (need_id)
LEFT JOIN networks n USING (network_id)
LEFT JOIN funding m USING (funding_id)
ORDER BY list_position(['open', 'partly', 'answered'], f.standing), f.theme, f.need_id, a.extent DESC, a.kind
