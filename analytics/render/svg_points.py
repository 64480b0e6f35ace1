"""Plots with two axes of numbers as SVG: strips, intervals, dumbbells, scatters, timelines, networks, paths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.core import style
from analytics.core.plot import Mark, Plot, Series, Stroke
from analytics.render import svg_legend, svg_parts
from analytics.render.svg_canvas import Box, Canvas
from analytics.render.svg_frame import Axes, Frame, draw_axes, framed, with_high, with_low
from analytics.render.svg_lines import unbroken
from analytics.render.svg_parts import END, label_width
from analytics.render.svg_scale import ends_of_places


def draw(canvas: Canvas, plot: Plot) -> None:
    """Bands under lines under marks under labels."""
    colours = style.palette()
    axes = Axes(
        plot.x, plot.y, ends_of_places(plot, "x"), ends_of_places(plot, "y"), plot.x.grid, plot.y.grid,
        y_colour=colours.text if plot.y.ticks else colours.muted,
    )  # fmt: skip
    after = [(label, False) for one in plot.series for label in one.labels.values() if label.side == "after"]
    right = svg_parts.right_room(after)
    (frame,) = framed(canvas, replace(plot, facets=()), axes, right=right, above=svg_parts.above_room(plot))
    _make_room(frame, right)
    draw_axes(frame)
    svg_parts.draw_bands(frame)
    for series in plot.series:
        if series.shape == "bar":
            _draw_bars(frame, series)
        elif series.shape != "text":
            _draw_points(frame, series)
    svg_parts.draw_rules(frame)
    svg_parts.draw_frames(frame)
    svg_parts.draw_events(frame)
    if plot.y.over:
        svg_parts.draw_names_above(
            frame, plot.y.ticks, above=2 if plot.kind == "timeline" else 9, size=plot.y.letters, colour=colours.text,
            strong=plot.y.strong,
        )  # fmt: skip
    if plot.kind == "network":
        _draw_names(frame)
    else:
        for series in plot.series:
            for place in series.labels:
                _draw_label(frame, series, place)
    svg_parts.draw_notes(frame)
    svg_legend.draw_of(canvas, plot, frame.area.left)


def _draw_bars(frame: Frame, series: Series) -> None:
    """Bars along the x axis in rows, from `start` or from zero."""
    start = series.start or (0.0,) * len(series.x)
    for place, (x, y, low) in enumerate(zip(series.x, series.y, start, strict=True)):
        if x is None or y is None:
            continue
        left, right = sorted((frame.x.inside(low), frame.x.inside(x)))
        top, bottom = sorted((frame.y.at(y - series.thickness / 2), frame.y.at(y + series.thickness / 2)))
        frame.canvas.rect(Box(left, top, right, bottom), series.mark(place))


def _draw_points(frame: Frame, series: Series) -> None:
    points = [
        None if x is None or y is None else (frame.x.inside(x), frame.y.inside(y))
        for x, y in zip(series.x, series.y, strict=True)
    ]
    if series.shape == "area":
        edge = series.line or Stroke("", 0)
        mark = Mark(series.mark(0).fill, edge.colour, edge.width, opacity=edge.opacity * series.mark(0).opacity,
                    hatch=series.mark(0).hatch, hatch_colour=series.mark(0).hatch_colour)  # fmt: skip
        frame.canvas.area(list(unbroken(points)), mark)
    elif series.line is not None:
        for part in unbroken(points):
            frame.canvas.line(part, series.line)
    faint = series.line.opacity if series.line else 1.0
    for place, point in enumerate(points):
        if point is not None and series.shape != "area":
            mark = series.mark(place)
            frame.canvas.dot(*point, replace(mark, opacity=mark.opacity * faint))


def _draw_label(frame: Frame, series: Series, place: int) -> Box | None:
    """The label of a point, and the room that it takes; none where the point is unknown."""
    kind, label = frame.plot.kind, series.labels[place]
    looks: dict[str, dict[str, Any]] = {"network": {"gap": 3.0, "ground": True}, "path": {"gap": 10.0}}
    x, y = series.x[place], series.y[place]
    if y is None:
        return None
    down = frame.y.inside(y)
    if label.side == "after":
        return svg_parts.draw_label(frame.canvas, label, frame.area.right, down)
    across = frame.x.inside(x if x is not None else frame.x.low)
    widest = max((mark.size for mark in series.marks), default=0.0)
    reach = (widest if kind == "path" else series.mark(place).size) / 2
    return svg_parts.draw_label(frame.canvas, label, across, down, reach, **looks.get(kind, {}))


def _draw_names(frame: Frame) -> None:
    """The names in a network, those of the largest marks first; one that would cover another name or a mark is left."""
    series = [one for one in frame.plot.series if one.shape == "point"]
    marks = [
        (frame.x.inside(x), frame.y.inside(y))
        for one in series
        for x, y in zip(one.x, one.y, strict=True)
        if x is not None and y is not None
    ]
    named = [(one.mark(place).size, one, place) for one in frame.plot.series for place in one.labels]
    kept: list[Box] = []
    for _size, one, place in sorted(named, key=lambda name: -name[0]):
        before = len(frame.canvas.parts)
        box = _draw_label(frame, one, place)
        if box is None:
            continue
        covers = any(box.left < x < box.right and box.top < y < box.bottom for x, y in marks)
        if covers or any(_meet(box, other) for other in kept):
            del frame.canvas.parts[before:]
        else:
            kept.append(box)


def _meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _make_room(frame: Frame, right: float) -> None:
    """Make the x axis so long that the labels beside marks stay inside the picture and before those after it."""
    plot, scale = frame.plot, frame.x
    if plot.x.log or plot.kind in ("network", "path", "dots"):
        return
    width, low, high = frame.area.width, scale.low, scale.high
    beyond = 0.0 if right else 8.0
    for series in plot.series:
        for place, label in series.labels.items():
            x = series.x[place]
            if x is None or label.offset is not None or not scale.low < x < scale.high:
                continue
            room = label_width(label) + END + series.mark(place).size / 2
            if label.side == "right":
                share = max((width + beyond - room) / width, 0.25)
                high = max(high, scale.low + (x - scale.low) / share)
            elif label.side == "left" and plot.x.low is None:
                share = max((width - room) / width, 0.25)
                low = min(low, scale.high - (scale.high - x) / share)
    frame.x = with_low(with_high(scale, high), low)
