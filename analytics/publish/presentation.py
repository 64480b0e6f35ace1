"""A storyboard as one HTML file, which is also the presenter mode, and as a PDF printed from it.

The file asks nobody for anything: plotly.js stands in it once, beside each chart's figure.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.core import style
from analytics.core.language import LANGUAGES, _, current, day, number
from analytics.core.markdown import strip_markdown
from analytics.publish import offer, storyboard, tables
from analytics.publish.below import said_below
from analytics.publish.printed import printed
from analytics.publish.web import POLICY
from analytics.render import natural, screen, table
from analytics.render import words as words_of

if TYPE_CHECKING:
    from analytics.core.chart import Chart
    from analytics.publish.storyboard import Scene, Storyboard

TEMPLATES = Path(__file__).resolve().parent / "templates"
_STANDOFF = 5  # pixels between an axis and its labels, so that the first ones of two axes do not meet
MOST_ROWS, MOST_COLUMNS = 10, 6  # of a table that can be read in a hall


def page(board: Storyboard, *, made: date | None = None) -> bytes:
    """The file in the language in use. Raises storyboard.StoryboardError for a chart that cannot be drawn."""
    when = made or date.today()
    board, drawn = storyboard.filled(board), storyboard.charts(board)
    parts = list(zip(board.slides, drawn, strict=True))
    sections = [_section(at, scene, chart, when, len(parts)) for at, (scene, chart) in enumerate(parts, start=1)]
    told = {
        "slides": [_told(scene, chart) for scene, chart in parts],
        "languages": list(LANGUAGES),
        "words": {
            "counter": _("Slide {n} of {all}"),
            "blocked": _("The browser did not open the speaker view. Allow pop-up windows for this page."),
        },
    }
    return (
        f'<!DOCTYPE html>\n<html lang="{current()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(board.title.said)}</title><style>{_style()}</style></head><body>\n"
        f'<main id="deck" aria-label="{escape(board.title.said)}">\n' + "\n".join(sections) + "\n</main>\n"
        f"{_controls()}{_desk()}"
        f'<script type="application/json" id="told">{_json(told)}</script>\n'
        f"<script>{_plotly()}</script>\n<script>{_script()}</script>\n</body></html>\n"
    ).encode("utf-8", "replace")


def file(board: Storyboard, kind: str, language: str, template: bytes | None = None) -> bytes:
    """The storyboard in a format of `offer`, light and in this language, whatever the thread had.

    `template` is a .pptx file whose look the deck takes. Raises storyboard.StoryboardError, and ValueError for a
    template that cannot be used.
    """
    from analytics.publish import formats

    known = offer.made_from("storyboard")
    if kind not in known:
        raise ValueError(f"A storyboard is written as {', '.join(known)}, not {kind!r}.")
    with formats.for_print(language):
        return known[kind].make("storyboard", board, template)


def to_html(board: Storyboard, _template: bytes | None) -> bytes:
    """The storyboard as a web page, which is also the presenter mode."""
    return page(board)


def to_pdf(board: Storyboard, _template: bytes | None) -> bytes:
    """The storyboard as PDF."""
    from analytics.publish import presentation_pdf

    return presentation_pdf.pdf(board)


def to_pptx(board: Storyboard, template: bytes | None) -> bytes:
    """The storyboard as a deck, in the look of a .pptx file if one is given."""
    from analytics.publish import slides

    with slides.looked(template):
        return slides.deck(storyboard.slides(board), template=template, title=board.title.said)


def to_toml(board: Storyboard, _template: bytes | None) -> bytes:
    """The storyboard as the file that can be opened again."""
    return storyboard.write(board).encode()


# ------------------------------------------------------------------ slides


def _section(at: int, scene: Scene, chart: Chart | None, made: date, count: int) -> str:
    heading = scene.title.said or (strip_markdown(chart.title) if chart else "")
    label = escape(_("Slide {n} of {all}").format(n=at, all=count))
    body = {"title": _opening, "text": _points, "chart": _plot, "table": _rows}[scene.kind]
    tall = scene.kind == "chart" and chart is not None and natural.height(chart.drawing) > natural.TALL
    head = f"<h1>{escape(heading)}</h1>"
    foot = ""
    if chart is not None:
        head += f'<p class="insight">{escape(said_below(scene.title.said, chart))}</p>'
        foot = f"<p>{escape(printed(chart, made=made).source_line)}</p>"
    elif scene.kind == "title":
        foot = f"<p>{escape(' · '.join((_('Nordic Cluster Atlas'), _('Made on {day}').format(day=day(made)))))}</p>"
    return (
        f'<section class="slide {scene.kind}{" tall" if tall else ""}" aria-roledescription="slide" '
        f'aria-label="{label}"><div class="sheet"><header>{head}</header>'
        f"{body(scene, chart, at)}"
        f'<footer>{foot}<p class="counter">{at} / {count}</p></footer></div></section>'
    )


def _opening(scene: Scene, _chart: Chart | None, _at: int) -> str:
    said = "".join(f"<p>{escape(line)}</p>" for line in lines(scene))
    return f'<div class="body">{said}</div>'


def _points(scene: Scene, _chart: Chart | None, _at: int) -> str:
    said = "".join(f"<li>{escape(line)}</li>" for line in lines(scene))
    return f'<div class="body"><ul>{said}</ul></div>'


def lines(scene: Scene) -> list[str]:
    """The lines of a slide's text, without the marks of a list."""
    return [line.strip().removeprefix("- ") for line in scene.text.said.splitlines() if line.strip()]


def _plot(_scene: Scene, chart: Chart | None, at: int) -> str:
    assert chart is not None
    spec = screen.spec(chart)
    across = {"ticklabelstandoff": _STANDOFF} | spec["layout"].get("xaxis", {})
    figure = spec | {"layout": spec["layout"] | {"xaxis": across}}
    high, wide = round(natural.height(chart.drawing)), round(natural.width(chart.drawing))
    return (
        f'<div class="body"><div class="plot" role="img" aria-label="{escape(chart.alt)}" '
        f'aria-describedby="description-{at}" data-high="{high}" data-wide="{wide}"><div class="drawing"></div></div>'
        f'<div class="unseen"><p id="description-{at}">{escape(words_of.long(chart))}</p>'
        f"{table.html(chart)}</div></div>"
        f'<script type="application/json" class="figure" data-slide="{at}">{_json(figure)}</script>'
    )


def _rows(_scene: Scene, chart: Chart | None, _at: int) -> str:
    assert chart is not None
    names, cells, said = shown(chart)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    note = f'<p class="muted">{escape(said)}</p>' if said else ""
    return f'<div class="body"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}</div>'


def shown(chart: Chart) -> tuple[list[str], list[list[str]], str]:
    """The part of a chart's table that can be read in a hall: names, rows, and how much it is where it is not all."""
    part = chart.table.iloc[:MOST_ROWS, :MOST_COLUMNS]
    names = [str(name).replace("_", " ") for name in part.columns]
    cells = [[_cell(value) for value in row] for row in part.itertuples(index=False)]
    if chart.table.shape == part.shape:
        return names, cells, ""
    said = _("Rows: {rows} of {all_rows}. Columns: {columns} of {all_columns}.").format(
        rows=len(part), all_rows=len(chart.table), columns=len(part.columns), all_columns=len(chart.table.columns)
    )
    return names, cells, said


def _cell(value: Any) -> str:
    if isinstance(value, float) and not pd.isna(value):
        return number(value, 0 if value.is_integer() else 1 if abs(value) >= 10 else 2)
    return tables.texts(pd.DataFrame({"": [value]}))[1][0][0]


def _told(scene: Scene, chart: Chart | None) -> dict[str, str]:
    """What the speaker reads: the author's note, then what the chart says and how it was worked out."""
    more = [chart.insight, strip_markdown(chart.method)] if chart else []
    title = scene.title.said or (strip_markdown(chart.title) if chart else "")
    return {"title": title, "note": scene.note.said, "more": "\n\n".join(filter(None, more))}


# ------------------------------------------------------------------ what stands round the slides


def _controls() -> str:
    buttons = {
        "back": (_("Previous slide"), "←"),
        "on": (_("Next slide"), "→"),
        "blank": (_("Black screen"), "B"),
        "full": (_("Full screen"), "F"),
        "speak": (_("Speaker view"), "S"),
        "language": (_("Language"), "L"),
    }
    made = "".join(
        f'<button type="button" data-do="{name}"><kbd>{key}</kbd> <span>{escape(label)}</span></button>'
        for name, (label, key) in buttons.items()
    )
    return (
        f'<nav id="controls" aria-label="{escape(_("Presentation"))}">{made}</nav>\n'
        '<div id="said" role="status" class="unseen"></div><div id="black" hidden></div>\n'
    )


def _desk() -> str:
    """The speaker's own view, seen in a tab of its own."""
    return (
        f'<aside id="desk" hidden><div class="bar"><strong id="at"></strong><span id="dark" hidden>'
        f'{escape(_("The screen is black."))}</span><span>{escape(_("Clock"))} <b id="clock"></b></span>'
        f'<span>{escape(_("Elapsed"))} <b id="elapsed"></b></span>'
        f'<button type="button" id="again">{escape(_("Start the time again"))}</button></div>'
        f'<div class="now"><h2>{escape(_("On the screen"))}</h2><div id="here"></div></div>'
        f'<div class="next"><h2>{escape(_("Next"))}</h2><div id="there"></div></div>'
        f'<div class="notes" tabindex="0"><h2>{escape(_("Speaker notes"))}</h2><div id="note"></div>'
        '<div id="more" class="muted"></div></div></aside>\n'
    )


def _style() -> str:
    colours = style.LIGHT
    names = ("background", "panel", "text", "muted", "link", "grid")
    variables = "".join(f"--{name}: {getattr(colours, name)}; " for name in names)
    return f":root {{ {variables} --font: {style.FONT} }}\n" + _template("deck.css")


def _script() -> str:
    return _template("deck.js")


@cache
def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _plotly() -> str:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())


def _json(value: Any) -> str:
    """JSON that may stand in a script element."""
    from plotly.io.json import to_json_plotly

    text = to_json_plotly(value) if "data" in value else json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c")
