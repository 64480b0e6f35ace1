-- question: Which services do the needs of each theme ask for, and how far are they answered?
-- grain: one row a need and its service
-- units: theme_needs, kind_services (services, one a need)
SELECT
    need_id, theme, service_kind, standing,
    service,
    count(*) OVER (PARTITION BY theme) AS theme_needs,
    count(*) OVER (PARTITION BY service_kind) AS kind_services
FROM need_facts
ORDER BY theme_needs DESC, theme, list_position(['answered', 'partly', 'open'], standing), need_id
