"""The codes of the tables of evidence, in the order in which they are shown."""

from __future__ import annotations

# From what a firm does, by what it gains, to what is no effect on firms.
OUTCOMES = (
    *("rd", "cooperation", "innovation", "employment", "productivity", "value_added", "turnover", "exports"),
    *("performance", "excess_return", "competitiveness", "knowledge", "internationalisation", "new_firms"),
    *("regional_gdp", "knowledge_base_of_the_region", "spillover_to_other_firms", "gdp", "benefit_against_cost"),
    *("goal_attainment", "survival", "cluster_management", "selection_of_members", "reliability_of_evaluations"),
    *("overlap_between_programmes", "critical_mass", "continuity_of_support"),
)
MAIN_OUTCOMES = OUTCOMES[:8]  # rows of their own on the map; all others share one
OTHER = "other"
DIRECTIONS = ("negative", "none", "mixed", "positive")
# Maryland Scientific Methods Scale; a review sums up other studies, a context row is a fact about the programme.
GRADES = ("0", "1", "2", "3", "4", "5", "review", "context")
INDEPENDENCE = ("A", "B", "C", "other")
METHODS = (
    *("difference_in_differences", "matched_comparison", "regression", "review"),
    *("case_studies", "survey_of_participants"),
)
BOUNDS = ("about", "almost", "more_than", "little_more_than")
READINGS = ("summary_read", "second_hand")
VERDICTS = ("right", "largely_right", "partly_right", "can_happen")
# How strong a finding is as it is drawn: firm and provisional are comparisons before and after (grade 3 and above).
STRENGTHS = ("firm", "provisional", "some", "weak", "review")
# The lowest strength that is shown -> the strengths that are.
LEVELS = {"3": STRENGTHS[:2], "2": STRENGTHS[:3], "0": STRENGTHS}
WEIGHTS = ("supported", "with_care", "not_supported", "open")
