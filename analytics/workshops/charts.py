"""The chart of a reader's own workshop."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, listing, ngettext, number, quoted
from analytics.core.plot import Axis, Label, Mark, Plot, Series


def themes(frame: pd.DataFrame, *, total: int, narrow: bool = False) -> Chart:
    """Themes by number of statements, most first, the votes beside them; `total` statements in all.

    `frame` has theme, theme_name, statements and votes (missing where none are known), theme "" = no theme. Not
    registered: it is drawn from the reader's own statements, which nobody else can ask for.
    """
    insight = _insight(frame, total)
    return Chart(
        id="workshop.themes",
        title=_("What your workshop asked for most"),
        subtitle=_("Number of statements by theme; a statement with two themes counts under both"),
        insight=insight,
        drawing=_bars(frame, narrow=narrow),
        table=frame[["theme", "statements", "votes"]],
        sources=(),
        alt=_("Bar chart of your statements by theme. {insight}").format(insight=insight),
    )


def _bars(frame: pd.DataFrame, *, narrow: bool) -> Plot:
    colours = style.palette()
    labels = [_label(row.statements, row.votes) for row in frame.itertuples()]
    names = [str(name) for name in frame["theme_name"]]
    bars = Series(
        _("Statements"),
        tuple(float(count) for count in frame["statements"]),
        shape="bar",
        marks=tuple(Mark(colours.sequential[3] if code else colours.unknown) for code in frame["theme"]),
        labels={place: Label(text, "end") for place, text in enumerate(labels)},
        hover=tuple(f"{name}: {text}" for name, text in zip(names, labels, strict=True)),
        thickness=0.36 if narrow else 0.6,
    )
    most = int(frame["statements"].max())
    return Plot(
        "bar",
        (bars,),
        x=Axis(low=0, high=most * (1.6 if narrow else 1.25), visible=False),
        y=Axis(over=narrow),
        categories=tuple(names),
        height=80 + (52 if narrow else 36) * max(3, len(frame)),
    )


def _label(statements: int, votes: object) -> str:
    if pd.isna(votes):
        return number(statements)
    said = ngettext("{n} vote", "{n} votes", int(str(votes)))
    return _("{n} · {votes}").format(n=number(statements), votes=said)


def _insight(frame: pd.DataFrame, total: int) -> str:
    themed = frame[frame["theme"] != ""]
    if themed.empty:
        return _("None of the statements has a theme yet.")
    most = int(themed["statements"].max())
    first = listing(quoted(name) for name in themed.loc[themed["statements"] == most, "theme_name"])
    return _("{all} on {themes}. Most often, in {most} of them: {first}.").format(
        all=ngettext("{n} statement", "{n} statements", total),
        themes=ngettext("{n} theme", "{n} themes", len(themed)),
        most=number(most),
        first=first,
    )


def answers(question: str, rows: pd.DataFrame, *, unit: str, insight: str) -> Chart:
    """The answers to one question as bars in the order of the rows; `rows` has name and value, counted in `unit`.

    Not registered: it is drawn from a workshop that only its facilitator hands over.
    """
    colours = style.palette()
    values = [int(value) for value in rows["value"]]
    names = [str(name) for name in rows["name"]]
    bars = Series(
        unit,
        tuple(float(value) for value in values),
        shape="bar",
        marks=(Mark(colours.sequential[3]),) * len(values),
        labels={place: Label(number(value), "end") for place, value in enumerate(values)},
        hover=tuple(f"{name}: {number(value)}" for name, value in zip(names, values, strict=True)),
        thickness=0.6,
    )
    return Chart(
        id="workshop.answers",
        title=question,
        subtitle=unit,
        insight=insight,
        drawing=Plot(
            "bar",
            (bars,),
            x=Axis(title=unit, low=0, high=max([*values, 1]) * 1.15),
            categories=tuple(names),
            height=120 + 36 * max(3, len(values)),
        ),
        table=rows,
        sources=(),
        alt=_("Bar chart of the answers. {insight}").format(insight=insight),
    )
