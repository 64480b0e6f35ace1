"""A slide as a small SVG, to be told apart from its neighbours at a glance."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from analytics.core import style
from analytics.core.text_metrics import wrapped
from analytics.render import natural, svg
from analytics.render.svg_canvas import LETTERS

if TYPE_CHECKING:
    from analytics.core.chart import Chart
    from analytics.publish.storyboard import Scene

WIDE, HIGH = 640, 360
_MARGIN, _SIZE, _LINES = 28, 30, 3


def drawn(scene: Scene, chart: Chart | None) -> str:
    """The slide in the language and mode in use: its title, and below it the chart or the lines of its text."""
    palette = style.palette()
    cover = scene.kind == "title"
    ink = "#FFFFFF" if cover else palette.text
    title = scene.title.said or (chart.title if chart else "")
    lines = wrapped(title, (WIDE - 2 * _MARGIN) / 72, _SIZE, bold=True)[:_LINES]
    top = 120 if cover else _MARGIN + _SIZE
    parts = [_text(line, top + at * _SIZE * 1.2, _SIZE, ink, bold=True) for at, line in enumerate(lines)]
    below = top + len(lines) * _SIZE * 1.2
    if chart is not None:
        high, wide = HIGH - below, WIDE - 2 * _MARGIN
        scale = min(1.0, high / natural.height(chart.drawing), wide / natural.width(chart.drawing))
        picture = svg.drawn(chart.drawing, wide, high, letters=LETTERS * scale)
        parts.append(picture.replace("<svg ", f'<svg x="{_MARGIN}" y="{below - 10:g}" ', 1))
    else:
        rows = [row for line in scene.text.said.splitlines() for row in wrapped(line, (WIDE - 2 * _MARGIN) / 72, 20)]
        shown = [row for row in rows if row][: int((HIGH - below) / 26)]
        parts += [_text(row, below + at * 26, 20, ink) for at, row in enumerate(shown)]
    ground = palette.link if cover and style.mode() == "light" else style.LIGHT.link if cover else palette.background
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" '
        f'role="img" aria-label="{escape(title)}"><rect width="100%" height="100%" fill="{ground}"/>'
        f"{''.join(parts)}</svg>"
    )


def _text(words: str, down: float, size: float, ink: str, *, bold: bool = False) -> str:
    return (
        f'<text x="{_MARGIN}" y="{down:g}" font-family="{escape(svg.FAMILY)}" font-size="{size:g}" '
        f'font-weight="{700 if bold else 400}" fill="{ink}">{escape(words)}</text>'
    )
