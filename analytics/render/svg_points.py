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
    for series in plot.series:
        _draw_labels(frame, series)
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


def _draw_labels(frame: Frame, series: Series) -> None:
    kind = frame.plot.kind
    looks: dict[str, dict[str, Any]] = {"network": {"gap": 3.0, "ground": True}, "path": {"gap": 10.0}}
    widest = max((mark.size for mark in series.marks), default=0.0)
    for place, label in series.labels.items():
        x, y = series.x[place], series.y[place]
        if y is None:
            continue
        down = frame.y.inside(y)
        if label.side == "after":
            svg_parts.draw_label(frame.canvas, label, frame.area.right, down)
            continue
        across = frame.x.inside(x if x is not None else frame.x.low)
        reach = (widest if kind == "path" else series.mark(place).size) / 2
        svg_parts.draw_label(frame.canvas, label, across, down, reach, **looks.get(kind, {}))


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
