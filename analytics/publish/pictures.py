"""A chart as PNG, SVG or PDF with what a reader needs printed on it: title, unit, filters, source, date, link.

The words take the room they need, and the plot gets the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Literal

from analytics.core import style, text_metrics
from analytics.core.chart import Chart
from analytics.core.language import current
from analytics.core.markdown import strip_markdown
from analytics.publish import raster
from analytics.publish.printed import Printed, printed
from analytics.render import natural, svg
from analytics.render.svg_canvas import LETTERS

Kind = Literal["png", "svg", "pdf"]
Shape = Literal["wide", "square"]

KINDS: tuple[Kind, ...] = ("png", "svg", "pdf")
LEAST = 14.0  # points of letters on a slide
SCALE = 2  # dots of a PNG for each pixel of the layout
SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)  # of the letters: the first at which words leave the plot its share
HEAD = 0.36  # of the height, at most, for words above the plot
COLUMN = 0.27  # of the width for words at the left of a tall plot
MARGIN = 48
GAP = 14
SPACE = 5  # after a text of several lines


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

    Raises ValueError for another kind or shape.
    """
    if kind not in KINDS or shape not in SHAPES:
        raise ValueError(f"A picture is {', '.join(KINDS)}, {' or '.join(SHAPES)}; not {kind!r}, {shape!r}.")
    page = SHAPES[shape]
    svg_text = sheet(chart, printed(chart, filters=filters, link=link, made=made), page)
    if kind == "png":
        return raster.png(svg_text, SCALE)
    if kind == "pdf":
        return raster.pdf(svg_text, title=strip_markdown(chart.title), language=current())
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + svg_text + "\n").encode()


def alone(chart: Chart, across: float, down: float) -> bytes:
    """The plot without words round it as PNG, in the shape of a place of so many inches."""
    width = float(SHAPES["wide"].width)
    height = width * down / across
    plot = _plot(chart, 0, 0, width, height, SHAPES["wide"].zoom, LEAST / 72 * width / across)
    return raster.png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}"><rect width="100%" height="100%" fill="{style.palette().background}"/>'
        f"{plot}</svg>",
        SCALE,
    )


def sheet(chart: Chart, words: Printed, page: Page, *, dated: bool = True, corner: int = 0) -> str:
    """The words above the plot, or at the left of a tall one on a wide page, and the source below, as one SVG.

    `corner` pixels at the lower right stay free of words, for the number of a slide.
    """
    full = page.width - 2 * MARGIN
    below = _lines(
        [_Block(line, 17, 24, muted=True) for line in (words.source_line, words.made_line)[: 1 + dated]], full - corner
    )
    bottom = page.height - MARGIN // 2 - _height(below)
    if page.width > page.height and natural.height(chart.drawing) > natural.TALL:
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
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{current()}" '
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
    return [
        replace(block, text=line, leading=block.leading + (SPACE if at == len(lines) else 0))
        for block in blocks
        if block.text
        for lines in [text_metrics.wrapped(block.text, width / 72, block.size, block.bold)]
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
            f'<text x="{MARGIN}" y="{baseline:g}" font-family="{escape(svg.FAMILY)}" font-size="{line.size:g}" '
            f'font-weight="{_weight(line)}" fill="{colour}">{escape(line.text)}</text>'
        )
        top += line.leading
    return "".join(out)


def _plot(chart: Chart, left: float, top: float, width: float, height: float, zoom: float, least: float = 0.0) -> str:
    """The chart as a nested SVG, magnified so that its words can be read in a hall."""
    drawing = chart.drawing
    scale = min(zoom, height / natural.height(drawing), width / natural.width(drawing))
    drawn = svg.drawn(drawing, width, height, letters=max(LETTERS * scale, least))
    return drawn.replace("<svg ", f'<svg x="{left:g}" y="{top:g}" ', 1)
