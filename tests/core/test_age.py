"""How old figures are: which year counts, when a mark is due, and what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analytics.core import language, registry
from analytics.core.age import Age, of_rows
from analytics.core.chart import Chart
from analytics.core.plot import Empty

TODAY = date(2026, 11, 28)


def rows(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


@pytest.mark.parametrize(
    ("newest", "marked"), [(2015, True), (2021, True), (2022, False), (2026, False), (2038, False)]
)
def test_figures_of_more_than_four_years_ago_are_marked(newest: int, marked: bool) -> None:
    assert Age(newest).mark(TODAY) == (f"Newest figure: {newest}" if marked else "")


def test_a_figure_grows_old_with_the_day_that_is_asked_about() -> None:
    assert Age(2022).mark(date(2026, 12, 31)) == ""
    assert Age(2022).mark(date(2027, 1, 1)) == "Newest figure: 2022"


def test_a_long_series_that_ends_lately_is_not_old() -> None:
    assert of_rows(rows(year=[1990, 2000, 2024], value=[1.0, 2.0, 3.0])) == Age(2024)
    assert Age(2024).mark(TODAY) == ""


def test_years_without_a_value_do_not_count() -> None:
    assert of_rows(rows(year=[2019, 2020, 2024], share_pct=[1.0, None, None])).newest == 2019


def test_a_country_that_is_older_than_the_rest_is_named() -> None:
    age = of_rows(rows(country=["FI", "IS", "IS", "SE"], year=[2024, 2015, 2019, 2023], value=[1.0, 2.0, 3.0, 4.0]))
    assert age == Age(2024, {"IS": 2019, "SE": 2023})
    said = {"en": "Newest figure: 2024 (Iceland 2019)", "fi": "Uusin luku: 2024 (Islanti 2019)"}
    said["sv"] = "Senaste uppgift: 2024 (Island 2019)"
    for code, words in said.items():
        language.use(code)
        assert age.mark(TODAY) == words


def test_years_of_beginnings_and_of_reading_are_not_years_of_figures() -> None:
    assert of_rows(rows(founded_year=[1990], start_year=[2000], source_year=[2012], members=[5])) == Age()
    assert of_rows(rows(name=["a"], founded_year=[1990], counts_year=[2011], members=[5])).newest == 2011


def test_what_is_last_known_counts_where_a_table_looks_ahead() -> None:
    assert of_rows(rows(year=[2030, 2035], latest_year=[2019, 2019], exports_usd_million=[1.0, 2.0])).newest == 2019


@pytest.mark.parametrize("frame", [rows(), rows(name=["a"]), rows(year=[None]), rows(year=[2010], value=[None])])
def test_no_year_means_no_mark(frame: pd.DataFrame) -> None:
    frame = frame.astype({"value": "float"}) if "value" in frame else frame
    assert of_rows(frame).mark(TODAY) == ""


def test_a_table_without_numbers_is_as_old_as_its_years() -> None:
    assert of_rows(rows(year=[2010, 2012], said=["a", "b"])).newest == 2012


def test_a_registered_chart_carries_the_age_of_its_table() -> None:
    def ask() -> pd.DataFrame:
        return rows(year=[2001, 2011], value=[1.0, 2.0])

    @registry.chart("test.aged", question="?", ask=ask)
    def draw(answer: pd.DataFrame) -> Chart:
        return Chart("T", "", "", answer, (), "", Empty("nothing"))

    try:
        assert registry.drawn("test.aged").age == Age(2011)
    finally:
        del registry.ENTRIES["test.aged"]
