"""The chart of a reader's own workshop."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, listing, ngettext, number, quoted


def themes(frame: pd.DataFrame, *, total: int, narrow: bool = False) -> Chart:
    """Themes by number of statements, most first, the votes beside them; `total` statements in all.

    `frame` has theme, theme_name, statements and votes (missing where none are known), theme "" = no theme.
    """
    places = [-i for i in range(len(frame))]
    colours = style.palette()
    names = frame["theme_name"].tolist()
    figure = style.figure()
    figure.add_trace(
        go.Bar(
            x=frame["statements"].tolist(),
            y=places,
            orientation="h",
            width=0.36 if narrow else 0.6,
            marker={"color": [colours.sequential[3] if code else colours.unknown for code in frame["theme"]]},
            text=[_label(row.statements, row.votes) for row in frame.itertuples()],
            textposition="outside",
            textfont={"size": 14},
            cliponaxis=False,
            customdata=names,
            hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )
    most = int(frame["statements"].max())
    figure.update_xaxes(range=[0, most * (1.6 if narrow else 1.25)], visible=False, fixedrange=True)
    figure.update_yaxes(range=[places[-1] - 0.6, 0.8], visible=not narrow, showgrid=False, fixedrange=True)
    if narrow:  # names stand over their bars
        for name, place in zip(names, places, strict=True):
            figure.add_annotation(
                x=0, xref="paper", xanchor="left", y=place, yshift=17, showarrow=False, borderpad=0, text=name,
                font={"size": 13, "color": colours.muted},
            )  # fmt: skip
    else:
        figure.update_yaxes(tickmode="array", tickvals=places, ticktext=names, ticklabelstandoff=6)
    insight = _insight(frame, total)
    return Chart(
        id="workshop.themes",
        title=_("What your workshop asked for most"),
        subtitle=_("Number of statements by theme; a statement with two themes counts under both"),
        insight=insight,
        figure=figure,
        table=frame[["theme", "statements", "votes"]],
        sources=(),
        alt=_("Bar chart of your statements by theme. {insight}").format(insight=insight),
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
