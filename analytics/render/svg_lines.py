"""Lines over years as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analytics.core.plot import Axis, Label, Plot, Series
from analytics.core.ticks import ends_of_values
from analytics.render import svg_legend, svg_parts
from analytics.render.svg_canvas import Canvas
from analytics.render.svg_frame import Axes, Frame, draw_axes, framed


def draw(canvas: Canvas, plot: Plot) -> None:
    """Lines with gaps where a value is unknown, names at their ends, the ones in front drawn last."""
    values = [value for one in plot.series for value in one.y if value is not None]
    ends = [(one.y[at] or 0.0, label, one.highlight) for one, at, label in _last_labels(plot)]
    axes = Axes(_years(plot), plot.y, (0.0, 1.0), ends_of_values(plot, values), plot.x.grid, y_grid=True)
    right = svg_parts.right_room([(label, front) for _height, label, front in ends])
    (frame,) = framed(canvas, replace(plot, facets=()), axes, right=right, above=svg_parts.above_room(plot))
    svg_parts.fit_end_labels(frame, ends)
    draw_axes(frame)
    svg_parts.draw_bands(frame)
    for series in sorted(plot.series, key=lambda one: one.highlight):
        _draw_line(frame, series)
    svg_parts.draw_rules(frame)
    svg_parts.draw_frames(frame)
    svg_parts.draw_events(frame)
    for series in plot.series:
        _draw_inner_labels(frame, series)
    svg_parts.draw_end_labels(frame, ends)
    svg_parts.draw_notes(frame)
    svg_legend.draw_of(canvas, plot, frame.area.left)


def _years(plot: Plot) -> Axis:
    years = [int(year) for year in plot.categories]
    inside = any(label.side != "right" for one in plot.series for label in one.labels.values())
    room = 0.6 if inside else 0.0
    low, high = (years[0] - room, years[-1] + (room or 0.01)) if years else (0.0, 1.0)
    return replace(plot.x, low=low, high=high, step=plot.x.step or 5)


def _last(series: Series) -> int | None:
    known = [place for place, value in enumerate(series.y) if value is not None]
    return known[-1] if known else None


def _last_labels(plot: Plot) -> Iterator[tuple[Series, int, Label]]:
    for series in plot.series:
        last = _last(series)
        if last is not None and last in series.labels and series.labels[last].side in ("right", "after"):
            yield series, last, series.labels[last]


def _draw_line(frame: Frame, series: Series) -> None:
    points = [
        None if value is None else (frame.x.at(float(year)), frame.y.inside(value))
        for year, value in zip(frame.plot.categories, series.y, strict=True)
    ]
    if series.line is not None:
        for part in unbroken(points):
            frame.canvas.line(part, series.line)
    for place, point in enumerate(points):
        if point is not None:
            mark = series.mark(place)
            frame.canvas.dot(*point, replace(mark, opacity=mark.opacity * (series.line.opacity if series.line else 1)))


def unbroken(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """The runs of known points."""
    run: list[tuple[float, float]] = []
    for point in points:
        if point is not None:
            run.append(point)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _draw_inner_labels(frame: Frame, series: Series) -> None:
    for place, label in series.labels.items():
        value = series.y[place]
        if value is None or label.side in ("right", "after"):
            continue
        x, y = frame.x.at(float(frame.plot.categories[place])), frame.y.inside(value)
        svg_parts.draw_label(frame.canvas, label, x, y, series.mark(place).size / 2)
