"""What PowerPoint can draw of a figure: values, marks and labels, before they become its XML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["line", "bar", "bar_stacked", "column", "column_stacked", "xy", "bubble", "radar"]


@dataclass(frozen=True)
class Label:
    """Words at a point. `side` is r, l, t, b, ctr, or "end" = beyond the bar, "after" = right of the last bar.

    `at` is where on the value axis the figure put the words of a line's end, clear of the others.
    """

    text: str
    side: str
    colour: str = ""
    bold: bool = False
    at: float | None = None


@dataclass(frozen=True)
class Mark:
    """Colours ("#RRGGBB") of a point or bar: filling, edge and the edge's width in points."""

    fill: str
    edge: str = ""
    edge_width: float = 0.0
    symbol: str = "circle"
    size: float = 0.0  # points; 0 = none
    pattern: str = ""  # plotly's sign of a hatching, whose lines are `ink`
    ink: str = ""


@dataclass(frozen=True)
class Line:
    """A stroke: colour, points, plotly's name of its dashes. A width below 0 is in units of the upright axis."""

    colour: str
    width: float
    dash: str = "solid"
    alpha: float = 1.0


@dataclass(frozen=True)
class Series:
    """Values of one name. `x` is empty where the plot has categories; `marks` has one item or as many as there are
    points; `helper` series carry words and guides, no values. `bars` is the thickness of bars from the zero line.
    `key` is what the legend shows of bars of several colours."""

    name: str
    y: tuple[float | None, ...]
    x: tuple[float, ...] = ()
    size: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()
    line: Line | None = None
    labels: dict[int, Label] = field(default_factory=dict)
    helper: bool = False
    bars: float = 0.0
    key: Mark | None = None


@dataclass(frozen=True)
class Axis:
    """An axis; `words` are its own tick texts by place where numbers would not do."""

    title: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    log: bool = False
    suffix: str = ""
    words: tuple[tuple[float, str], ...] = ()
    grid: bool = False
    years: bool = False
    crosses: float | None = None  # where on this axis the other one stands


@dataclass(frozen=True)
class Plot:
    """A native chart. `value` is the axis of values of a plot with categories, the upright one of the others."""

    kind: Kind
    series: tuple[Series, ...]
    value: Axis
    other: Axis
    categories: tuple[str | int, ...] = ()
    legend: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: words and the colour below them."""

    text: str
    fill: str
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A heat map or matrix as a table: `rows` are (name, cells), `key` the words of its colours."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    key: tuple[tuple[str, str], ...] = ()
