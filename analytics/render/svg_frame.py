"""The frame of a plot with axes: its area between the words, grid lines, ticks, titles and the heads of panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analytics.core import style
from analytics.core.plot import Axis, Plot, Stroke
from analytics.render import svg_legend
from analytics.render.svg_canvas import LINE, Box, Canvas, high, wide, wrapped
from analytics.render.svg_scale import Scale, scale, ticks

MARGIN = 8.0
OFF = 6.0  # between the area and the words of its axes
NAMES = 0.45  # of the width at most, for the names of rows
LEAST = 8.0  # the smallest font, where rows are closer than their names are high
_APART = 0.03  # of the width, between panels
_KEEP = 8.0  # between the words of neighbouring ticks

Words = list[tuple[float, str]]
Ends = tuple[float, float]


@dataclass(frozen=True)
class Axes:
    """Both axes as they are drawn, their ends where they say none, and which have grid lines."""

    x: Axis
    y: Axis
    x_ends: Ends
    y_ends: Ends
    x_grid: bool = False
    y_grid: bool = False
    x_colour: str = ""
    y_colour: str = ""


@dataclass
class Frame:
    """The area of a plot, or of one of its panels, and how values become pixels in it."""

    canvas: Canvas
    plot: Plot
    axes: Axes
    area: Box
    x: Scale
    y: Scale
    first: bool = True  # of several panels


@dataclass(frozen=True)
class Margins:
    """The room round the area, in pixels."""

    left: float
    right: float
    top: float
    bottom: float


def framed(canvas: Canvas, plot: Plot, axes: Axes, *, right: float = 0.0, above: float = 0.0) -> list[Frame]:
    """A frame for each panel, one where there is none, with room `right` of the area and `above` it."""
    margins = _margins(canvas, plot, axes, right, above)
    count = max(len(plot.facets), 1)
    whole = canvas.width - margins.left - margins.right
    gap = _APART * whole if count > 1 else 0.0
    each = max((whole - gap * (count - 1)) / count, 1.0)
    bottom = max(canvas.height - margins.bottom, margins.top + 1)
    frames = []
    for at in range(count):
        left = margins.left + at * (each + gap)
        area = Box(left, margins.top, left + each, bottom)
        frames.append(
            Frame(
                canvas, plot, axes, area, scale(axes.x, axes.x_ends, area.left, area.right),
                scale(axes.y, axes.y_ends, area.bottom, area.top), at == 0,
            )
        )  # fmt: skip
    return frames


def _margins(canvas: Canvas, plot: Plot, axes: Axes, right: float, above: float) -> Margins:
    legend = svg_legend.room(canvas, plot)
    top = MARGIN + above + (legend if plot.legend == "top" else 0.0)
    bottom = MARGIN + (legend if plot.legend == "bottom" else 0.0)
    rough = max(canvas.height - top - bottom - 40, 40)
    left = MARGIN
    if axes.y.visible:
        left += high(wrapped(axes.y.title, rough)) + (4 if axes.y.title else 0)
        if not axes.y.over:
            words = _row_words(canvas, axes.y, ticks(axes.y, scale(axes.y, axes.y_ends, rough, 0)))
            bold = [place in axes.y.strong for place, _text in words]
            left += OFF + max(
                (wide(text, axes.y.letters, strong) for (_place, text), strong in zip(words, bold, strict=True)),
                default=0.0,
            )
    if plot.kind == "network":
        left, right, top, bottom = 12.0, 12.0, top + 44, bottom + 4
    right = max(right, 16.0)
    panel = (canvas.width - left - right) / max(len(plot.facets), 1)
    if plot.facets:
        top += max(high(wrapped(head, panel, _head_size(plot), True), _head_size(plot)) for head in plot.facets) + 2
    if axes.x.visible:
        rough_x = scale(axes.x, axes.x_ends, 0, max(panel, 1))
        tall = _tall(axes.x, *column_words(axes.x, rough_x))
        if axes.x.top:
            top += OFF + tall
        else:
            bottom += OFF + tall
        bottom += high(wrapped(axes.x.title, panel)) + (4 if axes.x.title else 0)
    return Margins(left, right, top, bottom)


def _tall(axis: Axis, size: float, words: Words) -> float:
    return max((wide(text, size) if axis.upright else high(text, size) for _place, text in words), default=0.0)


def _head_size(plot: Plot) -> int:
    return 11 if plot.y.over else 14


def _row_words(canvas: Canvas, axis: Axis, words: Words) -> Words:
    """The names of rows, on more lines where they would take too much of the width."""
    room = NAMES * canvas.width
    return [(place, fitting(text, room, axis.letters, place in axis.strong)) for place, text in words]


def column_words(axis: Axis, along: Scale) -> tuple[float, Words]:
    """The words below an axis that have room, and their size: names are broken into lines, some numbers left out."""
    words = ticks(axis, along)
    if len(words) < 2 or axis.upright:
        return axis.letters, words
    places = [along.at(place) for place, _text in words]
    if axis.ticks and any(any(letter.isalpha() for letter in text) for _place, text in words):
        slot = min(abs(b - a) for a, b in pairwise(places)) - 4
        size = word_size([text for _place, text in words], slot, axis.letters)
        return size, [(place, fitting(text, slot, size)) for place, text in words]
    return axis.letters, _sparse(axis, words, places)


def fitting(text: str, room: float, size: float, bold: bool = False) -> str:
    """A text as it is where it has room, else on more lines."""
    return text if wide(text, size, bold) <= room else wrapped(text, room, size, bold)


def word_size(texts: Sequence[str], room: float, size: float, bold: bool = False) -> float:
    """The size, or a smaller one, in which no word need be broken."""
    longest = max((wide(word, size, bold) for text in texts for word in text.split()), default=0.0)
    return size if longest <= room else max(LEAST, 0.99 * size * room / longest)


def _sparse(axis: Axis, words: Words, places: Sequence[float]) -> Words:
    """The numbers of an axis that do not touch."""
    kept: Words = []
    taken = float("-inf")
    every = _every(words, places, axis.letters) if not axis.ticks else 1
    for at, (place, text) in enumerate(words):
        half = wide(text, axis.letters) / 2
        if at % every == 0 and places[at] - half >= taken:
            kept.append((place, text))
            taken = places[at] + half + _KEEP
    return kept


def _every(words: Words, places: Sequence[float], letters: float) -> int:
    """Every how many ticks there is room for words, so that they stay evenly apart."""
    widest = max(wide(text, letters) for _place, text in words) + _KEEP
    gap = min(abs(b - a) for a, b in pairwise(places)) or 1.0
    return next((count for count in (1, 2, 4, 5, 10) if count * gap >= widest), 20)


def draw_axes(frame: Frame) -> None:
    """Grid lines, words of ticks and titles of one panel."""
    _draw_x(frame)
    _draw_y(frame)


def _draw_x(frame: Frame) -> None:
    axis, area, canvas = frame.axes.x, frame.area, frame.canvas
    if not axis.visible:
        return
    size, words = column_words(axis, frame.x)
    if frame.axes.x_grid:
        for place, _text in words:
            x = frame.x.at(place)
            canvas.line([(x, area.top), (x, area.bottom)], _grid_line())
    colour = frame.axes.x_colour or style.palette().muted
    edge, up = (area.top - OFF, "bottom") if axis.top else (area.bottom + OFF, "top")
    for place, text in words:
        if axis.upright:
            canvas.turned(frame.x.at(place), edge, text, across="left" if axis.top else "right", size=size,
                          colour=colour)  # fmt: skip
        else:
            x, bold = _beside_panels(frame, place, text), place in axis.strong
            canvas.text(x, edge, text, across="middle", up=up, size=size, colour=colour, bold=bold)
    if axis.title:
        below = edge if not axis.top else area.bottom
        below += 4 + (0 if axis.top else _tall(axis, size, words))
        canvas.text((area.left + area.right) / 2, below, wrapped(axis.title, area.width), across="middle", up="top",
                    colour=style.palette().muted)  # fmt: skip


def _beside_panels(frame: Frame, place: float, text: str) -> float:
    """Where the middle of a tick's words stands: at its place, but not at the words of the next panel."""
    x = frame.x.at(place)
    if not frame.plot.facets:
        return x
    half = wide(text, frame.axes.x.letters) / 2 - _APART * frame.canvas.width / 2 + 4
    return max(frame.area.left + half, min(frame.area.right - half, x)) if half > 0 else x


def _draw_y(frame: Frame) -> None:
    axis, area, canvas = frame.axes.y, frame.area, frame.canvas
    words = _row_words(canvas, axis, ticks(axis, frame.y))
    if not axis.visible:
        return
    if frame.axes.y_grid:
        for place, _text in words:
            y = frame.y.at(place)
            canvas.line([(area.left, y), (area.right, y)], _grid_line())
    if not frame.first:
        return
    colour = frame.axes.y_colour or style.palette().muted
    if not axis.over:
        size = _row_size(axis, frame.y, words)
        for place, text in words:
            canvas.text(area.left - OFF, frame.y.at(place), text, across="right", size=size, colour=colour,
                        bold=place in axis.strong)  # fmt: skip
    if axis.title:
        title = wrapped(axis.title, area.height)
        canvas.turned(MARGIN + high(title) / 2, (area.top + area.bottom) / 2, title, colour=style.palette().muted)


def _row_size(axis: Axis, along: Scale, words: Words) -> float:
    """The size of the names of rows: smaller where rows are closer than their lines."""
    size = float(axis.letters)
    for (one, text), (other, next_text) in pairwise(words):
        lines = (text.count("\n") + next_text.count("\n") + 2) / 2
        size = min(size, max(LEAST, abs(along.at(one) - along.at(other)) / (lines * LINE)))
    return size


def _grid_line() -> Stroke:
    return Stroke(style.palette().grid, 1)


def draw_heads(frames: Sequence[Frame]) -> None:
    """The heads of panels."""
    for frame, head in zip(frames, frames[0].plot.facets, strict=False):
        size = _head_size(frame.plot)
        frame.canvas.text(frame.area.left, frame.area.top - 4, wrapped(head, frame.area.width, size, True), up="bottom",
                          size=size, bold=True)  # fmt: skip


def with_high(along: Scale, high_end: float) -> Scale:
    """The scale up to a higher end."""
    return replace(along, high=max(along.high, high_end))


def with_low(along: Scale, low_end: float) -> Scale:
    """The scale down to a lower end."""
    return replace(along, low=min(along.low, low_end))
