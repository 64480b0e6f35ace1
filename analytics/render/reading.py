"""What the renderers in words share: values in the units of their axes, and the names that points have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from analytics.core.language import _, listing, number, percent, term
from analytics.core.plot import Axis, Plot, Series

ROWS = ("strip", "interval", "dumbbell", "timeline", "dots")  # kinds whose y axis names rows


@dataclass(frozen=True)
class Point:
    """A point in words: its name, what its tooltip says beyond the name, the rows and series it belongs to."""

    name: str
    words: str
    row: str
    column: str
    series: str
    x: float | None
    y: float | None
    start: float | None = None


def plain(text: object) -> str:
    """A text on one line."""
    return " ".join(str(text).split("\n"))


def few(names: Sequence[str], most: int = 8, sign: str = "") -> str:
    """Names in a row, "a, b and c"; of more than `most` the first ones and how many are left out."""
    sign = sign or ("; " if any(re.search(r",\s", name) for name in names) else "")
    if len(names) > most:
        return _("{names} and {n} more").format(names=(sign or ", ").join(names[:most]), n=number(len(names) - most))
    return sign.join(names) if sign else listing(names)


def shown(plot: Plot) -> list[Series]:
    """The series that hold values."""
    return [one for one in plot.series if not one.helper and one.shape != "text"]


def decimals(values: Sequence[float]) -> int:
    """How many decimals values need for reading side by side."""
    if all(float(value).is_integer() for value in values):
        return 0
    largest = max(map(abs, values))
    return 0 if largest >= 10_000 else 1 if largest >= 10 else 2 if largest >= 0.1 else 3


def value(given: float | None, axis: Axis, digits: int) -> str:
    """A value with the unit of its axis, or the word for unknown."""
    if given is None:
        return term("unknown")
    said = percent(given, digits) if in_percent(axis) else number(given, digits) + axis.suffix
    return said.replace("-", "−", 1) if given < 0 else said


def in_percent(axis: Axis) -> bool:
    """Whether the values of an axis are shares in percent."""
    return "%" in axis.suffix or (not axis.suffix and axis.title.startswith("%"))


def unknown(series: Series) -> list[int]:
    """The places of a series over categories whose value is unknown."""
    places = [at for at, given in enumerate(series.y) if given is not None]
    first, last = (places[0], places[-1]) if series.partial and places else (0, len(series.y) - 1)
    return [at for at, given in enumerate(series.y) if given is None and first <= at <= last]


def value_of(series: Series, place: int, axis: Axis, digits: int) -> str:
    """The value at a place; on a transformed axis it is what the tooltip ends with."""
    if series.partial and series.y[place] is None and place not in unknown(series):
        return "–"
    if axis.transformed and series.hover and series.y[place] is not None:
        return plain(series.hover[place].rpartition(": ")[2])
    return value(series.y[place], axis, digits)


def known(plot: Plot) -> list[float]:
    """The known values along the axis of values: x of plots of rows, else y."""
    return [one for series in shown(plot) for one in (series.x if plot.kind in ROWS else series.y) if one is not None]


def points(plot: Plot) -> list[Point]:
    """The points of a plot with two axes, series by series."""
    found = []
    for series in plot.series:
        if series.helper:
            continue
        for place in range(len(series.y)):
            if series.x[place] is None and series.y[place] is None:
                continue  # a break in a line
            row, column = _tick(plot.y, series.y[place]), _tick(plot.x, series.x[place])
            name, words = named(series, place, row)
            start = series.start[place] if series.start else None
            found.append(Point(name, words, row, column, plain(series.name), series.x[place], series.y[place], start))
    return found


def named(series: Series, place: int, row: str = "") -> tuple[str, str]:
    """A point's name and what is said of it: from its tooltip ("name: words"), else its label, series or row."""
    if series.hover:
        first, *rest = series.hover[place].split("\n")
        if rest:
            return first, ", ".join(rest)
        head, _sign, tail = first.rpartition(": ")
        return (head, tail) if head else (first, "")
    label = plain(series.labels[place].text) if place in series.labels else ""
    if row:
        return plain(series.name) or row, label
    return label or plain(series.name), ""


def first_year(place: float) -> int:
    """The year in which a bar along the years begins."""
    return floor(place)


def last_year(place: float) -> int:
    """The last year that a bar along the years covers: it ends where the next year begins."""
    return ceil(place) - 1


def _tick(axis: Axis, place: float | None) -> str:
    """The words of the row or column at a place, "" where the axis names none."""
    if place is None or not axis.ticks or axis.transformed:
        return ""
    return plain(min(axis.ticks, key=lambda tick: abs(tick[0] - place))[1])
