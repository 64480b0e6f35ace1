"""Every registered chart can be drawn, tabled, told and handed on by every renderer."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from analytics import catalogue
from analytics.core import language
from analytics.core.plot import KINDS
from analytics.publish.slides import draws
from analytics.render import data, screen, svg, table, words
from tests.render.examples import DRAWINGS

RENDERERS = {"screen": screen, "svg": svg, "table": table, "words": words, "data": data, "slides": draws}
# Charts that a renderer cannot draw, each with the reason: (renderer, chart).
CANNOT: dict[tuple[str, str], str] = {}


class Rows(HTMLParser):
    """The cells of each row of a table, and the elements that are open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            assert tag == "td" or dict(attrs)["scope"] in ("col", "row")
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, text: str) -> None:
        if self.open and self.open[-1] in ("th", "td"):
            self.rows[-1][-1] += text


def test_the_examples_are_of_every_kind() -> None:
    assert {one.kind for one in DRAWINGS.values()} == set(KINDS)


@pytest.mark.parametrize("name", RENDERERS)
def test_a_renderer_knows_the_kinds_it_draws(name: str) -> None:
    assert set(RENDERERS[name].DRAWS) <= set(KINDS)


def test_every_chart_is_drawn_by_every_renderer_or_named() -> None:
    missing = {
        (name, chart_id)
        for chart_id in catalogue.CHARTS
        for name, renderer in RENDERERS.items()
        if catalogue.chart(chart_id).drawing.kind not in renderer.DRAWS
    }
    assert missing == set(CANNOT)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_nothing_raises_for_any_chart(code: str) -> None:
    language.use(code)
    for chart_id in catalogue.CHARTS:
        chart = catalogue.chart(chart_id)
        assert screen.figure(chart).layout is not None, chart_id
        assert svg.drawn(chart.drawing, 900, 460).endswith("</svg>"), chart_id
        found = Rows(table.html(chart))
        assert found.open == [], chart_id
        assert len({len(row) for row in found.rows}) <= 1, chart_id
        told = words.long(chart)
        assert told.endswith("."), chart_id
        assert not set("{}") & set(told), chart_id
        assert "\n" not in told + words.one_line(chart), chart_id
        assert words.one_line(chart), chart_id
        assert json.loads(data.to_json(chart))["id"] == chart_id
