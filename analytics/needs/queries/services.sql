-- question: Which services were asked for at an event or in an article, and how far are they answered?
-- grain: one row a need and its service
-- units: event_year (year); kind_services (services, one a need)
--        One event or article at a time: what different ones say is never added up
-- param year INTEGER = NULL: year of the event or article; NULL or 0 = the latest
SELECT
    need_id, event, event_year, theme, service_kind, standing,
    service,
    count(*) OVER (PARTITION BY service_kind) AS kind_services
FROM need_facts
WHERE event_year = coalesce(nullif($year, 0), (SELECT max(event_year) FROM need_facts))
ORDER BY service_kind, list_position(['answered', 'partly', 'open'], standing), need_id
