"""Kinds of members, counted and by name, worked out a second, naive way on made-up clusters."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up, plain

FACTS = (
    "cluster_id VARCHAR, name VARCHAR, country VARCHAR, ecosystem VARCHAR, counted BOOLEAN, members_total BIGINT,"
    " counts_year INTEGER, members_sme BIGINT, members_large BIGINT, members_research BIGINT, members_public BIGINT,"
    " source_url VARCHAR"
)
COUNTS = (
    "cluster_id VARCHAR, year INTEGER, members_total BIGINT, companies BIGINT, sme BIGINT, large BIGINT,"
    " research_education BIGINT, public BIGINT, finance BIGINT, other BIGINT, source_url VARCHAR"
)
KINDS = ("companies", "sme", "large", "research_education", "public", "finance", "other")
NUMBER = st.sampled_from([None, None, 0, 2, 5, 10])
TOTAL = st.sampled_from([None, 0, 10, 20])
PUBLISHED = st.dictionaries(
    st.none() | st.integers(2019, 2021),
    st.fixed_dictionaries({"members_total": TOTAL, **dict.fromkeys(KINDS, NUMBER)}),
    max_size=3,
)
Count = dict[str, Any]


def best(counts: list[tuple[int, Count]]) -> Count | None:
    """The count that is shown of a cluster, by the four rules in their order."""

    def order(count: tuple[int, Count]) -> tuple[Any, ...]:
        place, row = count
        largest = max(row[kind] for kind in KINDS if row[kind] is not None)
        year = row["year"]
        return largest >= row["members_total"], place, not row["is_current"], year is None, -(year or 0)

    usable = [
        (place, row)
        for place, row in counts
        if (row["members_total"] or 0) > 0 and any(row[kind] is not None for kind in KINDS)
    ]
    return min(usable, key=order)[1] if usable else None


def parts_of(count: Count) -> dict[str, int]:
    """Members of each kind; companies of no told size, and members of no told kind, are kinds of their own."""
    known = {kind: count[kind] or 0 for kind in KINDS}
    sizes = known["sme"] + known["large"]
    known["company"] = max(known.pop("companies") - sizes, 0) if count["companies"] is not None else 0
    known["unaccounted"] = count["members_total"] - sum(known.values())
    return {kind: number for kind, number in known.items() if number > 0}


@settings(max_examples=80)
@given(
    published=PUBLISHED,
    own=st.fixed_dictionaries(
        {"members_total": TOTAL, **dict.fromkeys(("sme", "large", "research_education", "public"), NUMBER)}
    ),
)
def test_kinds_of_members_as_counted(published: dict[int | None, Count], own: Count) -> None:
    fact = {
        "cluster_id": "c",
        "name": "C",
        "country": "FI",
        "counted": True,
        "counts_year": 2022,
        "members_total": own["members_total"],
        "members_sme": own["sme"],
        "members_large": own["large"],
        "members_research": own["research_education"],
        "members_public": own["public"],
    }
    rows = [{"cluster_id": "c", "year": year, **row} for year, row in published.items()]
    house = made_up([], cluster_facts=filled(FACTS, [fact]), membership_composition=filled(COUNTS, rows))
    current = {"year": 2022, "companies": None, "finance": None, "other": None, **own}
    shown = best(
        [(1, {**row, "is_current": row["members_total"] == own["members_total"] is not None}) for row in rows]
        + [(2, {**current, "is_current": True})]
    )
    found = house.ask("membership.counted").to_dict("records")
    parts = parts_of(shown) if shown else {}
    assert {row["kind"]: row["members"] for row in found} == parts
    if shown is None:
        return
    total = shown["members_total"]
    accounted = sum(number for kind, number in parts.items() if kind != "unaccounted")
    for row in found:
        assert (plain(row["year"]), row["members_total"], row["members_accounted"]) == (shown["year"], total, accounted)
        share = pytest.approx(100 * row["members"] / total) if accounted <= total else None
        assert plain(row["share_pct"]) == share


@settings(max_examples=60)
@given(
    clusters=st.lists(st.tuples(st.sampled_from(["FI", "SE"]), st.booleans()), min_size=3, max_size=3),
    seats=st.dictionaries(
        st.tuples(st.sampled_from("012"), st.sampled_from("abcd")),
        st.sampled_from(["company", "research", "education", "public"]),
    ),
)
def test_kinds_of_members_known_by_name(clusters: list[tuple[str, bool]], seats: dict[tuple[str, str], str]) -> None:
    facts = [
        {"cluster_id": f"{n}", "name": f"{n}", "country": country, "counted": counted}
        for n, (country, counted) in enumerate(clusters)
    ]
    house = made_up(
        [],
        cluster_facts=filled(FACTS, facts),
        resolved_members=(
            "cluster_id VARCHAR, member_id VARCHAR, member_type VARCHAR",
            [(*seat, kind) for seat, kind in seats.items()],
        ),
    )
    expected = {}
    for group in ("FI", "SE", "NORDIC"):
        own = {f"{n}" for n, (country, counted) in enumerate(clusters) if counted and group in (country, "NORDIC")}
        kinds = Counter(
            "research_education" if kind in ("research", "education") else kind
            for (cluster, _), kind in seats.items()
            if cluster in own
        )
        named = {cluster for cluster, _ in seats if cluster in own}
        expected |= {(group, kind): (number, kinds.total(), len(named), len(own)) for kind, number in kinds.items()}
    found = house.ask("membership.named").to_dict("records")
    columns = ("memberships", "memberships_all", "clusters_named", "clusters")
    assert {(row["country"], row["kind"]): tuple(row[name] for name in columns) for row in found} == expected
    for row in found:
        assert row["share_pct"] == pytest.approx(100 * row["memberships"] / row["memberships_all"])


@settings(max_examples=40)
@given(
    clusters=st.lists(
        st.tuples(
            st.sampled_from(["FI", "SE"]),
            st.sampled_from(["Health", "Digital"]),
            st.booleans(),
            st.none() | st.integers(0, 9),
            st.none() | st.integers(2023, 2024),
        ),
        max_size=8,
    ),
    ecosystem=st.sampled_from(["", "Health"]),
)
def test_of_how_many_clusters_the_members_are_known(
    clusters: list[tuple[str, str, bool, int | None, int | None]], ecosystem: str
) -> None:
    names = ("country", "ecosystem", "counted", "members_total", "counts_year")
    house = made_up([], cluster_facts=filled(FACTS, (dict(zip(names, row, strict=True)) for row in clusters)))
    expected = Counter(
        (country, members is not None, None if members is None else year)
        for country, of, counted, members, year in clusters
        if counted and ecosystem in ("", of)
    )
    found = house.ask("membership.coverage", ecosystem=ecosystem).to_dict("records")
    assert {(r["country"], r["known"], plain(r["counts_year"])): r["clusters"] for r in found} == expected
