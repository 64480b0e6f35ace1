"""Programmes' money beside people and economies, and what it would be here, a second, naive way on made-up tables."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import Rows, filled, made_up, plain

BUDGETS = (
    "programme_id VARCHAR, country VARCHAR, name VARCHAR, year INTEGER, kind VARCHAR, covers VARCHAR,"
    " amount_meur DOUBLE, amount_original DOUBLE, currency VARCHAR, rate_used DOUBLE, clusters_supported INTEGER,"
    " note VARCHAR, source_url VARCHAR, source_kind VARCHAR"
)
PROGRAMMES = "programme_id VARCHAR, name VARCHAR, scope VARCHAR, status VARCHAR"
FIGURES = "country VARCHAR, year INTEGER, indicator VARCHAR, value DOUBLE"
REGIONAL = "nuts_code VARCHAR, year INTEGER, indicator VARCHAR, value DOUBLE"
PEOPLE, GDP = "SP.POP.TOTL", "NY.GDP.MKTP.CD"
CLUSTERS = "no-a", "no-b", "dk-a"
YEARS = st.integers(2018, 2023)
ROWS = st.dictionaries(
    st.tuples(st.sampled_from(CLUSTERS), YEARS),
    st.fixed_dictionaries(
        {
            "covers": st.sampled_from(["year", "mean", "part", "plan", "alternative"]),
            "amount_meur": st.sampled_from([None, 1.0, 2.5, 8.0]),
            "clusters_supported": st.sampled_from([None, 0, 4, 10]),
            "kind": st.sampled_from(["cluster_organisations", "cluster_organisations", "other_ecosystem"]),
        }
    ),
    max_size=10,
)
AREAS = st.dictionaries(
    st.tuples(st.sampled_from(["NO", "DK", "FI"]), YEARS, st.sampled_from([PEOPLE, GDP])), st.integers(1, 9)
)
Budgets = dict[tuple[str, int], dict[str, Any]]
Areas = dict[tuple[str, int, str], int]


def budgets_of(rows: Budgets) -> tuple[str, Rows]:
    return filled(
        BUDGETS, ({"programme_id": p, "country": p[:2].upper(), "year": y, **row} for (p, y), row in rows.items())
    )


def figures_of(areas: Areas) -> tuple[str, Rows]:
    return FIGURES, [(country, year, name, 1e6 * value) for (country, year, name), value in areas.items()]


def whole(row: dict[str, Any]) -> bool:
    """The whole money of a year is told."""
    return row["covers"] in ("year", "mean") and row["amount_meur"] is not None


@settings(max_examples=80)
@given(rows=ROWS, areas=AREAS, gdp=st.dictionaries(st.tuples(st.sampled_from(["NO", "DK"]), YEARS), st.integers(1, 9)))
def test_money_a_head_and_a_cluster(rows: Budgets, areas: Areas, gdp: dict[tuple[str, int], int]) -> None:
    house = made_up(
        [],
        programme_budgets=budgets_of(rows),
        programmes=filled(PROGRAMMES, []),
        export_indicators=figures_of(areas),
        regional_stats=(REGIONAL, [(country, year, "gdp_meur", value * 1e3) for (country, year), value in gdp.items()]),
    )
    expected: dict[str, tuple[Any, ...]] = {}
    for programme in CLUSTERS:
        told = {
            year: row
            for (name, year), row in rows.items()
            if name == programme and row["kind"] == "cluster_organisations" and row["covers"] != "alternative"
        }
        if not told:
            continue
        # The newest year with the whole money; without one, the newest that anything is told of.
        year = max([y for y, row in told.items() if whole(row)] or told)
        amount = told[year]["amount_meur"] if whole(told[year]) else None
        country, clusters = programme[:2].upper(), told[year]["clusters_supported"]
        counted = [y for y in (year, year - 1, year - 2) if (country, y, PEOPLE) in areas]
        people = 1e6 * areas[country, counted[0], PEOPLE] if counted else None
        economy = gdp.get((country, year))
        expected[programme] = (
            year,
            amount,
            None if amount is None or people is None else amount * 1e6 / people,
            None if amount is None or economy is None else amount * 1e6 / (economy * 1e3),
            None if amount is None or not clusters else amount / clusters,
        )
    columns = ("budget_year", "budget_meur", "eur_per_inhabitant", "eur_per_meur_gdp", "meur_per_cluster")
    found = house.ask("programmes.money").to_dict("records")
    assert {row["programme_id"] for row in found} == set(expected)
    for row in found:
        assert [plain(row[name]) for name in columns] == pytest.approx(list(expected[row["programme_id"]]))


def last_shared(areas: Areas, one: str, other: str, indicator: str, until: int) -> int | None:
    """The last year, not after `until`, in which both countries have the figure."""
    years = [y for c, y, i in areas if c == one and i == indicator and y <= until and (other, y, indicator) in areas]
    return max(years, default=None)


@settings(max_examples=80)
@given(rows=ROWS, areas=AREAS, national=st.sets(st.sampled_from(CLUSTERS)))
def test_neighbours_budgets_scaled_to_a_country(rows: Budgets, areas: Areas, national: set[str]) -> None:
    scopes = [
        {"programme_id": name, "name": name, "scope": "national" if name in national else "regional"}
        for name in CLUSTERS
    ]
    house = made_up(
        [],
        programme_budgets=budgets_of(rows),
        programmes=filled(PROGRAMMES, scopes),
        export_indicators=figures_of(areas),
        programme_figures=(FIGURES, [("NO", 2020, "budget_cut_share", 30), ("NO", 2020, "accepted_total", 5)]),
    )
    found = {
        (row["programme_id"], row["year"]): row
        for row in house.ask("programmes.design_references", country="FI").to_dict("records")
    }
    kept = {
        key: row
        for key, row in rows.items()
        if key[0] in national
        and row["kind"] == "cluster_organisations"
        and whole(row)
        and row["clusters_supported"] is not None
    }
    assert set(found) == set(kept)
    for (programme, year), row in kept.items():
        there, told, amount = programme[:2].upper(), found[programme, year], row["amount_meur"]
        people, gdp = (last_shared(areas, there, "FI", indicator, year) for indicator in (PEOPLE, GDP))
        by_people = None if people is None else areas["FI", people, PEOPLE] / areas[there, people, PEOPLE]
        by_gdp = None if gdp is None else areas["FI", gdp, GDP] / areas[there, gdp, GDP]
        for column, value in {
            "scaled_population_meur": by_people and amount * by_people,
            "scaled_clusters": None if by_people is None else row["clusters_supported"] * by_people,
            "scaled_gdp_meur": by_gdp and amount * by_gdp,
            "eur_per_inhabitant": people and amount / areas[there, people, PEOPLE],
            "keur_per_cluster": amount * 1000 / row["clusters_supported"] if row["clusters_supported"] else None,
            "cut_pct": 30 if (there, year) == ("NO", 2020) else None,
        }.items():
            assert plain(told[column]) == (None if value is None else pytest.approx(value)), column


@settings(max_examples=40)
@given(areas=AREAS, intake=st.integers(0, 20), running=st.integers(0, 30))
def test_a_neighbours_programme_in_the_size_of_a_country(areas: Areas, intake: int, running: int) -> None:
    house = made_up(
        [],
        export_indicators=figures_of(areas),
        design_presets=("preset VARCHAR, level INTEGER, intake DOUBLE", [("NO", 1, intake), ("DK", 1, intake)]),
        design_terms=(
            "preset VARCHAR, cofinancing_pct DOUBLE, running_meur DOUBLE, basis VARCHAR,"
            " cofinancing_source_url VARCHAR, running_source_url VARCHAR",
            [("NO", 50, running / 10, "", "", ""), ("DK", 50, running / 10, "", "", "")],
        ),
    )
    expected = {}
    for there in ("NO", "DK"):
        year = last_shared(areas, there, "FI", PEOPLE, 9999)
        if year is not None:
            expected[there] = areas["FI", year, PEOPLE] / areas[there, year, PEOPLE]
    found = house.ask("programmes.design_presets", country="FI").set_index("preset")
    assert set(found.index) == set(expected)
    for preset, factor in expected.items():
        assert found.at[preset, "factor"] == pytest.approx(factor)
        assert found.at[preset, "intake_scaled"] == pytest.approx(intake * factor, abs=0.0051)
        assert found.at[preset, "running_scaled_meur"] == pytest.approx(running / 10 * factor, abs=0.0051)
