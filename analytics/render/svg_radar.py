"""Radar charts as SVG."""

from __future__ import annotations

from math import cos, pi, sin

from analytics.core import style
from analytics.core.plot import Mark, Plot, Series, Stroke
from analytics.core.ticks import ends_of_values
from analytics.render import svg_legend
from analytics.render.svg_canvas import Box, Canvas, high, wide
from analytics.render.svg_lines import unbroken
from analytics.render.svg_scale import scale, ticks

_Point = tuple[float, float]


def draw(canvas: Canvas, plot: Plot) -> None:
    """Values on spokes; an outline with a gap is not filled, because it would claim a value for the missing spoke."""
    legend = svg_legend.room(canvas, plot)
    top = legend if plot.legend == "top" else 0.0
    bottom = canvas.height - (legend if plot.legend == "bottom" else 0.0)
    names = [_words(plot, place) for place in range(len(plot.categories))]
    aside = max((max(wide(name), wide(more, bold=True)) for name, more in names), default=0.0)
    tall = max((high(name) + high(more) for name, more in names), default=0.0)
    radius = max(min((canvas.width - 2 * aside) / 2, (bottom - top - 2 * tall) / 2) - 14, 20.0)
    centre = (canvas.width / 2, (top + bottom) / 2)
    values = [value for one in plot.series for value in one.y if value is not None]
    along = scale(plot.y, (0.0, ends_of_values(plot, values)[1]), 0.0, radius)

    def place(spoke: int, value: float) -> _Point:
        turn = 2 * pi * spoke / max(len(plot.categories), 1)
        reach = along.inside(value)
        return centre[0] + reach * sin(turn), centre[1] - reach * cos(turn)

    rings = ticks(plot.y, along)
    thin = Stroke(style.palette().grid, 1)
    edge = Mark(style.palette().background, style.palette().grid, 1)
    for value in sorted({along.high, *(at for at, _text in rings)}, reverse=True):
        canvas.dot(*centre, edge, 2 * along.inside(value))
    for spoke in range(len(plot.categories)):
        canvas.line([centre, place(spoke, along.high)], thin)
    for series in plot.series:
        _draw_outline(canvas, series, [None if v is None else place(at, v) for at, v in enumerate(series.y)])
    for value, text in rings:
        canvas.text(centre[0] - 4, centre[1] - along.inside(value), text, across="right", size=12,
                    colour=style.palette().muted)  # fmt: skip
    _draw_names(canvas, names, centre, radius)
    svg_legend.draw_of(canvas, plot, 8.0)


def _words(plot: Plot, place: int) -> tuple[str, str]:
    """A spoke's name, and the label that stands below it."""
    label = next((one.labels[place].text for one in plot.series if place in one.labels), "")
    return str(plot.categories[place]), label


def _draw_outline(canvas: Canvas, series: Series, points: list[_Point | None]) -> None:
    stroke = series.line or Stroke(style.palette().link, 3)
    known = [point for point in points if point is not None]
    if len(known) == len(points) and len(known) > 1:
        canvas.area([known], Mark(stroke.colour, opacity=0.2))
        canvas.line(known, stroke, closed=True)
    else:
        for part in unbroken([*points, points[0]] if points else []):
            canvas.line(part, stroke)
    for point in known:
        canvas.dot(*point, Mark(stroke.colour, size=9))


def _draw_names(canvas: Canvas, names: list[tuple[str, str]], centre: _Point, radius: float) -> None:
    for spoke, (name, more) in enumerate(names):
        turn = 2 * pi * spoke / len(names)
        x, y = centre[0] + (radius + 10) * sin(turn), centre[1] - (radius + 10) * cos(turn)
        across = "middle" if abs(sin(turn)) < 0.1 else "left" if sin(turn) > 0 else "right"
        up = "bottom" if cos(turn) > 0.5 else "top" if cos(turn) < -0.5 else "middle"
        room = Box(0, 0, 0, high(name) + high(more))
        top = y - {"top": 0.0, "middle": room.height / 2, "bottom": room.height}[up]
        canvas.text(x, top, name, across=across, up="top")
        if more:
            canvas.text(x, top + high(name), more, across=across, up="top", bold=True)
