"""What the shipped evidence says: totals and named rows, worked out by hand from the notes on the grades."""

from __future__ import annotations

from analytics.core import language
from analytics.effects import questions as effects

# Grade 3 and above, yardsticks left out: positive, mixed, none, negative.
BY_OUTCOME = {
    "rd": (4, 1, 1, 1),
    "employment": (4, 1, 0, 0),
    "cooperation": (2, 1, 1, 0),
    "productivity": (3, 0, 1, 0),
    "value_added": (3, 0, 0, 0),
    "exports": (1, 0, 2, 0),
    "turnover": (1, 0, 1, 0),
    "innovation": (1, 1, 0, 0),
    "benefit_against_cost": (1, 0, 0, 0),
    "regional_gdp": (1, 0, 0, 0),
    "new_firms": (0, 1, 0, 0),
    "knowledge_base_of_the_region": (1, 0, 0, 0),
    "performance": (0, 0, 1, 0),
}


def test_compared_findings_by_outcome_and_direction() -> None:
    rows = effects.mapped()
    counts = rows.groupby(["outcome", "effect_direction"]).size()
    found = {
        outcome: tuple(int(counts.get((outcome, way), 0)) for way in ("positive", "mixed", "none", "negative"))
        for outcome in rows["outcome"].unique()
    }
    assert found == BY_OUTCOME
    assert [sum(column) for column in zip(*BY_OUTCOME.values(), strict=True)] == [22, 5, 7, 1]
    outside = rows[rows["independence"] == "A"]["effect_direction"].value_counts()
    assert outside.to_dict() == {"positive": 15, "none": 7, "mixed": 5, "negative": 1}


def test_85_findings_of_68_studies() -> None:
    rows = effects.findings()
    assert (len(rows), rows["study"].nunique()) == (85, 68)
    weak = rows[rows["on_scale"].isin([0, 1]) & ~rows["yardstick"].astype(bool)]["effect_direction"].value_counts()
    assert weak.to_dict() == {"positive": 14, "mixed": 7, "negative": 2, "none": 1}
    assert int(rows["on_scale"].max()) == 3


def test_the_answer() -> None:
    assert effects.weighing() == (
        "It is well supported that cluster programmes bring more research and development. With care it can be said "
        "that they bring more jobs, more cooperation, higher productivity and more innovation. That they bring more "
        "exports is not supported."
    )
    language.use("fi")
    assert effects.weighing().endswith("Sitä, että ne toisivat enemmän vientiä, ei ole osoitettu.")


def test_norway_beside_all_clients() -> None:
    assert list(effects.best_figures()["effect_value"]) == [14.6, 15.8, 9.0]
    assert not effects.best_figures()["effect_value"].isin([3.6]).any()  # the Danish figure is no headline


def test_nothing_on_nordic_exports_and_no_comparison_in_finland() -> None:
    found = effects.coverage()
    assert (found["nordic_exports"], found["finnish_compared"], found["finnish"]) == (0, 0, 11)


def test_eight_objections_half_of_them_right() -> None:
    rows = effects.objections()
    assert list(rows["objection_id"]) == [
        *("existing-ecosystems", "exports-other-causes", "norway-cut", "would-have-grown-anyway"),
        *("tried-before", "fades-after-funding", "large-firms-benefit", "payback"),
    ]
    assert (rows["verdict"] == "right").sum() == 4
    assert len(effects.evidence_of("would-have-grown-anyway")) == 9
