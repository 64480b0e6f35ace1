"""Figures, ranks and likeness of regions, computed a second, naive way on made-up tables with ties."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up, plain


@settings(max_examples=40)
@given(
    values=st.dictionaries(
        st.tuples(st.sampled_from(["A", "B", "C"]), st.integers(2020, 2022)), st.integers(1, 4), min_size=1
    ),
    levels=st.lists(st.sampled_from([2, 3]), min_size=3, max_size=3),
)
def test_ranks_of_the_latest_figures(values: dict[tuple[str, int], int], levels: list[int]) -> None:
    level = dict(zip("ABC", levels, strict=True))
    house = made_up(
        [],
        regions=("nuts_code VARCHAR, country VARCHAR, level INTEGER", [(r, "FI", n) for r, n in level.items()]),
        regional_stats=(
            "nuts_code VARCHAR, indicator VARCHAR, year INTEGER, value DOUBLE, source_id VARCHAR",
            [(region, "population", year, value, "s") for (region, year), value in values.items()],
        ),
    )
    latest = {r: values[r, max(y for q, y in values if q == r)] for r in {r for r, _ in values}}
    rows = house.ask("regions.indicators")
    assert set(rows["nuts_code"]) == set(latest)
    for row in rows.to_dict("records"):
        peers = [v for r, v in latest.items() if level[r] == row["level"]]
        own = latest[row["nuts_code"]]
        assert row["value"] == own
        assert (row["nordic_rank"], row["nordic_regions"]) == (1 + sum(v > own for v in peers), len(peers))


REGIONS = "nuts_code VARCHAR, name VARCHAR, country VARCHAR, level INTEGER, parent VARCHAR"
STATS = "nuts_code VARCHAR, indicator VARCHAR, year INTEGER, value DOUBLE, source_id VARCHAR"
PEOPLE, INCOME = "population", "gdp_per_capita_pps"
PLACES = ("A", "B", "C", "D")  # D has figures of the wider region W only


@settings(max_examples=50)
@given(
    figures=st.dictionaries(
        st.tuples(st.sampled_from("ABCW"), st.sampled_from([PEOPLE, INCOME]), st.integers(2020, 2021)),
        st.integers(0, 40),
    ),
    clusters=st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from("xyz"), st.booleans()), max_size=16),
)
def test_likeness_of_regions_and_neighbours(
    figures: dict[tuple[str, str, int], int], clusters: list[tuple[str, str, bool]]
) -> None:
    house = made_up(
        ["region_facts"],
        regions=filled(
            REGIONS,
            [{"nuts_code": code, "country": "FI", "level": 3, "parent": "W" if code == "D" else "V"} for code in PLACES]
            + [{"nuts_code": "W", "country": "FI", "level": 2}],
        ),
        regional_stats=(STATS, [(*key, value, "s") for key, value in figures.items()]),
        region_neighbours=("nuts_code VARCHAR, neighbour VARCHAR", [("A", "B"), ("A", "D"), ("B", "A")]),
        cluster_facts=("nuts_code VARCHAR, ecosystem VARCHAR, counted BOOLEAN", clusters),
    )
    counted = {code: Counter(e for place, e, runs in clusters if runs and place == code) for code in PLACES}

    def newest(code: str, indicator: str) -> int | None:
        years = [year for place, name, year in figures if (place, name) == (code, indicator)]
        return figures[code, indicator, max(years)] if years else None

    def near(one: int | None, other: int | None, base: int) -> float | None:
        """1 for alike, 0 from `base` times on."""
        if not one or not other:
            return None
        return max(0.0, 1 - math.log(max(one, other) / min(one, other), base))

    def overlap(one: Counter[str], other: Counter[str]) -> float | None:
        if min(one.total(), other.total()) < 3:
            return None
        return sum(min(one[e] / one.total(), other[e] / other.total()) for e in "xyz")

    expected = {}
    for code in "BCD":
        parts = (
            near(newest("A", PEOPLE), newest(code, PEOPLE), 10),
            near(newest("A", INCOME), newest(code, INCOME), 2),
            overlap(counted["A"], counted[code]),
        )
        known = [part for part in parts if part is not None]
        if len(known) > 1:
            expected[code] = (*parts, sum(known) / len(known))
    found = house.ask("regions.similar", region="A").to_dict("records")
    assert {row["nuts_code"] for row in found} == set(expected)
    for row in found:
        told = [plain(row[name]) for name in ("population_part", "income_part", "ecosystem_part", "score")]
        assert told == pytest.approx(list(expected[row["nuts_code"]]), abs=1e-9)
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)

    beside = house.ask("regions.neighbours", region="A").to_dict("records")
    assert {row["nuts_code"]: (row["clusters"], plain(row["population"])) for row in beside} == {
        code: (counted[code].total(), newest(code, PEOPLE)) for code in "ABD"
    }
    years = house.ask("regions.years").to_dict("records")
    own = Counter((name, year) for code, name, year in figures if code != "W")
    own.update((name, year) for code, name, year in figures if code == "W")  # D has what W has
    assert {(row["indicator"], row["year"]): row["regions"] for row in years} == own
