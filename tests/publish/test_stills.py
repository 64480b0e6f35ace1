"""Stills: lines and bars as HTML that a browser shows at once, against places worked out by hand."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics import catalogue
from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.publish import stills

SVG = "{http://www.w3.org/2000/svg}"
HEIGHT = stills.HEAD + stills.FOOT + 200  # 200 pixels for the lines


def chart(*traces: Any, alt: str = "what it shows", **layout: Any) -> Chart:
    figure = go.Figure(list(traces)).update_layout(**layout)
    return Chart("test.chart", "Title", "", "", figure, pd.DataFrame(), (), alt)


def strokes(html: str) -> ElementTree.Element:
    found = re.search(r"data:image/svg\+xml;base64,([^\"]+)", html)
    assert found
    return ElementTree.fromstring(b64decode(found[1]))


def test_lines_stand_at_their_values_and_unknown_years_are_gaps() -> None:
    # Of 0 to 20 over 200 pixels: 20 is at the top (0), 10 at 100, 0 at 200; five years are 25 % apart.
    drawn = chart(
        go.Scatter(x=[2000, 2001, 2002, 2003, 2004], y=[0, 10, None, 20, 5], mode="lines", name="Finland"),
        yaxis={"range": [0, 20]},
    )
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
    drawn = chart(
        go.Bar(y=["A", "B"], x=[1, 0], name="gold", orientation="h", marker={"color": ["#112233", "#112233"]}),
        go.Bar(y=["A", "B"], x=[2, 3], name="silver", orientation="h", marker={"color": ["#445566", "#445566"]}),
        barmode="stack",
        xaxis={"range": [0, 4]},
    )
    html = stills.html(drawn, HEIGHT)
    parts = re.findall(r'title="([^"]+)" style="[^"]*width:([\d.]+)%', html)
    assert parts == [("B, silver: 3.00", "75.00"), ("A, gold: 1.00", "25.00"), ("A, silver: 2.00", "50.00")]


def test_words_of_data_are_text_and_the_picture_has_its_own() -> None:
    drawn = chart(go.Bar(y=["<b>A</b> & B"], x=[1], orientation="h"), alt='A "chart" <of> bars')
    html = stills.html(drawn, HEIGHT)
    assert 'role="img" aria-label="A &quot;chart&quot; &lt;of&gt; bars"' in html
    assert "<b>" not in html
    assert "A &amp; B" in html


def test_a_faint_bar_is_mixed_with_the_background_of_the_mode() -> None:
    # Half of black and the background: of white (255) it is 128, of the dark mode's #0F1A24 it is 8, 13, 18.
    faint = chart(go.Bar(y=["A"], x=[1], orientation="h", marker={"color": "#000000", "opacity": 0.5}))
    assert "#808080" in stills.html(faint, HEIGHT)
    style.use("dark")
    assert "#080D12" in stills.html(faint, HEIGHT)


def test_other_charts_have_no_still() -> None:
    with pytest.raises(ValueError, match=r"test\.chart has no still"):
        stills.html(chart(go.Scatter(x=[1.5, 2.5], y=[1, 2], mode="markers")), HEIGHT)
