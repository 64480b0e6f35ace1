"""Charts as SVG that needs no browser: the same look as on the screen, with words that fit wherever it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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


def in_widths(drawing: Drawing, widths: Sequence[float], height: float, *, title: str = "", desc: str = "") -> str:
    """A description as one SVG that fills the width it is given, in words of one size.

    It holds the picture in each of the rising `widths` and shows the widest that has room. Words that have a series'
    colour are darker here (in the dark mode lighter), so that small ones have contrast.
    """
    inked = _inked(drawing)
    shown, rules = [], []
    for at, width in enumerate(widths):
        beyond = widths[at + 1] if at + 1 < len(widths) else None
        limits = [f"(max-width:{n(width - 0.01)}px)"] if at else []
        limits += [f"(min-width:{n(beyond)}px)"] if beyond is not None else []
        if limits:
            rules.append(f"@media {','.join(limits)}{{.w{at}{{display:none}}}}")
        scaled = drawn(inked, width, height).replace('role="img" ', 'preserveAspectRatio="xMinYMin" ', 1)
        fluid = scaled.replace(f'width="{n(width)}" height="{n(height)}"', 'width="100%" height="100%"', 1)
        shown.append(f'<g class="w{at}">{fluid}</g>')
    about = "".join(f"<{tag}>{clean(text)}</{tag}>" for tag, text in (("title", title), ("desc", desc)) if text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="{current()}">{about}'
        f"<style>{''.join(rules)}</style>{''.join(shown)}</svg>"
    )


def _inked(drawing: Drawing) -> Drawing:
    if not isinstance(drawing, Plot):
        return drawing
    series = tuple(
        replace(
            one, labels={at: replace(label, colour=style.inked(label.colour)) for at, label in one.labels.items()}
        )
        for one in drawing.series
    )  # fmt: skip
    return replace(drawing, series=series)


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
