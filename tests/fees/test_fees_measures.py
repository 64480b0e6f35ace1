"""Fees of a member and what clusters say of them, worked out a second, naive way on made-up fee tables."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up, plain

TIERS = (
    "cluster_id VARCHAR, member_category VARCHAR, member_kind VARCHAR, size_basis VARCHAR, size_min BIGINT,"
    " size_max BIGINT, fee_amount DOUBLE, fee_currency VARCHAR, fee_eur DOUBLE, fee_bound VARCHAR, fee_period VARCHAR,"
    " vat_note VARCHAR, joining_fee DOUBLE, condition VARCHAR, fee_year INTEGER, benefits_note VARCHAR,"
    " source_url VARCHAR, is_current BOOLEAN"
)
CLUSTERS = (
    "cluster_id VARCHAR, name VARCHAR, country VARCHAR, status VARCHAR, fee_state VARCHAR, fee_min_eur DOUBLE,"
    " fee_max_eur DOUBLE, source_url VARCHAR, counted BOOLEAN,"
    " ecosystem VARCHAR, kind VARCHAR"
)
Tier = dict[str, Any]


@st.composite
def price_lists(draw: st.DrawFn) -> list[Tier]:
    """The tiers of a cluster: a ladder of sizes with gaps in one measure, and tiers that no size decides."""
    basis = draw(st.sampled_from(["employees", "turnover"]))
    limits = sorted(draw(st.sets(st.integers(1, 60), max_size=4)))
    ladder = [
        (basis, low, high - 1 if high else None)
        for low, high in zip([0, *limits], [*limits, None], strict=True)
        if draw(st.booleans())
    ]
    loose = [(draw(st.sampled_from(["flat", "other"])), None, None) for _ in range(draw(st.integers(0, 2)))]
    tiers = []
    for size_basis, low, high in ladder + loose:
        in_crowns, fee = draw(st.booleans()), draw(st.sampled_from([0, 100, 200, 300, 400]))
        tiers.append(
            {
                "size_basis": size_basis,
                "size_min": low,
                "size_max": high,
                "member_kind": draw(st.sampled_from(["company", "any", "research; company", "one_person", "other"])),
                "fee_eur": fee,
                "fee_amount": fee * 11.5 if in_crowns else fee,
                "fee_currency": "SEK" if in_crowns else "EUR",
                "fee_bound": draw(st.sampled_from([None, None, None, "lowest", "highest"])),
                "fee_period": draw(st.sampled_from(["year", "year", "year", "once"])),
                "condition": draw(st.sampled_from([None, None, "field", "new; group", "new"])),
                "is_current": draw(st.sampled_from([True, True, True, False])),
            }
        )
    return tiers


def for_kind(tier: Tier, kind: str, names_it: bool, employees: int | None) -> bool | None:
    """Whether a tier is for that kind of member; None = only the number of employees could tell."""
    meant = tier["member_kind"].split("; ")
    if kind in meant or (kind == "startup" and "company" in meant):
        return True
    if kind != "person" and ("any" in meant or ("other" in meant and not names_it)):
        return True
    if kind in ("company", "startup") and "one_person" in meant:
        return None if employees is None else employees <= 1
    return False


def size_of(tier: Tier, employees: int | None, turnover: int | None) -> int | None:
    """The member's size in the tier's own measure, as far as it is known."""
    if tier["size_basis"] == "employees":
        return employees
    if tier["size_basis"] != "turnover" or turnover is None:
        return None
    if tier["fee_currency"] == "EUR":
        return turnover
    return math.floor(turnover * 11.5) if tier["fee_eur"] else None  # a free tier tells no rate


def fit(tier: Tier, kind: str, names_it: bool, employees: int | None, turnover: int | None) -> str:
    meant, size = for_kind(tier, kind, names_it, employees), size_of(tier, employees, turnover)
    fits: bool | None = True
    if tier["size_basis"] in ("employees", "turnover"):
        high = math.inf if tier["size_max"] is None else tier["size_max"]
        fits = None if size is None else tier["size_min"] <= size <= high
    if meant is False:
        return "other_kind"
    if fits is False:
        return "other_size"
    special = {"group", "field"} & set((tier["condition"] or "").split("; "))
    if tier["size_basis"] == "other" or tier["fee_bound"] or tier["fee_period"] != "year" or special:
        return "depends"
    return "applies" if meant and fits else "not_given"


def at_most(tier: Tier, open_tiers: list[Tier]) -> float:
    """What a tier costs at most: another that covers all of its sizes may be cheaper."""

    def top(of: Tier) -> float:
        return math.inf if of["size_max"] is None else of["size_max"]

    if tier["size_min"] is None:
        return float(tier["fee_eur"])
    covering = [o for o in open_tiers if o["size_basis"] == tier["size_basis"] and o["size_min"] is not None]
    return float(min(o["fee_eur"] for o in covering if o["size_min"] <= tier["size_min"] and top(o) >= top(tier)))


def priced(
    cluster: Tier, tiers: list[Tier], kind: str, employees: int | None, turnover: int | None
) -> tuple[str, float | None, float | None, float | None]:
    """State, fee, lowest and highest fee of a cluster for the member, tier by tier."""
    now = [tier for tier in tiers if tier["is_current"]]
    named = {"company", "startup"} if kind == "startup" else {kind}
    names_it = any(named & set(tier["member_kind"].split("; ")) for tier in now)
    fits = [(tier, fit(tier, kind, names_it, employees, turnover)) for tier in now]
    unsaid = [tier for tier, how in fits if how == "not_given"]
    costs = [(tier, how, at_most(tier, unsaid) if how == "not_given" else float(tier["fee_eur"])) for tier, how in fits]
    certain = min((cost for _, how, cost in costs if how == "applies"), default=None)
    may_apply = [(tier, how, cost) for tier, how, cost in costs if how in ("not_given", "depends")]
    lows = [cost for tier, _, cost in may_apply if tier["fee_period"] == "year" and tier["fee_bound"] != "highest"]
    low = min(lows, default=None)
    if certain == 0 or cluster["fee_state"] == "free":
        return "free", 0, None, None
    if certain is not None and (low is None or low >= certain):
        return "known", certain, None, None
    missed = [(tier, size_of(tier, employees, turnover), cost) for tier, how, cost in costs if how == "other_size"]
    below = [
        (tier["size_max"], cost) for tier, size, cost in missed if size is not None and (tier["size_max"] or 1e9) < size
    ]
    above = [(tier["size_min"], cost) for tier, size, cost in missed if size is not None and tier["size_min"] > size]
    if certain is None and below and above:
        return "between", None, max(below)[1], min(above)[1]
    if unsaid:
        highs = [cost for tier, how, cost in may_apply if how == "not_given" or tier["size_basis"] != "other"]
        return "range", None, low, certain if certain is not None else max(highs)
    if may_apply:
        highs = [cost for tier, _, cost in may_apply if tier["fee_period"] == "year"]
        return "depends", None, low, certain if certain is not None else max(highs, default=None)
    if missed:
        return "no_tier", None, None, None
    if costs:
        return "other_kind", None, None, None
    if cluster["fee_min_eur"] is not None:
        return "range_only", None, cluster["fee_min_eur"], cluster["fee_max_eur"]
    return cluster["fee_state"], None, None, None


@settings(max_examples=80)
@given(
    lists=st.lists(price_lists(), min_size=1, max_size=3),
    states=st.lists(st.sampled_from(["free", "paid", "unknown", "published"]), min_size=3, max_size=3),
    spans=st.lists(st.sampled_from([(None, None), (50, 900)]), min_size=3, max_size=3),
    kind=st.sampled_from(["company", "startup", "research", "other", "person"]),
    employees=st.none() | st.integers(0, 70),
    turnover=st.none() | st.integers(0, 70),
)
def test_what_a_member_pays(
    lists: list[list[Tier]],
    states: list[str],
    spans: list[tuple[int | None, int | None]],
    kind: str,
    employees: int | None,
    turnover: int | None,
) -> None:
    known = [
        {
            "cluster_id": f"c{n}",
            "name": f"c{n}",
            "country": "FI",
            "counted": True,
            "fee_state": states[n],
            "fee_min_eur": spans[n][0],
            "fee_max_eur": spans[n][1],
        }
        for n in range(len(lists))
    ]
    tiers = [{"cluster_id": f"c{n}", **tier} for n, own in enumerate(lists) for tier in own]
    house = made_up(
        ["fold", "fitted_tiers"], cluster_facts=filled(CLUSTERS, known), membership_fees=filled(TIERS, tiers)
    )
    rows = house.ask("fees.cost", employees=employees, turnover_eur=turnover, kind=kind)
    found = {
        row["cluster_id"]: tuple(plain(row[name]) for name in ("state", "fee_eur", "fee_low_eur", "fee_high_eur"))
        for row in rows.to_dict("records")
    }
    assert found == {
        cluster["cluster_id"]: priced(cluster, own, kind, employees, turnover)
        for cluster, own in zip(known, lists, strict=True)
    }
    ranked = rows.dropna(subset="fee_eur")
    assert ranked["rank"].tolist() == list(range(1, len(ranked) + 1))
    assert ranked["fee_eur"].is_monotonic_increasing


@settings(max_examples=40)
@given(
    clusters=st.lists(
        st.tuples(
            st.sampled_from(["FI", "SE"]), st.sampled_from(["published", "free", "paid", "unknown"]), st.booleans()
        ),
        max_size=12,
    )
)
def test_the_share_that_says_what_membership_costs(clusters: list[tuple[str, str, bool]]) -> None:
    rows = [
        {"cluster_id": f"c{n}", "country": country, "fee_state": state, "counted": counted}
        for n, (country, state, counted) in enumerate(clusters)
    ]
    told = made_up([], cluster_facts=filled(CLUSTERS, rows)).ask("fees.transparency").to_dict("records")
    counted = [(country, state) for country, state, is_counted in clusters if is_counted]
    everywhere = {country for country, _ in counted}
    assert len(told) == 4 * len(everywhere)
    for row in told:
        own = [state for country, state in counted if country == row["country"]]
        number = own.count(row["fee_state"])
        assert (row["clusters"], row["all_clusters"]) == (number, len(own))
        assert row["share_pct"] == pytest.approx(100 * number / len(own))
