"""Fixed lists name each thing once, and those that belong together agree."""

from __future__ import annotations

import pytest

from analytics.core import codes
from analytics.programmes import questions as programmes
from analytics.warehouse import warehouse

LISTS = sorted(name for name, value in vars(codes).items() if name.isupper() and isinstance(value, tuple))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_each_thing_once(name: str) -> None:
    values = getattr(codes, name)
    assert len(values) == len(set(values))


def test_the_nordic_countries_come_in_one_order_everywhere() -> None:
    assert codes.NORDIC == ("FI", "SE", "NO", "DK", "IS")
    assert codes.COMPARED[:5] == codes.NORDIC
    row = (
        warehouse()
        .connection.cursor()
        .execute("SELECT nordic(), country_place('FI'), country_place('IS'), country_place('DE'), country_place(NULL)")
    )
    assert row.fetchone() == (list(codes.NORDIC), 1, 5, None, None)


def test_every_feature_has_a_name() -> None:
    names = {programmes.feature_name(code) for code in codes.FEATURES}
    assert len(names) == len(codes.FEATURES)
    assert not names & set(codes.FEATURES)
