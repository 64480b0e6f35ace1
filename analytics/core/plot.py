"""What a chart shows, as data: series, marks, axes, labels and notes, which every renderer reads and none changes.

Texts are plain, with "\\n" between lines; colours are "#RRGGBB" of the mode in use; lengths are pixels. Rows of a chart
without a scale of its own (a cluster a row, a country a row) stand at 0, -1, -2, ... from top to bottom and are named
by the ticks of the y axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

PlotKind = Literal[
    "line",  # values over categories that are years
    "bar",  # horizontal bars, a category a bar or group of bars, the first category on top
    "column",  # upright bars over categories
    "stacked_bar",
    "stacked_column",
    "strip",  # every case as a point, in rows
    "interval",  # a span a row, with points on it
    "dumbbell",  # a few connected points a row
    "scatter",
    "bubble",  # a scatter whose marks have areas that are values
    "dots",  # marks in the cells of a grid
    "timeline",  # bars and marks along the years, in rows
    "network",  # marks joined by lines; labels stand on the background, 3 pixels off their marks
    "path",  # a chain from top to bottom; all labels begin at the same place
    "radar",  # values over categories that are spokes, clockwise from the top
]
GridKind = Literal["heatmap", "matrix"]
KINDS: tuple[str, ...] = (*get_args(PlotKind), *get_args(GridKind), "map", "empty")
CATEGORICAL = ("line", "bar", "column", "stacked_bar", "stacked_column", "radar")
HORIZONTAL = ("bar", "stacked_bar")

Symbol = Literal[
    "circle", "circle-open", "circle-dot", "square", "diamond", "triangle-up", "triangle-right", "star", "x", "line-ns"
]
Dash = Literal["solid", "dash", "dot", "dashdot", "longdash"]
Side = Literal[
    "right", "left", "top", "bottom", "top left", "top right", "bottom left", "bottom right", "centre", "end", "after"
]  # fmt: skip
Place = Literal["top left", "top right", "bottom left", "bottom right", "centre", "data"]


@dataclass(frozen=True)
class Mark:
    """The look of a point, bar or area. An empty `fill` is hollow; `hatch` is "/" or "." in `hatch_colour`."""

    fill: str
    edge: str = ""
    edge_width: float = 0.0
    symbol: Symbol = "circle"
    size: float = 0.0  # of a point: its diameter, 0 = not shown
    hatch: Literal["", "/", "."] = ""
    hatch_colour: str = ""
    opacity: float = 1.0


@dataclass(frozen=True)
class Stroke:
    """The look of a line."""

    colour: str
    width: float = 2.0
    dash: Dash = "solid"
    opacity: float = 1.0


@dataclass(frozen=True)
class Label:
    """Words at a point of a series.

    "end" is beyond a bar's end (of a stack: beyond the whole of it), "centre" inside it (of a stack: left out where it
    does not fit), "after" right of the plot at the height of its point. Renderers move the labels of last points
    ("right" of lines, "after" of others) apart, so that none covers another. A label of an unknown value stands at
    zero. `offset` is the pixels right of and above the point at which a label of a scatter stands instead; a thin line
    leads to it. `more` is a line below the others that is never bold.
    """

    text: str
    side: Side = "right"
    colour: str = ""
    bold: bool = False
    offset: tuple[float, float] | None = None
    letters: int = 14
    more: str = ""


@dataclass(frozen=True)
class Series:
    """Values of one name.

    Plots over categories have a value a category in `y` (None = unknown, never zero) and no `x`; all others have both.
    `shape` says how they are drawn: "line" (with marks where these have a size), "point", "bar" (from zero, or from
    `start`, along the axis of values), "area" (a closed outline), "text" (its labels alone). `marks` holds one look for
    all points or one a point; `hover` a text a point. `thickness` is that of bars across, in rows or categories.
    `sizes` are the values behind the areas of a bubble chart's marks. A `helper` guides the eye and holds no values.
    A `partial` line has no value before its first and after its last one by its nature: there nothing is unknown.
    """

    name: str
    y: tuple[float | None, ...]
    x: tuple[float | None, ...] = ()
    shape: Literal["line", "point", "bar", "area", "text"] = "line"
    start: tuple[float, ...] = ()
    sizes: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()
    line: Stroke | None = None
    labels: Mapping[int, Label] = field(default_factory=dict)
    hover: tuple[str, ...] = ()
    thickness: float = 0.7
    highlight: bool = False  # in front, and its label larger
    helper: bool = False
    partial: bool = False
    key: Mark | None = None  # what the legend shows of it where its marks differ
    in_legend: bool = True
    facet: int = 0

    def mark(self, place: int) -> Mark:
        """The look of the point at `place`."""
        return self.marks[place] if len(self.marks) > 1 else self.marks[0] if self.marks else Mark("")


@dataclass(frozen=True)
class Axis:
    """An axis with its unit in the title. `ticks` are places with their own words, where numbers would not do.

    `step` is the wanted distance of ticks; without it a renderer takes about `ticks_wanted` round ones. `decimals` of
    tick numbers follow from the step where they are not given. `over` writes the words of rows above their marks, for
    narrow pictures. The places of a `transformed` axis are not the values themselves, which ticks and tooltips tell.
    """

    title: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    ticks_wanted: int = 5
    log: bool = False
    suffix: str = ""
    ticks: tuple[tuple[float, str], ...] = ()
    strong: frozenset[float] = frozenset()  # places of ticks whose words are bold
    grid: bool = False
    years: bool = False
    visible: bool = True
    top: bool = False  # words above the plot instead of below
    over: bool = False
    upright: bool = False  # words turned by 90 degrees
    letters: int = 14
    transformed: bool = False


@dataclass(frozen=True)
class Rule:
    """A reference line at a value of the x or y axis, from edge to edge or between two values of the other axis."""

    axis: Literal["x", "y"]
    at: float
    stroke: Stroke
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Band:
    """A rectangle below the marks, such as the middle half of a row."""

    x: tuple[float, float]
    y: tuple[float, float]
    fill: str
    opacity: float = 1.0
    edge: str = ""  # a frame instead of a filling where `fill` is ""


@dataclass(frozen=True)
class Event:
    """Something that happened or changed at a place of the x axis: a dotted line with words above it."""

    x: float
    text: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Note:
    """Words that belong to no point: in a corner, or at `x`, `y` in values ("data") on the given side of that place."""

    text: str
    place: Place = "data"
    x: float = 0.0
    y: float = 0.0
    side: Side = "centre"
    colour: str = ""
    bold: bool = False
    letters: int = 14


@dataclass(frozen=True)
class Plot:
    """A chart with axes. `height` is the one it wants in pixels, 0 = what the page gives.

    `facets` are the heads of panels side by side that share both axes; each series names its panel. Of plots over
    years `x` is their axis; `categories` of bars are in order from top to bottom.
    """

    kind: PlotKind
    series: tuple[Series, ...]
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    categories: tuple[str | int, ...] = ()
    strong: frozenset[str | int] = frozenset()  # categories whose words are bold
    apart: int = 0  # so many of the last categories are of another kind and stand below a gap
    legend: Literal["", "top", "bottom"] = ""
    rules: tuple[Rule, ...] = ()
    bands: tuple[Band, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()
    facets: tuple[str, ...] = ()
    height: int = 0

    @property
    def values(self) -> Axis:
        """The axis of values of a plot over categories: x of horizontal bars, y of all others."""
        return self.x if self.kind in HORIZONTAL else self.y

    @property
    def empty(self) -> bool:
        """Whether no series holds a value."""
        return not any(value is not None for one in self.series if not one.helper for value in one.y)


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: its words on a filling, in `ink`; hatched where `hatch` says so."""

    text: str
    fill: str
    ink: str = ""
    bold: bool = False
    hover: str = ""
    hatch: Literal["", "/"] = ""
    edge: str = ""


@dataclass(frozen=True)
class Grid:
    """A heat map or matrix: rows of (name, cells) from top to bottom, `key` the words of the fillings.

    `column` is the one that is framed (in `frame`), None for none. `sentences` says that cells hold so many words
    that in print they stand on lines of their own, and rows are as high as they need.
    """

    kind: GridKind
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    key: tuple[tuple[str, str], ...] = ()
    column: int | None = None
    frame: str = ""
    letters: int = 14  # of the names of rows
    height: int = 0
    sentences: bool = False

    @property
    def empty(self) -> bool:
        """Whether it has no cell."""
        return not self.rows or not self.columns


@dataclass(frozen=True)
class Region:
    """A region on a map: rings of (x, y) in km, the class of its value as a place in the map's key."""

    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    group: int
    hover: str = ""


@dataclass(frozen=True)
class RegionMap:
    """Regions filled by class; `key` holds the look and words of each class."""

    kind: Literal["map"]
    regions: tuple[Region, ...]
    key: tuple[tuple[str, Mark], ...]
    height: int = 0

    @property
    def empty(self) -> bool:
        """Whether it has no region."""
        return not self.regions


@dataclass(frozen=True)
class Empty:
    """Nothing to draw, and why."""

    text: str
    kind: Literal["empty"] = "empty"
    height: int = 140

    @property
    def empty(self) -> bool:
        """Always."""
        return True


Drawing = Plot | Grid | RegionMap | Empty
