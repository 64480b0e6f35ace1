"""The strength of a finding and the weight of an outcome, worked out a second, naive way on made-up studies."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up, plain

FINDINGS = (
    "evaluation_id VARCHAR, study VARCHAR, outcome VARCHAR, country VARCHAR, effect_direction VARCHAR,"
    " own_grade VARCHAR"
)
GRADES = "study VARCHAR, grade VARCHAR, provisional BOOLEAN, independence VARCHAR, yardstick BOOLEAN, reason VARCHAR"
STUDIES = ("a", "b", "c", "d")
Study = dict[str, Any]


def strength(grade: str, provisional: bool) -> str:
    if grade in ("review", "context"):
        return grade
    if int(grade) >= 3:
        return "provisional" if provisional else "firm"
    return "some" if grade == "2" else "weak"


def weight(findings: list[Study]) -> str:
    """The rule as it is told to the reader, on the findings of one outcome that count."""
    gains = [f for f in findings if f["effect_direction"] == "positive"]
    studies_with = {f["study"] for f in gains}
    studies_without = {f["study"] for f in findings if f["effect_direction"] in ("none", "negative")}
    outside = [f for f in gains if f["independence"] == "A"]
    if len({f["study"] for f in findings}) == 1:
        return "open"
    if len(studies_without) >= len(studies_with):
        return "not_supported"
    if len({f["country"] for f in outside if not f["provisional"]}) >= 2:
        return "supported"
    return "with_care" if outside else "open"


@settings(max_examples=60)
@given(
    graded=st.fixed_dictionaries(
        dict.fromkeys(
            STUDIES,
            st.fixed_dictionaries(
                {
                    "grade": st.sampled_from(["1", "2", "3", "4", "review", "context"]),
                    "provisional": st.booleans(),
                    "independence": st.sampled_from("AABC"),
                    "yardstick": st.sampled_from([False, False, True]),
                }
            ),
        )
    ),
    findings=st.lists(
        st.fixed_dictionaries(
            {
                "study": st.sampled_from(STUDIES),
                "outcome": st.sampled_from(["jobs", "exports"]),
                "country": st.sampled_from(["FI", "SE", "DE"]),
                "effect_direction": st.sampled_from(["positive", "positive", "none", "negative", "mixed"]),
                "own_grade": st.sampled_from([None, None, "3", "1"]),
            }
        ),
        max_size=10,
    ),
)
def test_what_studies_support(graded: dict[str, Study], findings: list[Study]) -> None:
    rows = [{"evaluation_id": f"e{n}", **finding} for n, finding in enumerate(findings)]
    house = made_up(
        ["finding_facts"],
        programme_evaluations=filled(FINDINGS, rows),
        evaluation_grades=filled(GRADES, ({"study": study, **rest} for study, rest in graded.items())),
    )
    known = [
        {**graded[row["study"]], **row, "grade": row["own_grade"] or graded[row["study"]]["grade"]} for row in rows
    ]
    told = house.ask("effects.findings").to_dict("records")
    assert {row["evaluation_id"]: row["strength"] for row in told} == {
        row["evaluation_id"]: strength(row["grade"], row["provisional"]) for row in known
    }
    compared = [row for row in known if row["grade"] in ("3", "4") and not row["yardstick"]]
    by_outcome: dict[str, list[Study]] = {}
    for row in compared:
        if row["independence"] in "AB":
            by_outcome.setdefault(row["outcome"], []).append(row)
    verdicts = house.ask("effects.verdicts").to_dict("records")
    assert {row["outcome"]: row["weight"] for row in verdicts} == {
        name: weight(own) for name, own in by_outcome.items()
    }

    (coverage,) = house.ask("effects.coverage").to_dict("records")
    numbers = [int(row["grade"]) for row in known if row["grade"].isdigit()]
    finnish = [row for row in known if row["country"] == "FI" and not row["yardstick"]]
    assert {name: plain(value) for name, value in coverage.items()} == {
        "highest_grade": max(numbers, default=None),
        "studies_compared": len({row["study"] for row in compared}),
        "nordic_exports": sum(row["outcome"] == "exports" and row["country"] != "DE" for row in known),
        "finnish": len(finnish),
        "finnish_compared": sum(row["grade"] in ("3", "4") for row in finnish),
    }
