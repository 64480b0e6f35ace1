"""Clusters per million and location quotients, computed a second, naive way on made-up regions."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import made_up, plain

FACTS = (
    "cluster_id VARCHAR, country VARCHAR, ecosystem VARCHAR, status VARCHAR, kind VARCHAR, duplicate_of VARCHAR,"
    " seen_lately BOOLEAN, nuts_code VARCHAR, members_total BIGINT,"
    " programmes VARCHAR[], programme_level VARCHAR, esca_label VARCHAR, fee_state VARCHAR, founded_year INTEGER,"
    " search_text VARCHAR"
)
REGIONS = (
    "nuts_code VARCHAR, level INTEGER, country VARCHAR, population BIGINT, population_year INTEGER, figure_code VARCHAR"
)


@settings(max_examples=40)
@given(
    people=st.lists(st.none() | st.integers(1, 2_000_000), min_size=3, max_size=3),
    clusters=st.lists(
        st.tuples(st.sampled_from(["R0", "R1", None]), st.sampled_from(["Health", "Tourism"]), st.booleans()),
        max_size=9,
    ),
)
def test_by_region(people: list[int | None], clusters: list[tuple[str | None, str, bool]]) -> None:
    facts = [
        (
            f"c{n}",
            "FI",
            ecosystem,
            "active" if active else "ended",
            "business_network",
            None,
            True,
            region,
            None,
            [],
            None,
            None,
            "unknown",
            None,
            "",
        )
        for n, (region, ecosystem, active) in enumerate(clusters)
    ]
    house = made_up(
        ["fold", "filtered_clusters", "per_million"],
        cluster_facts=(FACTS, facts),
        region_facts=(REGIONS, [(f"R{n}", 3, "FI", count, 2024, f"R{n}") for n, count in enumerate(people)]),
    )
    placed = [(region, ecosystem) for region, ecosystem, active in clusters if active and region]
    everywhere = Counter(ecosystem for _, ecosystem in placed)
    rows = house.ask("clusters.by_region", focus="Health")
    assert rows["nuts_code"].tolist() == ["R0", "R1", "R2"]
    for row, inhabitants in zip(rows.to_dict("records"), people, strict=True):
        here = Counter(ecosystem for region, ecosystem in placed if region == row["nuts_code"])
        number = here.total()
        assert row["clusters"] == number
        rated = inhabitants is not None and number >= 5
        density = pytest.approx(number * 1_000_000 / inhabitants) if rated else None
        assert plain(row["clusters_per_million"]) == density
        leading = [e for e, n in sorted(here.items()) if n == max(here.values())]
        assert plain(row["leading_ecosystems"]) == ("; ".join(leading) or None)
        assert plain(row["dominant_ecosystem"]) == (leading[0] if len(leading) == 1 else None)
        quotient = None
        if number and everywhere["Health"]:
            quotient = pytest.approx(here["Health"] * len(placed) / (number * everywhere["Health"]))
        assert plain(row["location_quotient"]) == quotient
