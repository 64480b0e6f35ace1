-- question: How much of the funding for applicants of a country is open on a day?
-- grain: one row
-- units: counts of instruments; with_closing_day = open ones whose page gives the last day to apply
-- param on DATE = current_date: the day that the standing is worked out for
-- param country VARCHAR = '': ISO 3166 code of the applicant's country; empty = any
SELECT
    count(*) AS instruments,
    count(*) FILTER (WHERE standing = 'open') AS open,
    count(*) FILTER (WHERE standing = 'upcoming') AS upcoming,
    count(*) FILTER (WHERE standing = 'unknown') AS unknown,
    count(*) FILTER (WHERE standing = 'closed') AS closed,
    count(*) FILTER (WHERE standing = 'open' AND closes IS NOT NULL) AS with_closing_day,
    count(*) FILTER (WHERE reach = 'national') AS national,
    count(*) FILTER (WHERE grant_max_keur IS NOT NULL) AS with_grant,
    count(*) FILTER (WHERE cofinancing_pct IS NOT NULL) AS with_share,
    count(*) FILTER (WHERE who_can_apply IS NOT NULL) AS with_applicant,
    count(*) FILTER (WHERE applicant_kinds IS NOT NULL) AS with_kind,
    count(*) FILTER (WHERE first_day IS NOT NULL AND last_day IS NOT NULL) AS with_period
FROM funding_on($on)
WHERE funding_for(codes, $country) <> 'no'
