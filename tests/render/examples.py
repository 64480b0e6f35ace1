"""Hand-made descriptions of every kind of chart, with negative, unknown and uneven values, for every renderer."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.core.chart import Chart, Source
from analytics.core.plot import (
    Axis,
    Band,
    Cell,
    Drawing,
    Empty,
    Event,
    Grid,
    Label,
    Mark,
    Note,
    Plot,
    Region,
    RegionMap,
    Rule,
    Series,
    Stroke,
)

BLUE, RED, GREY = "#0B3C86", "#A83A33", "#56606E"


def chart_of(drawing: Drawing, **other: Any) -> Chart:
    """A chart of a description; `other` replaces its words and table."""
    given = {
        "id": "test.chart", "title": "A title", "subtitle": "what was measured, %", "insight": "One is more than two.",
        "table": pd.DataFrame({"name": ["a", "b"], "share_pct": [1.5, 2.5]}), "alt": "Words for the picture.",
        "sources": (Source("Statistics", "table", "2020–2024", "https://example.org/"),), "method": "Counted.",
    }  # fmt: skip
    return Chart(drawing=drawing, **{**given, **other})


def _bar(name: str, values: tuple[float | None, ...], colour: str = BLUE, **other: Any) -> Series:
    return Series(name, values, shape="bar", marks=(Mark(colour),), **other)


def _rows(*names: str) -> Axis:
    ticks = tuple((-float(at), name) for at, name in enumerate(names))
    return Axis(low=-len(names) + 0.4, high=0.6, ticks=ticks, strong=frozenset({0.0}))


_ends = {3: Label("Finland", "right", BLUE, True)}
LINE = Plot(
    "line",
    (
        Series("Finland", (1.5, None, -2.25, 3.25), line=Stroke(BLUE, 4), labels=_ends, highlight=True),
        Series(
            "Germany",
            (2.0, 2.5, 3.0, 3.5),
            line=Stroke(GREY, 2, "dash", 0.75),
            labels={3: Label("Germany", "right", GREY), 1: Label("2.5", "top")},
        ),
        Series("Norway", (1.0, 1.0, 2.0, 3.3), line=Stroke(RED, 2), labels={3: Label("Norway", "after", RED)}),
    ),
    x=Axis(years=True, step=1),
    y=Axis("%"),
    categories=(2020, 2021, 2022, 2023),
    rules=(Rule("y", 1.0, Stroke(GREY, 1)),),
)
LINE_EVENT = Plot(
    "line",
    LINE.series,
    x=LINE.x,
    y=LINE.y,
    categories=LINE.categories,
    events=(Event(2021.5, "new\nsource"),),
    notes=(Note("a corner", "top left"), Note("here", "data", 2022.0, 1.0, "bottom", RED)),
    bands=(Band((2022.0, 2023.0), (0.0, 2.0), "#C9CED3", 0.5),),
)
LINE_LOG = Plot(
    "line",
    (Series("a", (0.02, 0.5, 3.0), line=Stroke(BLUE), labels={2: Label("a")}),),
    x=Axis(years=True),
    y=Axis("times", log=True, low=0.01, high=10, ticks=((0.01, "0.01"), (0.1, "0.1"), (1, "1"), (10, "10"))),
    categories=(2020, 2021, 2022),
)
BAR = Plot(
    "bar",
    (
        Series(
            "share",
            (7.25, -3.5, None, 5.0),
            shape="bar",
            marks=(Mark(BLUE), Mark(GREY), Mark(GREY), Mark("#FFFFFF", BLUE, 1, hatch="/", hatch_colour=BLUE)),
            labels={
                0: Label("7.25", "end"),
                1: Label("-3.5", "end"),
                2: Label("unknown", "end"),
                3: Label("5.0 (of 9)", "end", bold=True),
            },
        ),
    ),
    x=Axis("% of all", suffix="%"),
    categories=("one", "two\nlines", "three", "the sum"),
    strong=frozenset({"one"}),
    apart=1,
    rules=(Rule("x", 2.0, Stroke(RED, 2, "dash")),),
    notes=(Note("a note", "bottom right"),),
)
GROUPED_BAR = Plot(
    "bar",
    (_bar("x", (1.0, 2.0, None), labels={2: Label("unknown", "end")}), _bar("y", (3.0, None, -1.5), RED)),
    categories=("a", "b", "c"),
    legend="top",
)
POINTS_OVER_BARS = Plot(
    "bar",
    (
        _bar("now", (4.0, 2.5, -1.0), labels={0: Label("4.0", "end"), 2: Label("-1.0", "end")}),
        Series("before", (3.0, 3.5, None), shape="point", marks=(Mark("#FFFFFF", GREY, 2, "diamond", 10),)),
    ),
    x=Axis("%"),
    categories=("a", "b", "c"),
    strong=frozenset({"a"}),
    legend="top",
)
COLUMN = Plot(
    "column",
    (
        Series(
            "gap",
            (3.5, -1.25, 2.0, 6.5),
            shape="bar",
            marks=(Mark(BLUE), Mark(GREY, hatch="/", hatch_colour="#FFFFFF"), Mark(BLUE), Mark(BLUE)),
            labels={0: Label("3.5", "top"), 1: Label("-1.3", "bottom"), 3: Label("6.5", "right")},
        ),
    ),
    x=Axis(years=True, step=5),
    y=Axis("billion", low=-2.0, high=7.0),
    categories=(2020, 2021, 2022, 2023),
    rules=(Rule("y", 0.0, Stroke(GREY, 1)), Rule("y", 5.0, Stroke(RED, 1, "dot"))),
    events=(Event(2021.5, "change"),),
)
GROUPED_COLUMN = Plot(
    "column", (_bar("x", (1.0, 2.0)), _bar("y", (3.0, None), RED)), categories=("a", "b"), legend="bottom"
)
POINTS_OVER_COLUMNS = Plot(
    "column",
    (
        _bar("now", (4.0, -2.5)),
        Series("goal", (5.0, 1.0), shape="point", marks=(Mark(RED, symbol="diamond", size=12),)),
    ),
    categories=("a", "b"),
)
STACKED_BAR = Plot(
    "stacked_bar",
    (
        _bar("gold", (20.0, 1.0, None), labels={0: Label("20", "centre"), 1: Label("1", "centre")}),
        _bar("silver", (30.0, 0.0, 5.0), "#B5D0E8", labels={0: Label("50 (2)", "end"), 2: Label("5", "end")}),
    ),
    x=Axis("clusters"),
    categories=("Iceland", "Sweden", "Finland"),
    legend="top",
)
STACKED_COLUMN = Plot(
    "stacked_column",
    (
        _bar("Arena", (5.0, 8.0, 11.0), labels={2: Label("Arena: 11", "after")}),
        _bar("Arena Pro", (0.0, 6.0, 20.0), RED, labels={2: Label("Arena Pro: 20", "after"), 1: Label("14", "end")}),
    ),
    x=Axis(years=True),
    y=Axis("clusters", low=0.0),
    categories=(2027, 2028, 2029),
)
FACETS = Plot(
    "bar",
    (_bar("", (10.0, 20.0), facet=0), _bar("", (30.0, None), facet=1, labels={1: Label("unknown", "end")})),
    x=Axis("%", low=0.0, high=100.0),
    categories=("a", "b"),
    facets=("Managers\n(n = 3)", "Firms\n(n = 9)"),
)
STRIP = Plot(
    "strip",
    (
        Series("own", (0.0, 0.0, -1.0), (12.0, 40.0, 130.0), "point", marks=(Mark(BLUE, size=9),)),
        Series("others", (0.0, -1.0), (300.0, 8.0), "point", marks=(Mark(GREY, size=9, opacity=0.6),)),
        Series("median", (0.0,), (100.0,), "point", marks=(Mark(GREY, GREY, 2, "line-ns", 14),), helper=True),
    ),
    x=Axis("members", log=True, low=5.0, high=1000.0, ticks=((10, "10"), (100, "100"), (1000, "1,000")), grid=True),
    y=_rows("Health", "Digital"),
    bands=(Band((20.0, 200.0), (-0.3, 0.3), "#C9CED3"),),
    legend="top",
)
INTERVAL = Plot(
    "interval",
    (
        Series("range", (0.0, 0.0), (250.0, 3450.0), line=Stroke(BLUE, 3), marks=(Mark(BLUE, size=9),),
               labels={1: Label("EUR 250–3,450", "right")}),
        Series("steps", (-1.0, -1.0), (8.62, 1724.0), "bar", start=(1.0, 100.0), marks=(Mark(RED),), thickness=0.3),
        Series("", (-2.0,), (None,), "text", labels={0: Label("free of charge")}),
    ),
    x=Axis("EUR a year", low=0.0, high=4000.0),
    y=_rows("KIP", "Innakva", "State of Green"),
)  # fmt: skip
DUMBBELL = Plot(
    "dumbbell",
    (
        Series("before", (0.0, -1.0), (4.0, 2.0), "point", marks=(Mark("", BLUE, 2, size=11),)),
        Series("after", (0.0, -1.0), (1.5, 4.5), "point", marks=(Mark(BLUE, size=11),),
               labels={0: Label("−2.5", "after"), 1: Label("+2.5", "after", RED, True)}),
        Series("", (0.0, 0.0, None, -1.0, -1.0), (4.0, 1.5, None, 2.0, 4.5), line=Stroke(GREY, 2), helper=True),
    ),
    x=Axis("mean", low=1.0, high=5.0, step=1.0),
    y=_rows("Trust", "Knowledge"),
    legend="top",
)  # fmt: skip
SCATTER = Plot(
    "scatter",
    (
        Series("a", (1.0, -2.0, 4.0), (10.0, 20.0, -5.0), "point", marks=(Mark(BLUE, size=10),),
               labels={0: Label("first", "top right"), 1: Label("2nd", offset=(30, -20)), 2: Label("third", "left")}),
        Series("line", (0.0, 3.0), (-5.0, 20.0), line=Stroke(RED, 2, "longdash")),
    ),
    x=Axis("growth, %", grid=True),
    y=Axis("share, %", grid=True),
    rules=(Rule("x", 0.0, Stroke(GREY, 1)), Rule("y", 0.5, Stroke(GREY, 1), 0.0, 10.0)),
    bands=(Band((5.0, 15.0), (-1.0, 2.0), "", edge=RED),),
    notes=(Note("bottom", "bottom right"), Note("middle", "centre")),
)  # fmt: skip
BUBBLE = Plot(
    "bubble",
    (
        Series("", (0.5, 2.0, 1.0), (1.0, 4.0, 9.0), "point", sizes=(70.0, 280.0, 630.0),
               marks=(Mark(BLUE, size=20), Mark("", BLUE, 2, size=40), Mark(BLUE, size=60)),
               labels={0: Label("Textiles", "top"), 1: Label("Digital"), 2: Label("Food", "bottom")}),
    ),
    x=Axis("active clusters", low=0.0, high=12.0),
    y=Axis("RCA", low=0.0, high=3.0),
    rules=(Rule("x", 5.5, Stroke(GREY, 1)), Rule("y", 1.0, Stroke(GREY, 1))),
    notes=(Note("strong exports,\nfew clusters", "top left"),),
)  # fmt: skip
DOTS = Plot(
    "dots",
    (
        Series("yes", (0.0, -1.0), (0.0, 1.0), "point", marks=(Mark(BLUE, size=16),)),
        Series("no", (0.0, -1.0), (1.0, 0.0), "point", marks=(Mark("", GREY, 2, "circle-open", 16),)),
    ),
    x=Axis(top=True, ticks=((0.0, "Finland"), (1.0, "Sweden"))),
    y=_rows("training", "advice"),
    legend="bottom",
)
TIMELINE = Plot(
    "timeline",
    (Series("VRI", (0.0,), (2017.0,), "bar", start=(2007.0,), marks=(Mark(BLUE),)),),
    x=Axis(years=True),
    y=_rows("Norway"),
)
NETWORK = Plot(
    "network", (Series("a", (0.0, 1.0), (0.0, 1.0), line=Stroke(GREY)),), x=Axis(visible=False), y=Axis(visible=False)
)
PATH = Plot("path", NETWORK.series, x=Axis(visible=False), y=Axis(visible=False))
RADAR = Plot(
    "radar",
    (
        Series("own", (10.0, None, 30.0), line=Stroke(BLUE, 3), labels={0: Label("10")}),
        Series("mean", (20.0, 25.0, 15.0), line=Stroke(GREY, 2, "dash")),
    ),
    y=Axis(low=0.0, high=40.0, step=10.0),
    categories=("a", "b", "c"),
    legend="top",
)
HEATMAP = Grid(
    "heatmap",
    ("FI", "SE"),
    (
        ("Wood, pulp", (Cell("6.0", "#B35806", bold=True), Cell("3.2", "#B35806", "#FFFFFF"))),
        ("Fuels", (Cell("0.5", "#92C5DE"), Cell("", "#FFFFFF", hatch="/"))),
    ),
    key=(("under 0.5", "#2166AC"), ("2 and over", "#B35806")),
)
MATRIX = Grid(
    "matrix",
    ("Finland", "Norway"),
    (
        ("Programme", (Cell("○ no", "", edge=GREY), Cell("● yes", BLUE))),
        ("Label", (Cell("?", ""), Cell("● yes", BLUE))),
    ),
    column=0,
    frame=RED,
)
_ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
MAP = RegionMap("map", (Region("Uusimaa", (_ring,), 0),), (("most", Mark(BLUE)),))
EMPTY = Empty("Nobody has answered yet.")

DRAWINGS: dict[str, Drawing] = {
    name.lower(): drawing
    for name, drawing in list(globals().items())
    if name.isupper() and isinstance(drawing, Plot | Grid | RegionMap | Empty)
}
