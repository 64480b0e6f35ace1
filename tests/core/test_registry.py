"""Registered charts: their parameters, what is wrong to ask, and the same view drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from analytics import catalogue
from analytics.core import language, registry, style
from analytics.core.chart import Chart
from analytics.core.plot import Empty

# Views of the charts with nothing to draw.
EMPTY_VIEWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("exports.level", {"base_year": 1960}),
    ("membership.size", {"ecosystem": "Retail", "country": "SE"}),
    ("membership.coverage", {"ecosystem": "Retail", "country": "SE"}),
    ("membership.composition_named", {"ecosystem": "Retail", "country": "SE"}),
    ("fees.cost", {"country": "IS", "employees": 7}),
    ("fees.tiers", {"country": "IS"}),
    ("funding.timeline", {"applicants": "person", "country": "SE"}),
    ("readiness.radar", {"answers": "x"}),
)


@pytest.fixture
def registered() -> Iterator[str]:
    """A chart with every type of parameter, taken away afterwards."""

    def ask(country: str = "FI", year: int = 0) -> pd.DataFrame:
        return pd.DataFrame({"country": [country], "year": [year or 2024]})

    @registry.chart("test.made", question="What?", ask=ask, allowed={"country": ("FI", "SE")})
    def draw(answer: pd.DataFrame, year: int = 0, share: float = 0.5) -> Chart:
        settled = int(answer["year"].iloc[0])
        return Chart("T", str(share), "", answer, (), "", Empty("nothing"), params={"year": settled})

    yield "test.made"
    del registry.ENTRIES["test.made"]


def test_parameters_have_types_defaults_and_allowed_values(registered: str) -> None:
    parameters = registry.ENTRIES[registered].parameters
    assert {name: (one.type, one.default, one.allowed) for name, one in parameters.items()} == {
        "year": (int, 0, None),
        "share": (float, 0.5, None),
        "country": (str, "FI", ("FI", "SE")),
    }


def test_a_chart_knows_its_id_and_what_it_settled_itself(registered: str) -> None:
    chart = registry.drawn(registered, country="SE")
    assert (chart.id, chart.params) == (registered, {"country": "SE", "year": 2024, "share": 0.5})
    assert chart.link == "test.made?year=2024&share=0.5&country=SE"


def test_what_is_asked_wrongly_is_refused_and_named(registered: str) -> None:
    with pytest.raises(KeyError, match=r"no chart 'test\.nope'"):
        registry.drawn("test.nope")
    with pytest.raises(TypeError, match="takes year, share, country, not colour"):
        registry.drawn(registered, colour="red")
    with pytest.raises(ValueError, match="country is one of FI, SE, not 'XX'"):
        registry.drawn(registered, country="XX")


def test_text_is_read_in_the_types_of_the_parameters(registered: str) -> None:
    given = {"year": "2020", "share": "0.25", "country": "SE", "other": "x"}
    assert registry.typed(registered, given) == {"year": 2020, "share": 0.25, "country": "SE", "other": "x"}
    with pytest.raises(ValueError, match="invalid literal"):
        registry.typed(registered, {"year": "soon"})
    with pytest.raises(KeyError):
        registry.typed("test.nope", {})


def test_an_id_is_given_once_and_every_parameter_has_a_default(registered: str) -> None:
    def other(_answer: object) -> Chart:
        raise NotImplementedError

    with pytest.raises(ValueError, match=r"There is a chart 'test\.made' already"):
        registry.chart(registered, question="", ask=dict)(other)

    def undecided(_answer: object, country: str) -> Chart:
        raise NotImplementedError

    with pytest.raises(ValueError, match="no default for country"):
        registry.chart("test.other", question="", ask=lambda: None)(undecided)
    with pytest.raises(ValueError, match="no parameter colour"):
        registry.chart("test.other", question="", ask=lambda: None, allowed={"colour": ()})(other)
    assert "test.other" not in registry.ENTRIES


def test_a_chart_is_drawn_once_for_each_language_and_mode(registered: str) -> None:
    first = registry.drawn(registered)
    assert registry.drawn(registered) is first
    language.use("fi")
    assert registry.drawn(registered) is not first
    language.use("en")
    style.use("dark")
    assert registry.drawn(registered) is not first


def test_defaults_are_of_their_types_and_allowed() -> None:
    for chart_id, entry in catalogue.CHARTS.items():
        for one in entry.parameters.values():
            assert isinstance(one.default, one.type), (chart_id, one)
            assert one.type in (str, int, float), (chart_id, one)
            assert one.allowed is None or one.default in one.allowed, (chart_id, one)
            assert one.type(str(one.default)) == one.default, (chart_id, one)


def assert_same_view(chart: Chart) -> None:
    """A chart that is drawn from its own parameters, as a link holds them, is the same."""
    given = registry.typed(chart.id, {name: str(value) for name, value in chart.params.items()})
    again = registry.drawn(chart.id, **given)
    assert dict(again.params) == dict(chart.params)
    assert again.drawing == chart.drawing
    assert (again.title, again.subtitle, again.insight, again.alt) == (
        chart.title,
        chart.subtitle,
        chart.insight,
        chart.alt,
    )
    pd.testing.assert_frame_equal(again.table, chart.table)


@pytest.mark.parametrize("chart_id", catalogue.CHARTS)
def test_a_chart_is_drawn_again_from_its_own_parameters(chart_id: str) -> None:
    chart = catalogue.chart(chart_id)
    assert chart.id == chart_id
    assert chart.params.keys() >= catalogue.CHARTS[chart_id].parameters.keys()
    assert_same_view(chart)


@pytest.mark.parametrize(("chart_id", "params"), EMPTY_VIEWS)
def test_a_view_with_nothing_to_draw_keeps_what_was_asked(chart_id: str, params: dict[str, Any]) -> None:
    chart = catalogue.chart(chart_id, **params)
    assert chart.drawing.empty
    assert {name: chart.params[name] for name in params} == params
    assert_same_view(chart)
