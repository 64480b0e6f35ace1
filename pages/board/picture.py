"""The board for the projector in HTML: what the room says, by theme, in type that reads from the last row."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from analytics.core import style
from analytics.core.language import _, current, ngettext, number
from analytics.workshops.models import Details, Question
from analytics.workshops.results import Results
from analytics.workshops.summaries import theme_name
from ui import answer_bars, workshop_ui

SHOWN = 20  # statements of a question, shared out among its themes; the others are counted
LEAST = 5  # statements of a theme
# Type grows with the screen: 20 px on 1024, 26 on 1920, 52 on 3840.
STYLE = """<style>
[data-testid="stHeader"] {{ display: none; }}
[data-testid="stMainBlockContainer"] {{ padding: 1.2vw 2vw; }}
.room {{ font-size: clamp(20px, 1.35vw, 64px); line-height: 1.3; color: {text}; }}
.room h1 {{ font-size: 1.9em; line-height: 1.15; margin: 0; padding: 0; font-weight: 700; }}
.room h2 {{ font-size: 1.35em; line-height: 1.2; margin: 0.9em 0 0.5em; padding: 0; font-weight: 650; }}
.room h3 {{ font-size: 1.1em; line-height: 1.2; margin: 0; padding: 0; font-weight: 650; }}
.room h1, .room h2, .room h3, .room li, .room p {{ overflow-wrap: anywhere; }}
div.room :is(p, ul, li) {{ font-size: 1em; }}
.room header {{ display: flex; gap: 1.5em; align-items: flex-start; justify-content: space-between; }}
div.room .counts {{ font-size: 1.15em; margin: 0.4em 0 0; color: {muted}; }}
.room .counts b {{ color: {text}; font-variant-numeric: tabular-nums; }}
.room .state {{ color: {background}; background: {link}; padding: 0.1em 0.6em; border-radius: 0.3em; }}
.room .way {{ display: flex; gap: 0.8em; align-items: center; text-align: right; flex: none; max-width: 46%; }}
.room .way p {{ margin: 0; color: {muted}; }}
.room .way strong {{ display: block; color: {text}; font-size: 1.5em; letter-spacing: 0.06em; white-space: nowrap; }}
.room .themes {{ column-width: 15em; column-gap: 1em; }}
.room section {{ break-inside: avoid; background: {panel}; border-left: 0.3em solid {link}; padding: 0.7em 0.9em;
  margin: 0 0 1em; }}
.room .sums {{ color: {muted}; margin: 0.1em 0 0.4em; }}
.room ul {{ list-style: none; margin: 0; padding: 0; column-width: 20em; column-gap: 2em; }}
.room li {{ break-inside: avoid; display: flex; gap: 0.7em; margin: 0; padding: 0.35em 0;
  border-top: 1px solid {grid}; }}
.room li span {{ white-space: pre-wrap; flex: 1; }}
.room li b {{ flex: none; min-width: 2.4em; text-align: right; color: {link}; font-variant-numeric: tabular-nums; }}
.room .practice {{ background: {text}; color: {background}; font-weight: 700; text-align: center; padding: 0.2em; }}
</style>"""


def styles() -> str:
    """The look of the board in the colours of the mode."""
    colours = style.palette()
    return STYLE.format(
        text=colours.text,
        muted=colours.muted,
        link=colours.link,
        panel=colours.panel,
        grid=colours.grid,
        background=colours.background,
    )


def picture(
    details: Details, rows: pd.DataFrame, counted: Mapping[int, Results], link: str | None, question: int = 0
) -> str:
    """The board in HTML: all questions or one of them, with all that people typed escaped.

    `counted` holds the results of the questions that are not answered with statements.
    """
    if question:
        rows = rows[rows["question_number"] == question]
    asked = [q for q in details.questions if question in (0, q.number)]
    parts = [f'<h2 dir="auto">{escape(q.said(current()))}</h2>{_answers(details, rows, counted, q)}' for q in asked]
    written = any(q.kind == "open" for q in asked)
    head = f"{practice(details)}{_head(details, rows, link, written=written)}"
    alone = ' class="alone"' if len(asked) == 1 else ""
    return f'{styles()}{answer_bars.styles()}<div class="room">{head}<div{alone}>{"".join(parts)}</div></div>'


def practice(details: Details) -> str:
    """The mark of a workshop in which nothing is real."""
    return f'<p class="practice">{escape(_("PRACTICE: nothing here is real"))}</p>' if details.practice else ""


def _answers(details: Details, rows: pd.DataFrame, counted: Mapping[int, Results], question: Question) -> str:
    if not question.revealed:
        return f"<p>{escape(_('The answers are hidden until the facilitator shows them.'))}</p>"
    if question.number in counted:
        return answer_bars.answers(counted[question.number])
    return _groups(rows[rows["question_number"] == question.number], details)


def _head(details: Details, rows: pd.DataFrame, link: str | None, *, written: bool) -> str:
    counts = [ngettext("{n} device", "{n} devices", details.devices)]
    if written:
        counts += [
            ngettext("{n} statement", "{n} statements", _total(rows, "statements")),
            ngettext("{n} vote", "{n} votes", _total(rows, "votes")),
        ]
    said = " · ".join(f"<b>{escape(count)}</b>" for count in counts)
    words = _("Closed: no more answers are taken") if details.closed_at else ""
    closed = f' <span class="state">{escape(words)}</span>' if words else ""
    heading = f'<h1 dir="auto">{escape(details.heading(current()))}</h1>'
    return f'<header><div>{heading}<p class="counts">{said}{closed}</p></div>{_way_in(details, link)}</header>'


def _way_in(details: Details, link: str | None) -> str:
    if details.closed_at or details.locked or link is None:
        return ""
    shown = escape(link.partition("://")[2] or link)
    code = escape(workshop_ui.code_in_groups(details.code))
    words = escape(_("Join with your phone"))
    picture = workshop_ui.qr(link, "width:7.5em;height:7.5em;flex:none")
    return f'<div class="way"><p>{words}<br>{shown}<strong>{code}</strong></p>{picture}</div>'


def _total(rows: pd.DataFrame, column: str) -> int:
    # A statement with two themes stands in two rows.
    return int(rows.drop_duplicates("number")[column].sum())


def _groups(rows: pd.DataFrame, details: Details) -> str:
    if rows.empty:
        words = (
            _("Nothing was written.")
            if details.closed_at
            else _("Nothing has been written yet. Scan the code and be the first.")
        )
        return f"<p>{escape(words)}</p>"
    themes, rows = details.themes, _once(rows)
    parts = [part for _theme, part in rows.groupby("theme", sort=False, dropna=False)]
    groups = [_group(part, themes, max(LEAST, SHOWN // len(parts))) for part in parts]
    # At most a column for each theme, so that few themes fill the screen too.
    return f'<div class="themes" style="column-count:{len(groups)}">{"".join(groups)}</div>'


def _once(rows: pd.DataFrame) -> pd.DataFrame:
    """Each statement under the theme that has most votes of its own, with the sums of what stands there."""
    once = rows.drop_duplicates("number")
    sums = once.groupby("theme", dropna=False)[["statements", "votes"]].transform("sum")
    return once.assign(theme_statements=sums["statements"], theme_votes=sums["votes"])


def _group(rows: pd.DataFrame, themes: bool, shown: int) -> str:
    """A theme with its sums and its statements, those with most votes first and of equal ones the newest."""
    first = rows.iloc[0]
    title = _("No theme yet") if pd.isna(first["theme"]) else theme_name(str(first["theme"])).capitalize()
    sums = " · ".join(
        (
            ngettext("{n} statement", "{n} statements", int(first["theme_statements"])),
            ngettext("{n} vote", "{n} votes", int(first["theme_votes"])),
        )
    )
    ordered = rows.sort_values(["votes", "number"], ascending=False)
    items = "".join(map(_item, ordered.head(shown).to_dict("records")))
    more = len(rows) - shown
    if more > 0:
        items += f"<li><span>{escape(_('and {n} more').format(n=number(more)))}</span></li>"
    heading = f'<h3>{escape(title)}</h3><p class="sums">{escape(sums)}</p>' if themes else ""
    return f"<section>{heading}<ul>{items}</ul></section>"


def _item(row: dict[str, object]) -> str:
    votes, said = int(str(row["votes"])), int(str(row["statements"]))
    times = f" ({escape(ngettext('said {n} time', 'said {n} times', said))})" if said > 1 else ""
    counted = escape(ngettext("{n} vote", "{n} votes", votes), quote=True)
    mark = f'<b aria-label="{counted}">{number(votes)}</b>' if votes else "<b></b>"
    words = f"<span>{escape(str(row['statement']))}{times}</span>"
    return f'<li dir="auto" lang="{escape(str(row["language"]), quote=True)}">{words}{mark}</li>'
