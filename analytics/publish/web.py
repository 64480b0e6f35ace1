"""A chart as one HTML file: interactive, with its exact values and sources, and no request to anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, current
from analytics.publish import citation, tables
from analytics.publish.printed import printed
from analytics.render import natural, screen, table
from analytics.render import words as words_of

# Nothing may be fetched; the file's own scripts and styles may run, and the picture button may hand out a picture.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)
CONFIG = {"responsive": True, "displaylogo": False, "modeBarButtons": [["toImage"]]}

_STYLE = """
:root {{ color-scheme: light }}
body {{ margin: 0 auto; max-width: 1100px; padding: 24px; background: {background}; color: {text};
  font: 17px/1.5 {font} }}
h1 {{ font-size: 30px; line-height: 1.2; margin: 0 0 4px }}
p {{ margin: 4px 0 }}
.muted, footer {{ color: {muted}; font-size: 15px }}
footer {{ border-top: 1px solid {grid}; margin-top: 12px; padding-top: 8px; overflow-wrap: anywhere }}
a {{ color: {link} }}
summary {{ cursor: pointer; margin-top: 12px }}
.rows {{ overflow: auto; max-height: 480px }}
table {{ border-collapse: collapse; font-size: 14px }}
th, td {{ border-bottom: 1px solid {grid}; padding: 3px 10px; text-align: left; white-space: nowrap }}
thead th {{ position: sticky; top: 0; background: {panel} }}
caption {{ text-align: left; font-weight: bold }}
.chart-table-unit {{ display: block; font-weight: normal }}
"""


def page(chart: Chart, *, link: str = "", filters: Sequence[str] = (), made: date | None = None) -> bytes:
    """The file: title, unit, insight, filters, the figure, its table, method, sources, date, link and citation."""
    words = printed(chart, filters=filters, link=link, made=made)
    address = link if link.startswith(("http://", "https://")) else ""
    shown = words.link if not address else _anchor(address, words.link)
    made_line = escape(words.made_line.removesuffix(words.link)) + shown
    sources = "; ".join(_anchor(s.url, s.text) for s in chart.sources if s.url.startswith(("http://", "https://")))
    parts = [
        f"<header><h1>{escape(words.title)}</h1>",
        f'<p class="muted">{escape(words.subtitle)}</p><p>{escape(words.insight)}</p>',
        f'<p class="muted">{escape(words.filter_line)}</p></header>' if words.filters else "</header>",
        f'<main><figure role="img" aria-label="{escape(chart.alt)}" style="margin:12px 0" '
        f'aria-describedby="description">{_figure(chart)}</figure>',
        f"<details><summary>{escape(_('Description in words'))}</summary>"
        f'<p id="description">{escape(words_of.long(chart, words.made))}</p></details>',
        f"<details><summary>{escape(_('Table'))}</summary>"
        f'<div class="rows" tabindex="0">{table.html(chart, words.made)}</div></details>',
        f"<details><summary>{escape(_('Exact values'))}</summary>{_table(chart)}</details>",
        f"<details><summary>{escape(_('Method'))}</summary><p>{escape(chart.method)}</p></details>"
        if chart.method
        else "",
        f"<details><summary>{escape(_('How to cite this'))}</summary>"
        f"<p>{escape(citation.text(chart, link, words.made))}</p></details></main>",
        f"<footer><p>{escape(words.source_line)}</p>",
        f"<p>{sources}</p>" if sources else "",
        f"<p>{made_line}</p></footer>",
    ]
    head = (
        f'<!DOCTYPE html>\n<html lang="{current()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{escape(words.title)}</title><style>{_style()}</style></head><body>\n'
    )
    return (head + "\n".join(filter(None, parts)) + "\n</body></html>\n").encode("utf-8", "replace")


def _style() -> str:
    colours = style.LIGHT
    names = ("background", "text", "muted", "grid", "link", "panel")
    return _STYLE.format(font=style.FONT, **{name: getattr(colours, name) for name in names})


def _figure(chart: Chart) -> str:
    """The figure with plotly.js beside it, at the height that its labels need."""
    height = round(natural.height(chart.drawing))
    spec = screen.spec(chart)
    figure = spec | {"layout": spec["layout"] | {"height": height}}
    name = re.sub(r"[^a-z0-9]+", "-", chart.id.lower())
    from plotly.io import to_html

    return str(
        to_html(
            figure,
            config={**CONFIG, "toImageButtonOptions": {"filename": name, "scale": 2}},
            include_plotlyjs=True,
            full_html=False,
            div_id=f"chart-{name}",
            default_height=f"{height}px",
            validate=False,
        )
    )


def _table(chart: Chart) -> str:
    names, rows = tables.texts(chart.table)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="rows" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _anchor(url: str, text: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener">{escape(text)}</a>'
