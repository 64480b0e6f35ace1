"""Partners' shares and their change, and regions' shares, worked out a second, naive way on made-up tables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up, plain

SHARES = "country VARCHAR, year INTEGER, partner_iso3 VARCHAR, share_pct DOUBLE, source_id VARCHAR"
PUBLISHED = (
    "country VARCHAR, region_code VARCHAR, region_name VARCHAR, year INTEGER, value DOUBLE, unit VARCHAR,"
    " source_id VARCHAR"
)
SOURCES = "source_id VARCHAR, citation VARCHAR, publisher VARCHAR, url VARCHAR"
CROWNS, STATED = "NOK million", "% of national goods exports"
APART = "Re-exports of goods produced abroad"


@settings(max_examples=60)
@given(
    shares=st.dictionaries(
        st.tuples(
            st.sampled_from(["FI", "SE"]), st.integers(2016, 2021), st.sampled_from(["DEU", "SWE", "USA", "NORDIC"])
        ),
        st.integers(1, 60),
        min_size=1,
    ),
    asked=st.sampled_from([0, 2017, 2021]),
)
def test_partners_and_how_their_share_changed(shares: dict[tuple[str, int, str], int], asked: int) -> None:
    rows = [
        {
            "country": country,
            "year": year,
            "partner_iso3": partner,
            "share_pct": share / 4,
            "source_id": f"wits-{year}" if year < 2019 else f"imf-direction-of-trade-{year}",
        }
        for (country, year, partner), share in shares.items()
    ]
    house = made_up([], export_partner_shares=filled(SHARES, rows))
    # The source changed in the first year that any country has from the second.
    second = min((year for _, year, _ in shares if year >= 2019), default=9999)
    own = {(year, partner): share / 4 for (country, year, partner), share in shares.items() if country == "FI"}
    year = asked or max((year for year, _ in own), default=0)
    same_source = [y for y, _ in own if (y >= second) == (year >= second)]
    expected = {
        partner: (
            share,
            own.get((min(same_source), partner)),
            share - own[min(same_source), partner]
            if (min(same_source), partner) in own and min(same_source) < year
            else None,
        )
        for (of, partner), share in own.items()
        if of == year
    }
    found = house.ask("markets.partners", country="FI", year=asked)
    for row in found.to_dict("records"):
        now, then, change = expected.pop(row["partner_iso3"])
        assert (row["share_pct"], plain(row["share_start_pct"])) == (now, then)
        assert plain(row["change_pct_points"]) == (None if change is None else pytest.approx(change, abs=0.006))
    assert expected == {}
    nordic = house.ask("markets.nordic_share").to_dict("records")
    assert {(row["country"], row["year"]): (row["share_pct"], row["source_series"]) for row in nordic} == {
        (country, year): (share / 4, 1 + (year >= second))
        for (country, year, partner), share in shares.items()
        if partner == "NORDIC"
    }


@settings(max_examples=50)
@given(
    amounts=st.dictionaries(
        st.tuples(st.sampled_from(["NO", "NO01", "NO02", "NO99", APART]), st.sampled_from([2019, 2020, 2021])),
        st.integers(1, 500),
    ),
    stated=st.dictionaries(st.tuples(st.sampled_from(["NO01", "NO03"]), st.just(2021)), st.integers(1, 90)),
)
def test_regions_shares_of_a_countrys_exports(
    amounts: dict[tuple[str, int], int], stated: dict[tuple[str, int], int]
) -> None:
    rows = [
        {
            "country": "NO",
            "region_code": None if place == APART else place,
            "region_name": place,
            "year": year,
            "value": value,
            "unit": unit,
            "source_id": "ssb",
        }
        for table, unit in ((amounts, CROWNS), (stated, STATED))
        for (place, year), value in table.items()
    ]
    mapped = ["NO01", "NO02", "NO03"]  # NO99 is a county of before 2020
    house = made_up(
        [],
        exports_by_region=filled(PUBLISHED, rows),
        regions=filled(
            "nuts_code VARCHAR, name VARCHAR, country VARCHAR, level INTEGER",
            [{"nuts_code": code, "name": code, "country": "NO", "level": 3} for code in mapped],
        ),
        sources=filled(SOURCES, [{"source_id": "ssb", "citation": "SSB [about]", "url": "https://ssb.no"}]),
    )
    # A share is known where the country's own amount of the year is, or is stated as it stands.
    shares = [
        (place, year, 100 * value / amounts["NO", year])
        for (place, year), value in amounts.items()
        if place != "NO" and ("NO", year) in amounts
    ] + [(place, year, float(value)) for (place, year), value in stated.items()]
    found = house.ask("markets.by_region", country="NO").to_dict("records")
    if not shares:
        assert {row["kind"] for row in found} <= {"not_published"}
        return
    years = {year for _, year, _ in shares}
    shown = max(years, key=lambda y: (sum(of == y and place in mapped for place, of, _ in shares), y))
    chosen = [(place, share) for place, of, share in shares if of == shown]
    known = sorted((row["region_name"], row["share_pct"]) for row in found if row["kind"] != "not_published")
    assert [name for name, _ in known] == sorted(place for place, _ in chosen)
    assert [share for _, share in known] == pytest.approx([share for _, share in sorted(chosen)])
    assert {row["kind"] for row in found if row["region_name"] == APART} <= {"apart"}
    others = {row["nuts_code"] for row in found if row["kind"] == "not_published"}
    unknown = set(mapped) - {place for place, _ in chosen}
    assert others == (set() if any(place == "NO99" for place, _ in chosen) else unknown)
    for row in found:
        assert row["is_about"] == (row["kind"] != "not_published")
