"""Answers in numbers and clouds of words on the board, as text that reads from the last row."""

from __future__ import annotations

from html import escape

from analytics.core import style
from analytics.core.language import _, current, ngettext, number, percent
from analytics.workshops.models import Question, in_language
from analytics.workshops.results import Results

FEW = 6  # bars that have room for larger type when they have a screen to themselves
SHOWN = 60  # words of a cloud; the others are counted
STYLE = """<style>
.room .bars {{ display: grid; grid-template-columns: minmax(8em, 1fr) 3fr auto; gap: 0.5em 0.9em;
  align-items: center; }}
.room .bars div {{ background: {bar}; height: 1.3em; border-radius: 0.2em; }}
.room .bars span {{ overflow-wrap: anywhere; }}
.room .bars b {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.room .cloud {{ display: flex; flex-wrap: wrap; gap: 0.2em 0.9em; align-items: baseline; line-height: 1.15; }}
.room .cloud span {{ overflow-wrap: anywhere; }}
.room .cloud small {{ font-size: max(0.9rem, 0.4em); }}
.room .alone .bars {{ font-size: 1.3em; }}
.room .alone .bars.few {{ font-size: 1.7em; gap: 0.7em 0.9em; }}
.room .alone .cloud {{ font-size: 1.6em; }}
</style>"""


def styles() -> str:
    """The look of the answers in the colours of the mode."""
    return STYLE.format(bar=style.palette().sequential[3])


def answers(results: Results) -> str:
    """The results of a question in HTML: bars, or words sized by how often they were said."""
    said = ngettext("{n} device has answered", "{n} devices have answered", results.devices)
    if results.question.kind == "words":
        return _cloud(results)
    if results.mean is not None:
        said = _("{devices}, mean {mean}").format(devices=said, mean=number(results.mean, 1))
    return f'<p class="sums">{escape(said)} · {escape(_measure(results))}</p>{_bars(results)}'


def _measure(results: Results) -> str:
    """What the bars of a kind of question count."""
    return {
        "choice": _("devices that chose it"),
        "scale": _("devices at each point"),
        "ranking": _("points: first place counts most"),
        "dots": _("dots"),
    }[results.question.kind]


def _bars(results: Results) -> str:
    question, column = results.question, {"ranking": "points", "dots": "dots"}.get(results.question.kind, "answers")
    values = [int(value) for value in results.frame[column]]
    most = max([*values, 1])
    rows = []
    for row, value in zip(results.frame.to_dict("records"), values, strict=True):
        share = row.get("share_pct")
        beside = f" ({percent(float(share), 0)})" if share is not None and share == share else ""
        name = _point(question, int(row["value"])) if question.kind == "scale" else str(row["text"])
        rows.append(
            f'<span dir="auto">{escape(name)}</span><div style="width:{100 * value / most:.1f}%"></div>'
            f"<b>{number(value)}{escape(beside)}</b>"
        )
    return f'<div class="bars{" few" if len(rows) <= FEW else ""}">{"".join(rows)}</div>'


def _point(question: Question, value: int) -> str:
    """A point of a scale, at its ends with their words."""
    ends = {question.lowest: question.low_end, question.highest: question.high_end}
    return f"{value} {in_language(ends.get(value, {}), current())}".strip()


def _cloud(results: Results) -> str:
    if results.frame.empty:
        return f"<p>{escape(_('No word yet.'))}</p>"
    shown, most = results.frame.head(SHOWN), int(results.frame["answers"].max())
    words = [
        f'<span dir="auto" style="font-size:{1.2 + 2.8 * (int(row.answers) - 1) / max(most - 1, 1):.2f}em">'
        f"{escape(str(row.word))} <small>{number(int(row.answers))}</small></span>"
        for row in shown.itertuples()
    ]
    if more := len(results.frame) - len(shown):
        words.append(f"<span>{escape(_('and {n} more').format(n=number(more)))}</span>")
    return f'<div class="cloud">{"".join(words)}</div>'
