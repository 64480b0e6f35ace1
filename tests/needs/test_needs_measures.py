"""Needs by theme and part, counted a second, naive way on made-up needs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import made_up

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
