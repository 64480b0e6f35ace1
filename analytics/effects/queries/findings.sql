-- question: What do evaluations of cluster programmes find, and how strong is the design of each?
-- grain: one row a finding (a study and an outcome), firmest first within an outcome
-- units: effect_value is in the unit of its row; n_firms (firms); effect_years (years after the start of support)
-- param countries VARCHAR[] = NULL: ISO 3166 codes, WORLD for reviews; NULL or empty = all
-- param strengths VARCHAR[] = NULL: firm, provisional, some, weak, review, context; NULL or empty = all
-- param yardsticks BOOLEAN = true: whether findings on other support than clusters are among them
SELECT *
FROM finding_facts
WHERE (coalesce(len($countries), 0) = 0 OR list_contains($countries, country))
  AND (coalesce(len($strengths), 0) = 0 OR list_contains($strengths, strength))
  AND ($yardsticks OR NOT yardstick)
ORDER BY outcome, on_scale DESC NULLS LAST, provisional, country, evaluation_id
