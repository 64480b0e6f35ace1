-- question: Which success stories are told, of which clusters and themes?
-- grain: one row a story, latest first, those of an unknown year last
-- units: value is in the unit named in its row; values must not be added up, also where units are the same
-- param countries VARCHAR[] = NULL: ISO 3166 codes; NULL or empty = all
-- param themes VARCHAR[] = NULL: themes; NULL or empty = all
-- param ecosystems VARCHAR[] = NULL: industrial ecosystems of the clusters; NULL or empty = all, whole programmes too
SELECT *
FROM story_facts
WHERE (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
  AND (coalesce(len($themes), 0) = 0 OR list_contains($themes, theme))
  AND (coalesce(len($ecosystems), 0) = 0 OR list_contains($ecosystems, ecosystem))
ORDER BY year DESC NULLS LAST, country, story_id
