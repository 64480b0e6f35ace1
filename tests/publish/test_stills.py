"""Stills: lines and bars as HTML that a browser shows at once, against places worked out by hand."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

import pandas as pd
import pytest

from analytics import catalogue
from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.core.plot import Axis, Drawing, Label, Mark, Plot, Series, Stroke
from analytics.publish import stills

SVG = "{http://www.w3.org/2000/svg}"
HEIGHT = stills.HEAD + stills.FOOT + 200  # 200 pixels for the lines


def chart(drawing: Drawing, alt: str = "what it shows") -> Chart:
    return Chart("Title", "", "", pd.DataFrame(), (), alt, drawing, id="test.chart")


def bar(*values: float, name: str = "", fill: str = "#112233", opacity: float = 1.0) -> Series:
    return Series(name, values, shape="bar", marks=(Mark(fill, opacity=opacity),))


def strokes(html: str) -> ElementTree.Element:
    found = re.search(r"data:image/svg\+xml;base64,([^\"]+)", html)
    assert found
    return ElementTree.fromstring(b64decode(found[1]))


def test_lines_stand_at_their_values_and_unknown_years_are_gaps() -> None:
    # Of 0 to 20 over 200 pixels: 20 is at the top (0), 10 at 100, 0 at 200; five years are 25 % apart.
    line = Series("Finland", (0, 10, None, 20, 5), line=Stroke("#112233"))
    drawn = chart(Plot("line", (line,), y=Axis(low=0, high=20), categories=(2000, 2001, 2002, 2003, 2004)))
    svg = strokes(stills.html(drawn, HEIGHT))
    paths = [path.get("d") for path in svg.iter(SVG + "path")]
    assert paths == ["M0.00 200.00L25.00 100.00M75.00 0.00L100.00 150.00"]


def test_a_line_of_the_overview_ends_in_its_countrys_name_and_colour() -> None:
    html = stills.html(catalogue.chart("exports.intensity", country="FI", since=2000), HEIGHT)
    words = dict(re.findall(r"(#\w{6}) 60%,currentColor\)\">(\w+)</span>", html))
    assert words == {style.country_colour(c): n for c, n in zip(NORDIC, NAMES, strict=True)}
    assert len(list(strokes(html).iter(SVG + "path"))) == 5
    assert "% of GDP" in html


NAMES = [{"FI": "Finland", "SE": "Sweden", "NO": "Norway", "DK": "Denmark", "IS": "Iceland"}[c] for c in NORDIC]


def test_bars_are_as_long_as_their_values() -> None:
    # On an axis of 0 to 4, one is a quarter and three are three quarters.
    series = (bar(1, 0, name="gold"), bar(2, 3, name="silver", fill="#445566"))
    drawn = chart(Plot("stacked_bar", series, x=Axis(low=0, high=4), categories=("A", "B")))
    html = stills.html(drawn, HEIGHT)
    parts = re.findall(r'title="([^"]+)" style="[^"]*width:([\d.]+)%', html)
    assert parts == [("A, gold: 1.00", "25.00"), ("A, silver: 2.00", "50.00"), ("B, silver: 3.00", "75.00")]


def test_words_of_data_are_text_and_the_picture_has_its_own() -> None:
    drawn = chart(Plot("bar", (bar(1),), categories=("<b>A</b> & B",)), alt='A "chart" <of> bars')
    html = stills.html(drawn, HEIGHT)
    assert 'role="img" aria-label="A &quot;chart&quot; &lt;of&gt; bars"' in html
    assert "<b>" not in html
    assert "&lt;b&gt;A&lt;/b&gt; &amp; B" in html


def test_a_faint_bar_is_mixed_with_the_background_of_the_mode() -> None:
    # Half of black and the background: of white (255) it is 128, of the dark mode's #0F1A24 it is 8, 13, 18.
    faint = chart(Plot("bar", (bar(1, fill="#000000", opacity=0.5),), categories=("A",)))
    assert "#808080" in stills.html(faint, HEIGHT)
    style.use("dark")
    assert "#080D12" in stills.html(faint, HEIGHT)


def test_other_charts_have_no_still() -> None:
    with pytest.raises(ValueError, match=r"test\.chart has no still"):
        stills.html(chart(Plot("scatter", (Series("", (1, 2), (1.5, 2.5), shape="point"),))), HEIGHT)


def test_a_hollow_bar_has_its_edge() -> None:
    hollow = Series("free", (1,), shape="bar", marks=(Mark("#FFFFFF", edge="#112233", edge_width=2),))
    html = stills.html(chart(Plot("bar", (hollow,), categories=("A",))), HEIGHT)
    assert "background:#FFFFFF;box-shadow:inset 0 0 0 2px #112233" in html


def test_the_longest_words_have_room_after_the_longest_bar() -> None:
    labelled = Series("", (4, 2), shape="bar", marks=(Mark("#112233"),), labels={0: Label("4 of 9"), 1: Label("2")})
    html = stills.html(chart(Plot("bar", (labelled,), categories=("A", "B"))), HEIGHT)
    assert html.count("margin-right:calc(6ch + 6px)") == 2
