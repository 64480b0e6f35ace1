"""Sizes, quartiles and growth of membership, computed a second, naive way on made-up tables."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import Rows, made_up, plain

FACTS = (
    "cluster_id VARCHAR, name VARCHAR, country VARCHAR, ecosystem VARCHAR, status VARCHAR, members_total BIGINT,"
    " counts_year INTEGER, source_url VARCHAR, counted BOOLEAN, duplicate_of VARCHAR"
)
COUNTED = "cluster_id VARCHAR, year INTEGER, members_total BIGINT, companies BIGINT, source_url VARCHAR"
UNKNOWN_OR = st.none() | st.integers(0, 300)


def quantile(values: list[int], part: float) -> float | None:
    """The quantile between the two nearest values, by the straight line."""
    if not values:
        return None
    ordered, place = sorted(values), part * (len(values) - 1)
    below = math.floor(place)
    return ordered[below] + (place - below) * (ordered[min(below + 1, len(ordered) - 1)] - ordered[below])


@settings(max_examples=40)
@given(
    clusters=st.lists(
        st.tuples(st.sampled_from("ABCD"), st.sampled_from(["FI", "SE", "NO"]), st.booleans(), UNKNOWN_OR), max_size=9
    )
)
def test_quartiles_of_each_group(clusters: list[tuple[str, str, bool, int | None]]) -> None:
    rows: Rows = [
        (f"c{n}", name, country, "Health", "active" if active else "ended", members, None, "", active, None)
        for n, (name, country, active, members) in enumerate(clusters)
    ]
    sizes = made_up([], cluster_facts=(FACTS, rows)).ask("membership.sizes", country="FI")
    running = [(name, country, members) for name, country, active, members in clusters if active]
    groups: dict[str, list[int | None]] = {}
    for _, country, members in running:
        groups.setdefault(country, []).append(members)
    for group, left_out in (("OTHERS", "FI"), ("NORDIC", "")):
        # Organisations of one name are not one: a row that repeats another is not counted in the first place.
        pooled = [members for _, country, members in running if country != left_out]
        if pooled:
            groups[group] = pooled
    assert set(sizes["grp"]) == set(groups)
    for row in sizes.to_dict("records"):
        known = [m for m in groups[row["grp"]] if m is not None]
        assert (row["group_clusters"], row["group_known"]) == (len(groups[row["grp"]]), len(known))
        for column, part in (("group_q1_members", 0.25), ("group_median_members", 0.5), ("group_q3_members", 0.75)):
            expected = quantile(known, part)
            assert plain(row[column]) == (None if expected is None else pytest.approx(expected))


@settings(max_examples=40)
@given(
    now=UNKNOWN_OR,
    active=st.booleans(),
    counts=st.lists(st.tuples(st.none() | st.integers(2018, 2021), UNKNOWN_OR, UNKNOWN_OR), max_size=6),
)
def test_growth_compares_like_with_like(
    now: int | None, active: bool, counts: list[tuple[int | None, int | None, int | None]]
) -> None:
    status = "active" if active else "ended"
    house = made_up(
        [],
        cluster_facts=(FACTS, [("c", "C", "FI", "Health", status, now, 2022, "", active, None)]),
        membership_composition=(COUNTED, [("c", *row, "") for row in counts]),
    )
    series: dict[str, dict[int, int]] = {"members": {}, "companies": {}}
    for year, members, companies in counts:
        value = companies if members is None else members
        if year is None or value is None:
            continue
        kind = "companies" if members is None or members == companies else "members"
        series[kind][year] = max(value, series[kind].get(year, 0))
    if now is not None:
        series["members"][2022] = now
    expected = {}
    for kind, of in series.items():
        if active and len(of) > 1:
            first, last = min(of), max(of)
            growth = ((of[last] / of[first]) ** (1 / (last - first)) - 1) * 100 if of[first] else None
            expected |= {
                (kind, year): (value * 100 / of[first] if of[first] else None, growth) for year, value in of.items()
            }
    found = {
        (row["counted"], row["year"]): (plain(row["index_first"]), plain(row["growth_pct_a_year"]))
        for row in house.ask("membership.growth").to_dict("records")
    }
    assert set(found) == set(expected)
    for key, pair in found.items():
        for value, naive in zip(pair, expected[key], strict=True):
            assert value == (None if naive is None else pytest.approx(naive, abs=1e-9))
