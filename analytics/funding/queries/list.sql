-- question: What funding is there for an applicant, and is it open on a day?
-- grain: one row an instrument, open ones first, then upcoming, unknown and closed
-- units: grants in thousand EUR, cofinancing_pct in % of the cost, periods in years, calls in days
-- param on DATE = current_date: the day that the standing is worked out for
-- param country VARCHAR = '': ISO 3166 code of the applicant's country; empty = any
-- param applicants VARCHAR[] = NULL: cluster, company, public, research, or unknown for those that do not say clearly
-- param themes VARCHAR[] = NULL: kinds of theme, or unknown for those with no clear one
-- param statuses VARCHAR[] = NULL: open, upcoming, unknown, closed
-- param year INTEGER = 0: only those whose period may hold the year; 0 = any
SELECT
    funding_id, name, provider,
    standing, reach, country_codes, funding_for(codes, $country) AS for_country,
    who_can_apply AS who, applicant_kinds, for_clusters,
    grant_min_keur, grant_max_keur, cofinancing_pct, period_start, period_end, first_day, last_day, closes,
    theme, theme_kinds, note,
    website, source_url, source_year
FROM funding_on($on)
WHERE funding_for(codes, $country) <> 'no'
  AND (coalesce(len($applicants), 0) = 0
       OR list_has_any(string_split(coalesce(applicant_kinds, 'unknown'), '; '), $applicants))
  AND (coalesce(len($themes), 0) = 0 OR list_has_any(string_split(coalesce(theme_kinds, 'unknown'), '; '), $themes))
  AND (coalesce(len($statuses), 0) = 0 OR list_contains($statuses, standing))
  AND (coalesce($year, 0) = 0
       OR (coalesce(period_start, $year) <= $year AND coalesce(period_end, $year) >= $year))
ORDER BY list_position(['open', 'upcoming', 'unknown', 'closed'], standing),
         list_position(['national', 'several', 'eu'], reach), last_day NULLS LAST, first_day DESC NULLS LAST, funding_id
