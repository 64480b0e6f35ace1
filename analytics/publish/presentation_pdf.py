"""A storyboard as PDF, a slide a page, set by typst: no browser is needed, and the same file comes out everywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.core import style
from analytics.core.language import _, current, day
from analytics.core.markdown import strip_markdown
from analytics.publish import pictures, presentation, raster, storyboard
from analytics.publish.below import said_below
from analytics.publish.printed import printed

if TYPE_CHECKING:
    from analytics.core.chart import Chart
    from analytics.publish.storyboard import Scene, Storyboard

_NUMBER = 130  # pixels of a page's number, which the template writes at the lower right
_TEMPLATE = Path(__file__).parent / "templates" / "slides.typ"


def pdf(board: Storyboard, *, made: date | None = None) -> bytes:
    """The slides in the language in use, one a page of 1280 x 720 pixels.

    Texts reach typst as data and are never read as its markup. Raises storyboard.StoryboardError for a chart that
    cannot be drawn.
    """
    import typst

    when = made or date.today()
    board = storyboard.filled(board)
    slides = zip(board.slides, storyboard.charts(board), strict=True)
    names = ("text", "muted", "link", "grid")
    content = {
        "title": board.title.said,
        "language": current(),
        "slides": [_slide(scene, chart, when) for scene, chart in slides],
        "colours": {name: getattr(style.LIGHT, name) for name in names},
    }
    return bytes(
        typst.compile(
            _TEMPLATE,
            format="pdf",
            ignore_system_fonts=True,
            font_paths=raster.fonts(),
            sys_inputs={"deck": json.dumps(content, ensure_ascii=False)},
        )
    )


def _slide(scene: Scene, chart: Chart | None, made: date) -> dict[str, Any]:
    foot = ""
    if scene.kind == "title":
        foot = " · ".join((_("Nordic Cluster Atlas"), _("Made on {day}").format(day=day(made))))
    heading = scene.title.said or (strip_markdown(chart.title) if chart else "")
    told: dict[str, Any] = {"kind": scene.kind, "heading": heading, "foot": foot, "lines": presentation.lines(scene)}
    if chart is None:
        return told
    words = printed(chart, made=made, said=False)
    if scene.kind == "chart":
        svg = pictures.sheet(
            chart,
            replace(words, title=heading, insight="", subtitle=said_below(scene.title.said, chart)),
            pictures.SHAPES["wide"],
            dated=False,
            corner=_NUMBER,
        )
        return told | {"svg": svg, "alt": chart.alt}
    head, rows, note = presentation.shown(chart)
    return told | {
        "insight": said_below(scene.title.said, chart),
        "head": head,
        "rows": rows,
        "note": note,
        "foot": words.source_line,
    }
