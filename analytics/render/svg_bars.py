"""Bars and columns as SVG, beside or on each other, in one panel or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analytics.core import style
from analytics.core.plot import HORIZONTAL, Axis, Label, Plot, Series, Side
from analytics.core.ticks import ends_of_values
from analytics.render import svg_legend, svg_parts
from analytics.render.svg_canvas import Box, Canvas
from analytics.render.svg_frame import Axes, Frame, Words, draw_axes, draw_heads, framed, with_high, with_low
from analytics.render.svg_parts import END, label_width

_GAP = 0.6  # rows between bars and those that stand apart
_GROUP = 0.8  # of a row, for the bars of a group


@dataclass(frozen=True)
class _Bar:
    """A bar in values: from `low` to `high`, around `place`."""

    series: Series
    at: int
    place: float
    low: float
    high: float
    thickness: float


def draw(canvas: Canvas, plot: Plot) -> None:
    """Bars from zero; unknown values have none, but may have words."""
    across = plot.kind in HORIZONTAL
    places = _places(plot)
    axes = _axes(plot, places)
    after = [(label, one.highlight) for one in plot.series for label in one.labels.values() if label.side == "after"]
    beyond = [] if across else [
        (label, one.highlight) for one in plot.series for at, label in one.labels.items()
        if label.side == "right" and at == len(places) - 1
    ]  # fmt: skip
    right = svg_parts.right_room([*after, *beyond])
    frames = framed(canvas, plot, axes, right=right, above=svg_parts.above_room(plot))
    bars = list(_bars(plot, places))
    _make_room(frames, plot, places, bars)
    ends = [] if across else [
        (_middle(plot, one, at), label, one.highlight)
        for one in plot.series for at, label in one.labels.items() if label.side == "after"
    ]  # fmt: skip
    svg_parts.fit_end_labels(frames[0], ends)
    for frame in frames:
        draw_axes(frame)
    svg_parts.draw_bands(frames[0])
    for bar in bars:
        frame = frames[min(bar.series.facet, len(frames) - 1)]
        canvas.rect(_box(frame, bar, across), bar.series.mark(bar.at))
    _draw_words(frames, plot, places, bars)
    svg_parts.draw_end_labels(frames[0], ends)
    if plot.y.over and across:
        names: Words = [(place, str(name)) for place, name in zip(places, plot.categories, strict=True)]
        svg_parts.draw_names_above(frames[0], names, above=9, size=13, colour=style.palette().muted,
                                   strong=axes.y.strong, one_line=True)  # fmt: skip
    draw_heads(frames)
    svg_legend.draw_of(canvas, plot, frames[0].area.left)


def _draw_words(frames: list[Frame], plot: Plot, places: list[float], bars: list[_Bar]) -> None:
    """Points over the bars, reference lines and all labels."""
    whole = replace(frames[0].area, right=frames[-1].area.right)
    for series in plot.series:
        frame = frames[min(series.facet, len(frames) - 1)]
        if series.shape == "point":
            for at, value in enumerate(series.y):
                if value is not None:
                    frame.canvas.dot(*_point(frame, plot, value, places[at]), series.mark(at))
    svg_parts.draw_rules(frames[0])
    svg_parts.draw_frames(frames[0])
    svg_parts.draw_events(frames[0])
    for bar in bars:
        _draw_inner_label(frames[min(bar.series.facet, len(frames) - 1)], plot, bar)
    for series, at, label, value, side in _outer(plot, places):
        frame = frames[min(series.facet, len(frames) - 1)]
        x, y = _point(frame, plot, value, _place_of(plot, series, places[at]))
        if side == "after":
            svg_parts.draw_label(frame.canvas, label, frames[-1].area.right, y)
            continue
        if side == "right" and plot.kind not in HORIZONTAL:
            x = frame.x.at(places[at] + series.thickness / 2)
        reach = 0.0 if series.shape == "bar" else series.mark(at).size / 2
        svg_parts.draw_label(frame.canvas, replace(label, side=side), x, y, reach)
    svg_parts.draw_notes(frames[0], whole)


def _places(plot: Plot) -> list[float]:
    """Where categories stand: years as they are, others downwards or to the right by one."""
    count = len(plot.categories)
    if plot.kind not in HORIZONTAL:
        return [float(year) for year in plot.categories] if plot.x.years else [float(at) for at in range(count)]
    return [-float(at) - (_GAP if plot.apart and at >= count - plot.apart else 0) for at in range(count)]


def _axes(plot: Plot, places: list[float]) -> Axes:
    names, colours = _names_axis(plot, places), style.palette()
    values = [bar for one in plot.series if not one.helper for bar in one.y if bar is not None]
    if plot.kind.startswith("stacked"):
        values = [_total(plot, at) for at in range(len(places))]
    ends = ends_of_values(plot, [*values, 0.0])
    if plot.kind in HORIZONTAL:
        return Axes(plot.x, names, ends, (0.0, 1.0), plot.x.grid, False, y_colour=colours.text)
    ink = colours.muted if plot.x.years else colours.text
    return Axes(names, plot.y, (0.0, 1.0), ends, False, True, x_colour=ink)


def _names_axis(plot: Plot, places: list[float]) -> Axis:
    across = plot.kind in HORIZONTAL
    given = plot.y if across else plot.x
    if not places:
        return replace(given, low=0.0, high=1.0)
    if not across and given.years:
        low = given.low if given.low is not None else places[0] - 0.7
        high = given.high if given.high is not None else places[-1] + 0.6
        return replace(given, low=low, high=high, step=given.step or 5)
    words = tuple((place, str(name)) for place, name in zip(places, plot.categories, strict=True))
    strong = frozenset(place for place, name in zip(places, plot.categories, strict=True) if name in plot.strong)
    low, high = min(places) - 0.6, max(places) + (0.9 if plot.y.over and across else 0.6)
    return replace(given, low=low, high=high, ticks=words, strong=strong, log=False)


def _total(plot: Plot, at: int) -> float:
    return sum(one.y[at] or 0.0 for one in plot.series if one.shape == "bar")


def _grouped(plot: Plot) -> list[Series]:
    """The series whose bars stand beside each other."""
    bars = [one for one in plot.series if one.shape == "bar"]
    return bars if len(bars) > 1 and not plot.facets and not plot.kind.startswith("stacked") else []


def _place_of(plot: Plot, series: Series, place: float) -> float:
    group = _grouped(plot)
    if series not in group:
        return place
    slot = _GROUP / len(group)
    return place + (next(at for at, one in enumerate(group) if one is series) - (len(group) - 1) / 2) * slot


def _bars(plot: Plot, places: list[float]) -> Iterator[_Bar]:
    stacked, group = plot.kind.startswith("stacked"), _grouped(plot)
    below = [0.0] * len(places)
    for series in plot.series:
        if series.shape != "bar":
            continue
        thick = min(series.thickness, _GROUP / len(group)) if group else series.thickness
        for at, value in enumerate(series.y):
            if value is None:
                continue
            start = below[at] if stacked else 0.0
            low, high = sorted((start, start + value))
            yield _Bar(series, at, _place_of(plot, series, places[at]), low, high, thick)
            if stacked:
                below[at] += value


def _box(frame: Frame, bar: _Bar, across: bool) -> Box:
    half = bar.thickness / 2
    along, other = (frame.x, frame.y) if across else (frame.y, frame.x)
    one, two = sorted((along.inside(bar.low), along.inside(bar.high)))
    first, last = sorted((other.at(bar.place - half), other.at(bar.place + half)))
    return Box(one, first, two, last) if across else Box(first, one, last, two)


def _point(frame: Frame, plot: Plot, value: float, place: float) -> tuple[float, float]:
    if plot.kind in HORIZONTAL:
        return frame.x.inside(value), frame.y.at(place)
    return frame.x.at(place), frame.y.inside(value)


def _middle(plot: Plot, series: Series, at: int) -> float:
    """The height of a label right of the plot: of a part of a stack its middle."""
    value = series.y[at] or 0.0
    if not plot.kind.startswith("stacked") or series.shape != "bar":
        return value
    below = 0.0
    for one in plot.series:
        if one is series:
            break
        below += (one.y[at] or 0.0) if one.shape == "bar" else 0.0
    return below + value / 2


def _outer(plot: Plot, places: list[float]) -> Iterator[tuple[Series, int, Label, float, Side]]:
    """Labels outside of bars: series, category, label, the value at which it stands, and the side of that."""
    across, stacked = plot.kind in HORIZONTAL, plot.kind.startswith("stacked")
    for series in plot.series:
        for at, label in series.labels.items():
            value = series.y[at] or 0.0
            if label.side == "end":
                value = _total(plot, at) if stacked else value
                near: tuple[Side, Side] = ("left", "right") if across else ("bottom", "top")
                yield series, at, label, value, near[value >= 0]
            elif label.side == "after":
                if across:
                    yield series, at, label, value, "after"
            elif label.side != "centre":
                yield series, at, label, (_total(plot, at) if stacked else value), label.side
            elif series.y[at] is None or series.shape != "bar":
                yield series, at, label, value, "centre"


def _draw_inner_label(frame: Frame, plot: Plot, bar: _Bar) -> None:
    label = bar.series.labels.get(bar.at)
    if label is None or label.side != "centre":
        return
    box = _box(frame, bar, plot.kind in HORIZONTAL)
    size = 14.0
    if plot.kind.startswith("stacked"):
        room = min(1.0, (box.width - 4) / (label_width(label) or 1.0), box.height / (svg_parts.label_height(label)))
        size = 14.0 if room >= 1 else 14.0 * room
        if size < 12:
            return
    ink = label.colour or style.ink_on(bar.series.mark(bar.at).fill or style.palette().background)
    frame.canvas.text((box.left + box.right) / 2, (box.top + box.bottom) / 2, label.text, across="middle",
                      size=size, colour=ink, bold=label.bold)  # fmt: skip


def _make_room(frames: list[Frame], plot: Plot, places: list[float], bars: list[_Bar]) -> None:
    """Make the axis of values so long that the labels beyond the ends of bars stay inside the picture."""
    if plot.kind not in HORIZONTAL or plot.x.log:
        return
    scale = frames[0].x
    width = frames[0].area.width
    beyond = 8.0 if len(frames) == 1 else 0.0  # the margin may be used
    high, low = scale.high, scale.low
    for _series, _at, label, value, side in _outer(plot, places):
        room = label_width(label) + END
        if side == "right" and value > low:
            share = max((width + beyond - room) / width, 0.25)
            high = max(high, low + (value - low) / share)
        elif side == "left" and value < high:
            share = max((width - room) / width, 0.25)
            low = min(low, high - (high - value) / share)
    for frame in frames:
        frame.x = with_low(with_high(frame.x, high), low)
