"""Small charts for print, drawn by matplotlib from values: no browser, and every word in place at its true size.

Lengths are in millimetres, letters in points. Colours are those of the mode in use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import floor, log10
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analytics.core import style
from analytics.core.label_layout import apart
from analytics.core.language import number
from analytics.membership.words import members_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Kind = Literal["svg", "png"]

FONT = "DejaVu Sans"  # comes with matplotlib, so every machine draws alike
SIZE = 7.0
DPI = 300  # of a PNG
MM = 1 / 25.4  # inches


@dataclass(frozen=True)
class Bars:
    """A bar a name, the first on top; whole numbers of at least 0 at their ends."""

    names: tuple[str, ...]
    values: tuple[int, ...]
    colour: str


@dataclass(frozen=True)
class Line:
    """Values by year, NaN = not published, which stays a gap; `label` stands at the end of a line in front."""

    label: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    colour: str
    front: bool


@dataclass(frozen=True)
class Lines:
    """Lines over the years from zero upwards."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Range:
    """A middle value within a low and a high one, all positive or all NaN (unknown: `note` alone is written)."""

    name: str
    low: float
    middle: float
    high: float
    note: str
    colour: str
    front: bool


@dataclass(frozen=True)
class Ranges:
    """A range a row on a logarithmic scale, the first on top."""

    rows: tuple[Range, ...]


Drawing = Bars | Lines | Ranges


def drawn(drawing: Drawing, kind: Kind, width: float, height: float) -> bytes:
    """The chart as a file of this size; the letters of an SVG are text in `FONT`."""
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    from analytics.publish.vector_map import DRAWING

    file = BytesIO()
    settings: Any = {
        "svg.fonttype": "none", "svg.hashsalt": "atlas", "font.family": FONT, "font.size": SIZE,
        "text.color": style.palette().text, "axes.edgecolor": style.palette().grid,
        "xtick.color": style.palette().muted, "ytick.color": style.palette().text,
    }  # fmt: skip
    with DRAWING, mpl.rc_context(settings):
        figure = Figure(figsize=(width * MM, height * MM), layout=ConstrainedLayoutEngine(w_pad=0.01, h_pad=0.02))
        axes = figure.add_subplot()
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(length=0, pad=3)
        match drawing:
            case Bars():
                _bars(axes, drawing)
            case Lines():
                _lines(axes, drawing, figure)
            case Ranges():
                _ranges(axes, drawing)
        metadata = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
        figure.savefig(file, format=kind, dpi=DPI if kind == "png" else 72, metadata=metadata)
    return file.getvalue()


def _bars(axes: Axes, drawing: Bars) -> None:
    places = range(len(drawing.names))
    axes.barh(places, drawing.values, height=0.68, color=drawing.colour)
    for place, value in zip(places, drawing.values, strict=True):
        axes.annotate(number(value), (value, place), (3, 0), textcoords="offset points", va="center")
    axes.set_yticks(places, drawing.names)
    axes.set_ylim(len(drawing.names) - 0.5, -0.5)
    axes.set_xlim(0, 1.08 * max(drawing.values, default=1) or 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _lines(axes: Axes, drawing: Lines, figure: Figure) -> None:
    for line in sorted(drawing.lines, key=lambda line: line.front):
        axes.plot(line.years, line.values, color=line.colour, linewidth=2.2 if line.front else 1, zorder=2 + line.front)
    years = [year for line in drawing.lines for year in line.years]
    top = 1.05 * max((v for line in drawing.lines for v in line.values if not pd.isna(v)), default=1)
    axes.set_xlim(min(years), max(years))
    axes.set_ylim(0, top)
    axes.yaxis.set_major_locator(_round_steps())
    axes.set_yticks([tick for tick in axes.get_yticks() if 0 <= tick <= top])
    axes.set_yticklabels([number(tick) for tick in axes.get_yticks()], color=style.palette().muted)
    axes.set_xticks([year for year in range(min(years), max(years) + 1) if year % 10 == 0])
    axes.grid(axis="y", color=style.palette().grid, linewidth=0.6)
    _end_labels(axes, drawing.lines, top, figure)


def _round_steps() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10])


def _end_labels(axes: Axes, lines: Sequence[Line], top: float, figure: Figure) -> None:
    """The name and last value of each line at its end, pushed apart where they would touch."""
    known = [(line, *_last(line)) for line in lines if not all(map(pd.isna, line.values))]
    last = sorted(known, key=lambda end: end[2])
    letters = 1.35 * SIZE / (figure.get_figheight() * 72 * 0.85) * top  # a line of text in values
    places = apart([value for _line, _year, value in last], letters)
    for (line, _year, value), place in zip(last, places, strict=True):
        axes.annotate(
            f"{line.label} {number(value, 1)}", (1, place), (4, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center", color=line.colour, weight="bold" if line.front else "normal",
            annotation_clip=False,
        )  # fmt: skip


def _last(line: Line) -> tuple[int, float]:
    return next(
        (year, value) for year, value in zip(reversed(line.years), reversed(line.values), strict=True)
        if not pd.isna(value)
    )  # fmt: skip


def _ranges(axes: Axes, drawing: Ranges) -> None:
    for place, row in enumerate(drawing.rows):
        weight = "bold" if row.front else "normal"
        if not pd.isna(row.middle):
            axes.plot([row.low, row.high], [place, place], color=row.colour, linewidth=6, alpha=0.35,
                      solid_capstyle="butt")  # fmt: skip
            axes.plot([row.middle], [place], "o", color=row.colour, markersize=6 if row.front else 5)
            axes.annotate(members_words(row.middle), (row.middle, place), (0, 5),
                          textcoords="offset points", ha="center", weight=weight)  # fmt: skip
        axes.annotate(row.note, (1, place), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                      va="center", color=style.palette().muted, annotation_clip=False)  # fmt: skip
    axes.set_yticks(range(len(drawing.rows)), [row.name for row in drawing.rows])
    for label, row in zip(axes.get_yticklabels(), drawing.rows, strict=True):
        label.set_fontweight("bold" if row.front else "normal")
    axes.set_ylim(len(drawing.rows) - 0.6, -0.7)
    known = [v for row in drawing.rows for v in (row.low, row.high) if not pd.isna(v)] or [1.0, 100.0]
    axes.set_xscale("log")
    axes.set_xlim(min(known) / 1.3, max(known) * 1.3)
    ticks = [step * 10**power for power in range(floor(log10(min(known))), 7) for step in (1, 2, 5)]
    axes.set_xticks([t for t in ticks if min(known) / 1.3 <= t <= max(known) * 1.3])
    axes.set_xticklabels([number(tick) for tick in axes.get_xticks()])
    axes.set_xticks([], minor=True)
    axes.grid(axis="x", color=style.palette().grid, linewidth=0.6)
