"""Needs by theme and part, counted a second, naive way on made-up needs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up

GROUPS = st.sets(st.sampled_from(["firms", "managers"]), min_size=1).map(sorted)
NEEDS = st.lists(st.tuples(st.sampled_from(["money", "skills"]), st.sampled_from("XY"), GROUPS), max_size=8)


@settings(max_examples=40)
@given(needs=NEEDS, by=st.sampled_from(["event", "group", "none"]))
def test_needs_by_theme_and_part(needs: list[tuple[str, str, list[str]]], by: str) -> None:
    columns = "need_id VARCHAR, theme VARCHAR, event VARCHAR, session VARCHAR, respondent_groups VARCHAR[]"
    house = made_up([], need_facts=(columns, [(f"n{n}", t, e, "", g) for n, (t, e, g) in enumerate(needs)]))
    # A need of two groups stands in both parts.
    parts = [
        ["all", *({"event": [event], "group": [f"{event}|{group}" for group in groups]}.get(by, []))]
        for _, event, groups in needs
    ]
    themes = {theme for theme, _, _ in needs}
    expected = {
        (theme, part): (
            sum(t == theme and part in p for (t, _, _), p in zip(needs, parts, strict=True)),
            sum(t == theme for t, _, _ in needs),
            sum(part in p for p in parts),
        )
        for theme in themes
        for part in {one for p in parts for one in p}
    }
    found = {
        (row["theme"], row["part"]): (row["needs"], row["theme_needs"], row["part_needs"])
        for row in house.ask("needs.themes", by=by).to_dict("records")
    }
    assert found == expected


@settings(max_examples=40)
@given(
    needs=st.lists(
        st.tuples(
            st.sampled_from(["money", "skills"]),
            st.sampled_from(["advice", "training"]),
            st.sampled_from([2021, 2024]),
            st.lists(st.sampled_from([("page", "whole"), ("network", "part"), (None, None)]), max_size=3),
        ),
        max_size=8,
    )
)
def test_services_asked_for_and_how_far_they_are_answered(
    needs: list[tuple[str, str, int, list[tuple[str | None, str | None]]]],
) -> None:
    house = made_up(
        ["fold", "need_facts"],
        workshop_needs=filled(
            "need_id VARCHAR, theme VARCHAR, service_kind VARCHAR, service VARCHAR, need VARCHAR,"
            " respondent_group VARCHAR, event VARCHAR, event_year INTEGER",
            (
                {"need_id": f"n{n}", "theme": theme, "service_kind": kind, "event_year": year}
                for n, (theme, kind, year, _) in enumerate(needs)
            ),
        ),
        service_answers=(
            "need_id VARCHAR, kind VARCHAR, extent VARCHAR",
            [(f"n{n}", *answer) for n, (_, _, _, answers) in enumerate(needs) for answer in answers],
        ),
        texts=("table_name VARCHAR, key VARCHAR, text VARCHAR", []),
        glossary=("term VARCHAR, en VARCHAR, fi VARCHAR, sv VARCHAR", []),
    )
    expected = {}
    latest = max((year for _, _, year, _ in needs), default=0)
    for n, (_theme, kind, year, answers) in enumerate(needs):
        if year != latest:  # what another event said is never added
            continue
        given_ones = [extent for answer, extent in answers if answer]
        standing = "answered" if "whole" in given_ones else "partly" if given_ones else "open"
        expected[f"n{n}"] = (standing, sum(k == kind and y == latest for _, k, y, _ in needs))
    found = house.ask("needs.services").to_dict("records")
    assert {row["need_id"]: (row["standing"], row["kind_services"]) for row in found} == expected
