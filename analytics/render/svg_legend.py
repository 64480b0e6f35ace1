"""Legends: what each look means, in rows above or below a drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analytics.core import style
from analytics.core.plot import Mark, Plot, Series, Stroke
from analytics.render.svg_canvas import LETTERS, Box, Canvas, wide, wrapped

ROW = 22.0  # the height of a row
_SWATCH, _AFTER, _BETWEEN = 26.0, 5.0, 16.0
_SIDE = 8.0
_POINT = 12.0  # the largest diameter of a point in the legend


@dataclass(frozen=True)
class Entry:
    """A name in a legend and what draws its look between two places at a height."""

    name: str
    draw: Callable[[Canvas, float, float], None]
    swatch: float = _SWATCH

    @property
    def width(self) -> float:
        """With the look and the room before the next entry."""
        return self.swatch + _AFTER + wide(self.name)


def entries(plot: Plot) -> list[Entry]:
    """The entries of a plot, in the order of its series."""
    if not plot.legend:
        return []
    shown = [one for one in plot.series if one.in_legend and one.name]
    return [_entry(plot, one) for one in shown]


def filled(name: str, mark: Mark) -> Entry:
    """An entry that shows a filling."""
    look = replace(mark, edge_width=min(mark.edge_width, 1.5))
    return Entry(name, lambda canvas, x, y: canvas.rect(Box(x, y - 7, x + 14, y + 7), look), 14.0)


def rows(given: Sequence[Entry], room: float) -> list[list[tuple[float, Entry]]]:
    """The entries in rows that are no wider than the room, each with its place from the left."""
    made: list[list[tuple[float, Entry]]] = []
    left = 0.0
    for entry in given:
        if not made or (left + entry.width > room and made[-1]):
            made.append([])
            left = 0.0
        made[-1].append((left, entry))
        left += entry.width + _BETWEEN
    return made


def height_of(given: Sequence[Entry], width: float) -> float:
    """The height of a legend in a drawing of this width."""
    return ROW * len(rows(_fitted(given, width), width - 2 * _SIDE)) + 6 if given else 0.0


def room(canvas: Canvas, plot: Plot) -> float:
    """The height that the legend of a plot takes."""
    return height_of(entries(plot), canvas.width)


def draw(canvas: Canvas, given: Sequence[Entry], left: float, top: float) -> None:
    """The entries in rows from the top; from `left` where they have room there, else across the whole drawing."""
    made = rows(_fitted(given, canvas.width), canvas.width - 2 * _SIDE)
    widest = max((place + entry.width for row in made for place, entry in row[-1:]), default=0.0)
    first = left if left + widest <= canvas.width - _SIDE else _SIDE
    for at, row in enumerate(made):
        y = top + ROW * (at + 0.5)
        for place, entry in row:
            entry.draw(canvas, first + place, y)
            canvas.text(first + place + entry.swatch + _AFTER, y, entry.name)


def draw_of(canvas: Canvas, plot: Plot, left: float) -> None:
    """The legend of a plot where the plot wants it."""
    given = entries(plot)
    if given:
        tall = height_of(given, canvas.width)
        draw(canvas, given, left, 4.0 if plot.legend == "top" else canvas.height - tall)


def _fitted(given: Sequence[Entry], width: float) -> list[Entry]:
    """Entries no wider than the drawing: what is longer loses its end."""
    return [replace(entry, name=_cut(entry.name, width - 2 * _SIDE - entry.swatch - _AFTER)) for entry in given]


def _cut(name: str, room: float) -> str:
    name = name.replace("\n", " ")
    if wide(name) <= room:
        return name
    return wrapped(name, room - wide("…"), LETTERS).split("\n")[0] + "…"


def _entry(plot: Plot, series: Series) -> Entry:
    if plot.kind == "radar":
        stroke = series.line or Stroke(style.palette().link, 3)
        return _lined(series.name, stroke, Mark(stroke.colour, size=8))
    mark = series.key or next((one for one in series.marks if one.fill or one.edge), Mark(style.palette().muted))
    if series.key is not None or series.shape in ("bar", "area"):
        if series.shape in ("point", "line") and mark.size:
            return _dotted(series.name, mark)
        return filled(series.name, mark)
    if series.shape == "line" and series.line is not None:
        return _lined(series.name, series.line, mark if mark.size else None)
    return _dotted(series.name, mark)


def _lined(name: str, stroke: Stroke, mark: Mark | None) -> Entry:
    def look(canvas: Canvas, x: float, y: float) -> None:
        canvas.line([(x, y), (x + _SWATCH, y)], stroke)
        if mark is not None:
            canvas.dot(x + _SWATCH / 2, y, mark, min(mark.size, _POINT))

    return Entry(name, look)


def _dotted(name: str, mark: Mark) -> Entry:
    size = min(mark.size or _POINT, _POINT)
    return Entry(name, lambda canvas, x, y: canvas.dot(x + 8, y, mark, size), 16.0)
