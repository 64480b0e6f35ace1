"""Charts as SVG that needs no browser: the same look as on the screen, with words that fit wherever it is shown."""

from __future__ import annotations

from functools import singledispatch

from analytics.core import style
from analytics.core.language import current
from analytics.core.plot import CATEGORICAL, KINDS, Drawing, Empty, Grid, Plot, RegionMap
from analytics.render import svg_bars, svg_grid, svg_lines, svg_points, svg_radar
from analytics.render.svg_canvas import FALLBACK, LETTERS, Canvas, clean, n, wrapped

DRAWS = frozenset(KINDS)
# Browsers find the first fonts, print the one in which words are measured.
FAMILY = f"{style.FONT.removesuffix(', sans-serif')}, {FALLBACK}, sans-serif"


def drawn(
    drawing: Drawing, width: float, height: float, *, letters: float = LETTERS, title: str = "", desc: str = ""
) -> str:
    """A description as an SVG file of this size in pixels, in the mode and language in use.

    `letters` is the size of its words; lines and marks grow with them. `title` and `desc` say what it shows.
    Raises TypeError for what is no description.
    """
    scale = letters / LETTERS
    canvas = Canvas(width / scale, height / scale)
    _draw(drawing, canvas)
    about = "".join(f"<{tag}>{clean(text)}</{tag}>" for tag, text in (("title", title), ("desc", desc)) if text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{n(width)}" height="{n(height)}" '
        f'viewBox="0 0 {n(canvas.width)} {n(canvas.height)}" role="img" xml:lang="{current()}" '
        f'font-family="{clean(FAMILY)}">{about}{canvas.svg()}</svg>'
    )


@singledispatch
def _draw(drawing: Drawing, canvas: Canvas) -> None:
    raise TypeError(f"{type(drawing).__name__} is no description of a chart")


@_draw.register
def _plot(drawing: Plot, canvas: Canvas) -> None:
    if drawing.kind == "radar":
        svg_radar.draw(canvas, drawing)
    elif drawing.kind == "line":
        svg_lines.draw(canvas, drawing)
    elif drawing.kind in CATEGORICAL:
        svg_bars.draw(canvas, drawing)
    else:
        svg_points.draw(canvas, drawing)


@_draw.register
def _grid(drawing: Grid, canvas: Canvas) -> None:
    svg_grid.draw(canvas, drawing)


@_draw.register
def _map(drawing: RegionMap, canvas: Canvas) -> None:
    svg_grid.draw_map(canvas, drawing)


@_draw.register
def _empty(drawing: Empty, canvas: Canvas) -> None:
    text = wrapped(drawing.text, min(canvas.width - 24, 40 * 9), 16)
    canvas.text(canvas.width / 2, canvas.height / 2, text, across="middle", size=16, colour=style.palette().muted)
