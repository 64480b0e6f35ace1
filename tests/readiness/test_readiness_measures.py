"""Readiness scores and levels, computed a second, naive way on made-up questions and requirements."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up, plain

NAMES = {"y": "yes", "p": "partly", "n": "no", "d": "unsure"}
COUNTS = {"yes": "met", "partly": "partly", "no": "not_met", "unsure": "unsure", "open": "open"}


@settings(max_examples=40)
@given(
    areas=st.lists(st.sampled_from(["people", "money"]), min_size=1, max_size=5),
    answers=st.text("ypnd.", max_size=6),
    asked=st.sets(st.tuples(st.sampled_from(["bronze", "gold"]), st.integers(1, 5))),
)
def test_scores_and_standings(areas: list[str], answers: str, asked: set[tuple[str, int]]) -> None:
    given_answer = {place: NAMES.get(answers[place - 1 : place], "open") for place in range(1, len(areas) + 1)}
    rules = [(body, place) for body, place in asked if place in given_answer]
    house = made_up(
        ["readiness_answers"],
        readiness_criteria=(
            "criterion_id VARCHAR, area VARCHAR, place INTEGER",
            [(f"c{place}", area, place) for place, area in enumerate(areas, 1)],
        ),
        readiness_rules=(
            "rule_set VARCHAR, criterion_id VARCHAR",
            [(body, f"c{place}") for body, place in rules],
        ),
    )
    rows = house.ask("readiness.areas", answers=answers)
    assert rows["area"].tolist() == list(dict.fromkeys(areas))
    for row in rows.to_dict("records"):
        tally = Counter(given_answer[p] for p, area in enumerate(areas, 1) if area == row["area"])
        assert {column: row[column] for column in COUNTS.values()} == {COUNTS[a]: tally[a] for a in COUNTS}
        known = tally["yes"] + tally["partly"] + tally["no"]
        score = pytest.approx((tally["yes"] * 100 + tally["partly"] * 50) / known) if known else None
        assert plain(row["score_pct"]) == score

    levels = house.ask("readiness.levels", answers=answers)
    assert set(levels["rule_set"]) == {body for body, _ in rules}
    for row in levels.to_dict("records"):
        said = [given_answer[place] for body, place in rules if body == row["rule_set"]]
        if all(answer == "yes" for answer in said):
            expected = "met"
        elif "no" in said or "partly" in said:
            expected = "not_met"
        else:
            expected = "open"
        assert (row["requirements"], row["standing"]) == (len(said), expected)


@settings(max_examples=40)
@given(
    answers=st.text("ypnd.", min_size=4, max_size=4),
    asked=st.sets(st.tuples(st.sampled_from(["eccp", "bronze", "gold", "norway"]), st.integers(1, 4))),
)
def test_what_to_do_next_stands_in_the_order_of_the_ladder(answers: str, asked: set[tuple[str, int]]) -> None:
    columns = "criterion_id VARCHAR, area VARCHAR, place INTEGER, title VARCHAR, next_step VARCHAR, page VARCHAR"
    house = made_up(
        ["readiness_answers"],
        readiness_criteria=filled(
            f"{columns}, network_id VARCHAR", ({"criterion_id": f"c{place}", "place": place} for place in range(1, 5))
        ),
        readiness_rules=(
            "rule_set VARCHAR, criterion_id VARCHAR",
            [(body, f"c{place}") for body, place in asked],
        ),
        networks=("network_id VARCHAR, name VARCHAR, website VARCHAR", []),
    )
    ladder = ["eccp", "bronze", "silver", "gold"]

    def order(place: int) -> tuple[int, int, int]:
        rungs = [ladder.index(body) for body, of in asked if of == place and body in ladder]
        return min(rungs, default=9), "npd".index(answers[place - 1]), place

    to_do = [place for place in range(1, 5) if answers[place - 1] in "npd"]
    found = house.ask("readiness.next_steps", answers=answers)["criterion_id"].tolist()
    assert found == [f"c{place}" for place in sorted(to_do, key=order)]
