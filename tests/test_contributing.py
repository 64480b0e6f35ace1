"""The worked example of CONTRIBUTING: a question with its chart takes a query, two functions and no other file."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from analytics import catalogue
from analytics.core import registry
from analytics.core.chart import Chart
from analytics.core.plot import Plot, Series
from analytics.publish import offer
from analytics.render import screen


def by_decade(country: str = "FI") -> pd.DataFrame:
    return pd.DataFrame({"decade": [1990, 2000], "clusters": [2, 3], "country": country})


@pytest.fixture
def registered() -> Iterator[str]:
    @registry.chart("clusters.by_decade", question="When were clusters founded?", ask=by_decade)
    def drawn(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
        bars = Series("Clusters", tuple(map(float, frame["clusters"])), shape="bar")
        drawing = Plot("column", (bars,), categories=tuple(map(str, frame["decade"])))
        return Chart("Founded", "by decade", f"Most in {country}: 3.", frame, (), "Columns.", drawing)

    yield "clusters.by_decade"
    del registry.ENTRIES["clusters.by_decade"]


def test_a_registered_chart_is_drawn_with_its_parameters_and_offered_as_files(registered: str) -> None:
    chart = catalogue.chart(registered, country="SE")
    assert (chart.id, dict(chart.params)) == (registered, {"country": "SE"})
    assert list(screen.figure(chart).data[0].y) == [2.0, 3.0]
    assert offer.FORMATS["csv"].make("chart", chart, "", ()).decode().splitlines() == [
        "decade,clusters,country",
        "1990,2,SE",
        "2000,3,SE",
    ]
    assert b"2000" in offer.FORMATS["json"].make("chart", chart, "", ())


def test_the_modules_with_charts_are_those_that_register_one() -> None:
    homes = {entry.draw.__module__ for entry in catalogue.CHARTS.values()}
    assert homes == set(catalogue.MODULES)
