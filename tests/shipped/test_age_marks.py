"""Which shipped charts are old in November 2026, read from the tables by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analytics import catalogue
from analytics.regions import questions as regions
from ui import region_card

DAY = date(2026, 11, 28)

OLD: list[tuple[str, dict[str, Any], str]] = [
    ("exports.partners", {}, "Newest figure: 2020"),
    ("exports.nordic_share", {}, "Newest figure: 2020"),
    ("exports.by_region", {"country": "NO"}, "Newest figure: 2020"),
    ("exports.by_region_map", {"country": "FI"}, "Newest figure: 2019"),
    ("programmes.figures", {"view": "dk_companies"}, "Newest figure: 2018"),
]
RECENT = (
    "exports.intensity",
    "exports.gap",
    "exports.level",
    "exports.scenario",
    "exports.rca_time",
    "exports.structure",
)


@pytest.mark.parametrize(("chart", "params", "mark"), OLD)
def test_charts_of_old_figures_say_so(chart: str, params: dict[str, Any], mark: str) -> None:
    assert catalogue.chart(chart, **params).age.mark(DAY) == mark


@pytest.mark.parametrize("chart", RECENT)
def test_long_series_that_end_lately_say_nothing(chart: str) -> None:
    assert catalogue.chart(chart).age.mark(DAY) == ""


def test_a_regions_gdp_of_2020_is_marked_beside_its_year() -> None:
    values = dict(region_card.figure_lines("FI1B1"))
    gdp = values[regions.indicator_name("gdp_meur")]
    assert "2020" in gdp
    assert ":gray-badge[Newest figure\\: 2020]" in gdp
    assert "badge" not in values[regions.indicator_name("population")]
