"""Gap and growth of exports, computed a second, naive way on made-up tables."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import made_up, plain

NORDIC = ("DK", "FI", "IS", "NO", "SE")
SHARE, GDP, REAL = "NE.EXP.GNFS.ZS", "NY.GDP.MKTP.CD_derived", "NE.EXP.GNFS.KD"
KEYS = st.tuples(st.sampled_from(NORDIC), st.integers(2001, 2003), st.sampled_from([SHARE, GDP, REAL]))
COLUMNS = "country VARCHAR, year INTEGER, indicator VARCHAR, value DOUBLE"
# Keys with no value are years that are not published.
TABLES = st.dictionaries(KEYS, st.just(0.0) | st.floats(0.5, 500), min_size=1, max_size=45)


def tables(values: dict[tuple[str, int, str], float]) -> dict[str, tuple[str, list[tuple[object, ...]]]]:
    """The tables that the questions of exports ask, with these values; a euro was 1.25 dollars in 2002 only."""
    return {
        "export_indicators": (COLUMNS, [(*key, v) for key, v in values.items()]),
        "euro_rates": ("currency VARCHAR, year INTEGER, units_per_euro DOUBLE", [("USD", 2002, 1.25)]),
    }


@settings(max_examples=40)
@given(values=TABLES, own=st.sampled_from(NORDIC), reference=st.sampled_from([*NORDIC, "NORDIC"]))
def test_the_gap(values: dict[tuple[str, int, str], float], own: str, reference: str) -> None:
    house = made_up(["reference_shares", "neighbour_range"], **tables(values))
    others = [c for c in NORDIC if c != own] if reference == "NORDIC" else [reference]
    expected = []
    for year in (2001, 2002, 2003):
        mine, compared = values.get((own, year, SHARE)), [values.get((c, year, SHARE)) for c in others]
        if mine is None or None in compared:
            continue
        gap, gdp = sum(v for v in compared if v is not None) / len(others) - mine, values.get((own, year, GDP))
        expected.append((year, gap, None if gdp is None else gap / 100 * gdp))
    rows = house.ask("exports.gap", country=own, reference=reference)
    assert rows["year"].tolist() == [year for year, _, _ in expected]
    assert rows["gap_pct_points"].tolist() == pytest.approx([gap for _, gap, _ in expected], abs=1e-9)
    for found, (_, _, usd) in zip(rows["gap_usd"], expected, strict=True):
        assert plain(found) == (None if usd is None else pytest.approx(usd, abs=1e-9))


@settings(max_examples=40)
@given(values=TABLES, base=st.integers(2000, 2003))
def test_the_index_of_real_exports(values: dict[tuple[str, int, str], float], base: int) -> None:
    house = made_up([], **tables(values))
    for row in house.ask("exports.level", base_year=base).to_dict("records"):
        now, then = values.get((row["country"], row["year"], REAL)), values.get((row["country"], base, REAL))
        expected = None if now is None or not then else pytest.approx(now / then * 100)
        assert plain(row["real_exports_index"]) == expected


PEOPLE, CURRENT, SERVICES = "SP.POP.TOTL", "NE.EXP.GNFS.CD_derived", "BX.GSR.NFSV.CD"


@settings(max_examples=40)
@given(
    values=st.dictionaries(
        st.tuples(
            st.sampled_from(["FI", "SE"]), st.integers(2001, 2003), st.sampled_from([SHARE, PEOPLE, CURRENT, SERVICES])
        ),
        st.integers(0, 40).map(float),
    )
)
def test_exports_a_head_and_the_share_of_services(values: dict[tuple[str, int, str], float]) -> None:
    rows = made_up([], **tables(values)).ask("exports.level").to_dict("records")
    listed = {country for country, _, indicator in values if indicator == SHARE}
    assert {(row["country"], row["year"]) for row in rows} == {(c, y) for c, y, _ in values if c in listed}
    for row in rows:
        here = {
            indicator: values.get((row["country"], row["year"], indicator)) for indicator in (CURRENT, PEOPLE, SERVICES)
        }
        exports, people, services = here[CURRENT], here[PEOPLE], here[SERVICES]
        a_head = exports * 1e6 / people if exports is not None and people else None
        assert plain(row["exports_usd_per_inhabitant"]) == (None if a_head is None else pytest.approx(a_head))
        in_euro = None if a_head is None or row["year"] != 2002 else pytest.approx(a_head / 1.25)
        assert plain(row["exports_eur_per_inhabitant"]) == in_euro
        part = None if services is None or not exports else pytest.approx(100 * services / exports)
        assert plain(row["services_pct_exports"]) == part


@settings(max_examples=60)
@given(values=TABLES, own=st.sampled_from(NORDIC))
def test_the_neighbours_in_three_ways(values: dict[tuple[str, int, str], float], own: str) -> None:
    house = made_up(["neighbour_range"], **tables(values))
    others = [c for c in NORDIC if c != own]
    shares = {
        y: [values[c, y, SHARE] for c in others]
        for y in (2001, 2002, 2003)
        if all((c, y, SHARE) in values for c in others)
    }
    rows = house.connection.execute(f"SELECT * FROM neighbour_range('{own}') ORDER BY year").df().to_dict("records")
    assert [row["year"] for row in rows] == sorted(shares)
    for row in rows:
        of_year, last = shares[row["year"]], shares[max(shares)]
        assert row["mean_pct_gdp"] == pytest.approx(statistics.fmean(of_year), abs=1e-9)
        assert row["median_pct_gdp"] == pytest.approx(statistics.median(of_year), abs=1e-9)
        # The one left out is the farthest from the median of the latest year; of two as far, either will do.
        away = [abs(value - statistics.median(last)) for value in last]
        left_out = others.index(row["extreme_country"])
        assert away[left_out] == pytest.approx(max(away), abs=1e-9)
        kept = [value for place, value in enumerate(of_year) if place != left_out]
        assert row["trimmed_pct_gdp"] == pytest.approx(statistics.fmean(kept), abs=1e-9)
