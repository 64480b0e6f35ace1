"""Specialisation, concentration and likeness, computed a second, naive way on made-up tables with unknown groups."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import made_up, plain

GROUPS = ("AGFO", "MATE", "MIFU")
AREAS = ("FI", "SE", "WORLD")
COLUMNS = "country VARCHAR, year INTEGER, product_code VARCHAR, exports_usd_million DOUBLE, is_leaf BOOLEAN"
# The published total is larger than the groups can be together; zero is a value, a missing key is unknown.
TABLES = st.dictionaries(st.tuples(st.sampled_from(AREAS), st.sampled_from(GROUPS)), st.integers(0, 50))
Values = dict[tuple[str, str], int]


def shares(values: Values, area: str, without_fuels: int) -> dict[str, float | None]:
    """The share of each group that counts; unknown where the group or the whole is."""
    known = [values[area, g] for g in GROUPS if (area, g) in values]
    whole: int | None = sum(known) if len(known) == len(GROUPS) else 1000
    if without_fuels:
        whole = whole - values[area, "MIFU"] if whole is not None and (area, "MIFU") in values else None
    counted = [g for g in GROUPS if not (without_fuels and g == "MIFU")]
    return {g: values[area, g] / whole if whole and (area, g) in values else None for g in counted}


@settings(max_examples=60)
@given(values=TABLES, without_fuels=st.sampled_from([0, 1]))
def test_every_measure_of_shares(values: Values, without_fuels: int) -> None:
    rows = [(area, 2020, group, float(value), True) for (area, group), value in values.items()]
    # Another year names all groups, so that one that is unknown here is still known to exist.
    rows += [("WORLD", 2019, group, 1.0, True) for group in GROUPS]
    rows += [(area, 2020, "TO", 1000.0, False) for area in AREAS]
    house = made_up(["product_shares"], exports_by_product=(COLUMNS, rows))
    of = {area: shares(values, area, without_fuels) for area in AREAS}

    for row in house.ask("specialisation.rca", years=[2020], without_fuels=without_fuels).to_dict("records"):
        own, world = of[row["country"]][row["product_code"]], of["WORLD"][row["product_code"]]
        expected = None if own is None or not world else own / world
        assert plain(row["rca"]) == (None if expected is None else pytest.approx(expected))
        balanced = None if expected is None else pytest.approx((expected - 1) / (expected + 1))
        assert plain(row["symmetric_rca"]) == balanced

    concentration = house.ask("specialisation.concentration", without_fuels=without_fuels)
    for row in concentration[concentration["year"] == 2020].to_dict("records"):
        parts = list(of[row["country"]].values())
        squares = None if None in parts else sum(p * p for p in parts if p is not None)
        assert plain(row["hhi"]) == (None if squares is None else pytest.approx(squares))
        least = 1 / len(parts)
        normalised = None if squares is None else pytest.approx((squares - least) / (1 - least), abs=1e-9)
        assert plain(row["hhi_normalised"]) == normalised

    alike = house.ask("specialisation.similarity", without_fuels=without_fuels)
    for row in alike[alike["year"] == 2020].to_dict("records"):
        pairs = list(zip(of[row["country_a"]].values(), of[row["country_b"]].values(), strict=True))
        known = [(a, b) for a, b in pairs if a is not None and b is not None]
        expected = pytest.approx(sum(min(pair) for pair in known)) if len(known) == len(pairs) else None
        assert plain(row["similarity"]) == expected
