"""A chart as PNG, SVG or PDF with what a reader needs printed on it: title, unit, filters, source, date, link.

The browser measures every word, the words take the room they need, and the plot gets the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import pairwise
from typing import Literal

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, current
from analytics.publish import browser
from analytics.publish.browser import BrowserError as BrowserError
from analytics.publish.printed import Printed, printed

Kind = Literal["png", "svg", "pdf"]
Shape = Literal["wide", "square"]

KINDS: tuple[Kind, ...] = ("png", "svg", "pdf")
SCALE = 2  # dots of a PNG for each pixel of the layout
SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)  # of the letters: the first at which words leave the plot its share
HEAD = 0.36  # of the height, at most, for words above the plot
COLUMN = 0.27  # of the width for words at the left of a tall plot
MARGIN = 48
GAP = 14
SPACE = 5  # after a text of several lines
LEAST_HEIGHT = 400  # pixels that a plot was drawn for where it does not say; its labels need them
TALL = 520  # pixels: a plot that needs more is tall
ROW_HEIGHT, LINE_HEIGHT, ROWS_ROOM, LEGEND_ROOM = 30, 18, 90, 60  # of a plot with a row for each name
LEAST_WIDTH, LETTER_WIDTH = 320, 7.5
STANDOFF = 5  # pixels between an axis and its labels, so that the first ones of two axes do not meet


@dataclass(frozen=True)
class Page:
    """A picture's size in pixels, and how much larger than on a page of the atlas its plot is at most."""

    width: int
    height: int
    zoom: float


SHAPES: dict[Shape, Page] = {"wide": Page(1600, 900, 1.5), "square": Page(1200, 1200, 1.2)}


@dataclass(frozen=True)
class _Block:
    """A text of one look. Sizes in pixels."""

    text: str
    size: float
    leading: float
    muted: bool = False
    bold: bool = False


def missing() -> str:
    """Why no pictures can be made here, in a sentence of the language in use; empty when they can."""
    if browser.executable():
        return ""
    return _("PNG, SVG and PDF need Chrome or Chromium on the server, and none is found there.")


def picture(
    chart: Chart,
    kind: Kind,
    *,
    shape: Shape = "wide",
    link: str = "",
    filters: Sequence[str] = (),
    made: date | None = None,
) -> bytes:
    """The chart as a file: wide 1600 x 900 pixels, square 1200 x 1200; PNG in twice as many dots each way.

    Raises browser.BrowserError where there is no Chromium, ValueError for another kind or shape.
    """
    if kind not in KINDS or shape not in SHAPES:
        raise ValueError(f"A picture is {', '.join(KINDS)}, {' or '.join(SHAPES)}; not {kind!r}, {shape!r}.")
    page = SHAPES[shape]
    svg = _composed(chart, printed(chart, filters=filters, link=link, made=made), page)
    if kind == "png":
        return browser.png(svg, page.width, page.height, SCALE)
    if kind == "pdf":
        return browser.pdf(svg, page.width, page.height)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + svg + "\n").encode()


def _composed(chart: Chart, words: Printed, page: Page) -> str:
    """The words above the plot, or at the left of a tall one on a wide page, and the source below, as one SVG."""
    full = page.width - 2 * MARGIN
    below = _lines([_Block(line, 17, 24, muted=True) for line in (words.source_line, words.made_line)], full)
    bottom = page.height - MARGIN // 2 - _height(below)
    if page.width > page.height and natural_height(chart) > TALL:
        room = round(COLUMN * page.width)
        head = _fitted(words, room, bottom - GAP - MARGIN)
        left, top = MARGIN + room + 2 * GAP, float(MARGIN)
    else:
        head = _fitted(words, full, HEAD * page.height)
        left, top = MARGIN, MARGIN + _height(head) + GAP
    plot = _plot(chart, left, top, page.width - MARGIN - left, bottom - GAP - top, page.zoom)
    colours = style.LIGHT
    rule = f'<path d="M{MARGIN} {bottom - 4:g}H{page.width - MARGIN}" stroke="{colours.grid}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="{current()}" '
        f'role="img" width="{page.width}" height="{page.height}" viewBox="0 0 {page.width} {page.height}">'
        f"<title>{escape(words.title)}</title><desc>{escape(chart.alt)}</desc>"
        f'<rect width="100%" height="100%" fill="{colours.background}"/>'
        f"{_written(head, MARGIN)}{plot}{rule}{_written(below, bottom)}</svg>"
    )


def _fitted(words: Printed, width: float, height: float) -> list[_Block]:
    """The lines of the words in the largest letters in which they stay within this room, else in the smallest."""
    for size in SIZES:
        blocks = [
            _Block(words.title, 40 * size, 50 * size, bold=True),
            _Block(words.subtitle, 23 * size, 31 * size, muted=True),
            _Block(words.insight, 24 * size, 33 * size),
            _Block(words.filter_line, 20 * size, 29 * size, muted=True),
        ]
        lines = _lines(blocks, width)
        if _height(lines) <= height:
            break
    return lines


def _lines(blocks: Sequence[_Block], width: float) -> list[_Block]:
    """The blocks broken into lines of at most this width."""
    asked = [(b.text, f"{_weight(b)} {b.size}px {style.FONT}", width) for b in blocks]
    return [
        replace(block, text=line, leading=block.leading + (SPACE if at == len(lines) else 0))
        for block, lines in zip(blocks, browser.wrapped(asked), strict=True)
        for at, line in enumerate(lines, start=1)
    ]


def _weight(block: _Block) -> int:
    return 700 if block.bold else 400


def _height(lines: Sequence[_Block]) -> float:
    return sum(line.leading for line in lines)


def _written(lines: Sequence[_Block], top: float) -> str:
    out = []
    for line in lines:
        baseline = top + line.size  # an ascender is a little lower than the size
        colour = style.LIGHT.muted if line.muted else style.LIGHT.text
        out.append(
            f'<text x="{MARGIN}" y="{baseline:g}" font-family="{escape(style.FONT)}" font-size="{line.size:g}" '
            f'font-weight="{_weight(line)}" fill="{colour}">{escape(line.text)}</text>'
        )
        top += line.leading
    return "".join(out)


def _plot(chart: Chart, left: float, top: float, width: float, height: float, zoom: float) -> str:
    """The figure as a nested SVG, magnified so that its letters can be read in a hall."""
    scale = min(zoom, height / natural_height(chart), width / natural_width(chart))
    figure = chart.figure.to_dict()
    figure["layout"] |= {"width": width / scale, "height": height / scale, "autosize": False}
    figure["layout"].setdefault("xaxis", {}).setdefault("ticklabelstandoff", STANDOFF)
    svg = browser.drawn(figure, width / scale, height / scale)
    root = re.match(r"<svg[^>]*>", svg)
    if root is None:
        raise browser.BrowserError("the figure came back as something other than SVG")
    box = f"0 0 {width / scale:g} {height / scale:g}"
    place = f'x="{left}" y="{top:g}" width="{width:g}" height="{height:g}" viewBox="{box}"'
    return f'<svg class="main-svg" {place}>{svg[root.end() :]}'


def natural_height(chart: Chart) -> float:
    """The height in pixels that the labels of a chart need."""
    layout = chart.figure.layout
    if layout.height:
        return float(layout.height)
    lines = [label.count("<br>") + 1 for label in _row_labels(chart)]
    row = max((LINE_HEIGHT * (one + other) / 2 + 4 for one, other in pairwise(lines)), default=0)
    room = ROWS_ROOM + (LEGEND_ROOM if layout.showlegend else 0)
    return max(LEAST_HEIGHT, room + len(lines) * max(row, ROW_HEIGHT))


def natural_width(chart: Chart) -> float:
    """The width in pixels that columns with names of their own need, and the names of the rows beside them."""
    columns = [_longest(text) for text in chart.figure.layout.xaxis.ticktext or ()]
    column = max(((one + other) / 2 for one, other in pairwise(columns)), default=0)
    row = max(map(_longest, _row_labels(chart)), default=0)
    return max(LEAST_WIDTH, LETTER_WIDTH * (len(columns) * column + row))


def _longest(label: str) -> int:
    """Letters in the longest line of a label of plotly's."""
    return max(len(re.sub("<[^>]*>", "", line)) for line in label.split("<br>"))


def _row_labels(chart: Chart) -> list[str]:
    """The names that stand one below another on the upright axis, none where it shows numbers."""
    axis = chart.figure.layout.yaxis
    if axis.ticktext is not None:
        return [str(text) for text in axis.ticktext]
    heights = [y for trace in chart.figure.data if getattr(trace, "y", None) is not None for y in trace.y]
    return list(dict.fromkeys(y for y in heights if isinstance(y, str)))
