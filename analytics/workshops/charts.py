"""The charts of workshops: a reader's own, the answers to a question, shares side by side.

None is registered: they are drawn from what a workshop holds, which the atlas's tables do not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, listing, ngettext, number, percent, quoted
from analytics.core.plot import Axis, Label, Mark, Plot, Series

MOST_SHARES = 15  # answers drawn; the table has all
HEAD = 26  # letters of a line over a panel


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


def shares(kind: str, heading: str, rows: pd.DataFrame, names: Sequence[str]) -> Chart:
    """The part of those who answered that gave each answer, in one workshop or in two side by side.

    `rows` has name, devices_1 and share_pct_1, and for two workshops also devices_2 and share_pct_2; `names` says which
    workshop each is, with how many answered.
    """
    shown = rows.head(MOST_SHARES)
    colours = style.palette()
    values = [[None if pd.isna(v) else float(v) for v in shown[f"share_pct_{at}"]] for at in range(1, 1 + len(names))]
    answers = [str(name) for name in shown["name"]]
    told = _told_shares(kind, rows, names)
    series = tuple(
        Series(
            name,
            tuple(own),
            shape="bar",
            marks=(Mark(colours.sequential[3]),) * len(own),
            labels={at: Label(_("not asked") if v is None else percent(v, 0), "end") for at, v in enumerate(own)},
            hover=tuple(f"{answer}: {percent(v, 0)}" for answer, v in zip(answers, own, strict=True)),
            thickness=0.36,
            facet=place,
        )
        for place, (name, own) in enumerate(zip(names, values, strict=True))
    )
    heads = tuple("\n".join(wrap(name, HEAD)) for name in names) if len(names) > 1 else ()
    highest = max((v for own in values for v in own if v is not None), default=0.0)
    return Chart(
        id="workshop.shares",
        title=heading,
        subtitle=share_unit(kind),
        insight=told,
        drawing=Plot(
            "bar",
            series,
            x=Axis(title=_("% of those who answered"), low=0, high=max(highest, 10.0) * 1.3, ticks_wanted=3),
            y=Axis(over=True),
            categories=tuple(answers),
            facets=heads,
            height=100 + 46 * max(2, len(shown)) + 19 * max((1 + head.count("\n") for head in heads), default=0),
        ),
        table=_long(rows, names),
        sources=(),
        alt=_("Bar chart of the answers. {insight}").format(insight=told),
    )


def _long(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """A row an answer and workshop: name, value (the exact share in percent), counted (of whom), devices."""
    parts = [
        pd.DataFrame(
            {
                "name": rows["name"],
                "value": rows[f"share_pct_{at}"],
                "counted": _("{workshop}: % of those who answered").format(workshop=name),
                "devices": rows[f"devices_{at}"],
            }
        )
        for at, name in enumerate(names, 1)
    ]
    return pd.concat(parts, ignore_index=True)


def share_unit(kind: str) -> str:
    """Whose share is shown, of a kind of question or of the themes."""
    return {
        "themes": _("Share of those who wrote anything who wrote on the theme"),
        "words": _("Share of those who wrote anything who wrote the word"),
        "choice": _("Share of those who answered who chose it"),
        "scale": _("Share of those who answered at each point"),
        "ranking": _("Share of those who answered who put it first"),
        "dots": _("Share of those who answered who gave it any dots"),
    }[kind]


def _told_shares(kind: str, rows: pd.DataFrame, names: Sequence[str]) -> str:
    """What most said in the one workshop, or where the two are furthest apart; of a scale its mean."""
    if kind == "scale":
        means = [_mean(rows["name"], rows[f"devices_{at}"]) for at in range(1, 1 + len(names))]
        if len(means) == 1:
            return _("The mean is {mean}.").format(mean=number(means[0], 1))
        return _("The means are {first} and {second}.").format(first=number(means[0], 1), second=number(means[1], 1))
    if len(names) == 1:
        most = rows["share_pct_1"].max()
        first = listing(quoted(str(name)) for name in rows.loc[rows["share_pct_1"] == most, "name"].head(3))
        return _("Most often {names}: {share}.").format(names=first, share=percent(most, 0))
    apart = (rows["share_pct_1"] - rows["share_pct_2"]).abs().dropna()
    if apart.empty or not apart.max():
        return _("Both gave the same answers.")
    row = rows.loc[apart.idxmax()]
    return _("Furthest apart on {name}: {first} and {second}.").format(
        name=quoted(str(row["name"])), first=percent(row["share_pct_1"], 0), second=percent(row["share_pct_2"], 0)
    )


def _mean(points: pd.Series, devices: pd.Series) -> float:
    return float((points.astype(int) * devices).sum() / devices.sum())
