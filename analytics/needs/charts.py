"""Charts of what clusters and companies need."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import SERVICE_KINDS
from analytics.core.language import _, listing, ngettext, number, percent, quoted

_ROW = 1.0  # height of a theme's row, in the units of the vertical axis
_SYMBOLS = {"answered": "circle", "partly": "circle-open-dot", "open": "circle-open"}


def themes(
    frame: pd.DataFrame, *, sources: tuple[Source, ...], by: str = "event", theme: str = "", narrow: int = 0
) -> Chart:
    """Themes by number of needs, a panel for the whole and one for each part; `theme` is the one in front."""
    split = [part for part in frame["part"].unique() if part != "all"]
    parts = split if narrow and split else ["all", *split]  # on a phone the whole stands beside the name
    codes = list(dict.fromkeys(frame["theme"]))
    heights = [-_ROW * i for i in range(len(codes))]
    names = frame.drop_duplicates("theme").set_index("theme")["theme_name"]
    figure = style.figure().set_subplots(rows=1, cols=len(parts), horizontal_spacing=0.03)
    most = int(frame["needs"].max())
    tallest = 1
    for column, part in enumerate(parts, start=1):
        rows = frame[frame["part"] == part].set_index("theme").loc[codes]
        figure.add_trace(_bars(rows, heights, part == "all", theme, narrow=bool(narrow)), row=1, col=column)
        head = _panel_head(rows.iloc[0], 16 if narrow else 120 // len(parts))
        tallest = max(tallest, len(head))
        axis = figure.layout["xaxis" if column == 1 else f"xaxis{column}"]
        figure.add_annotation(
            x=axis.domain[0], xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=4,
            text="<br>".join(head), showarrow=False, align="left", font={"size": 11 if narrow else 14},
        )  # fmt: skip
    if narrow:
        totals = frame.drop_duplicates("theme").set_index("theme")["theme_needs"]
        for code, height in zip(codes, heights, strict=True):
            figure.add_annotation(
                x=0, xref="paper", xanchor="left", y=height, yshift=15, showarrow=False, borderpad=0,
                text=_("{name} ({n})").format(name=names[code], n=number(totals[code])),
                font={"size": 13, "color": style.palette().muted},
            )  # fmt: skip
    figure.update_xaxes(range=[0, most * 1.35], visible=False, fixedrange=True)
    figure.update_yaxes(range=[heights[-1] - 0.6, 0.8 if narrow else 0.6], visible=False, fixedrange=True)
    if not narrow:
        figure.update_layout(
            yaxis={
                "visible": True, "tickmode": "array", "tickvals": heights, "ticktext": [names[code] for code in codes],
                "showgrid": False, "ticklabelstandoff": 6,
            }
        )  # fmt: skip
    figure.update_layout(margin={"t": 12 + 19 * tallest})
    insight = _themes_insight(frame[frame["part"] == "all"])
    return Chart(
        id="needs.themes",
        title=_("What is asked for most"),
        subtitle=_("Number of needs by theme, in all and split; the same scale in every panel"),
        insight=insight,
        figure=figure,
        table=frame[["theme", "part", "needs", "theme_needs", "part_needs"]],
        sources=sources,
        alt=_("Bar chart of needs by theme. {insight}").format(insight=insight),
        params={"by": by, "theme": theme, "narrow": narrow},
        method=_(
            "Each need stands under one theme and counts once. A need that two groups share counts in the panel of "
            "both and once in the whole, so the panels of the groups add up to more than the whole. Needs are "
            "statements of two articles, not answers of persons: the numbers are small and say nothing of how many "
            "share a need."
        ),
    )


def change(frame: pd.DataFrame, *, sources: tuple[Source, ...]) -> Chart:
    """Needs by theme in the first year (ring) and the last (dot): what stayed, is new, was not named again."""
    figure = style.figure()
    colours = style.palette()
    first, last = int(frame["first_year"].iloc[0]), int(frame["last_year"].iloc[0])
    heads = {
        "stayed": _("Named both times"),
        "new": _("New in {year}").format(year=last),
        "gone": _("Not named again in {year}").format(year=last),
    }
    places: list[float] = []
    place = 0.0
    for kind, rows in frame.groupby("change", sort=False):
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=place, showarrow=False, text=f"<b>{heads[str(kind)]}</b>"
        )  # fmt: skip
        for row in rows.itertuples():
            place -= 1
            places.append(place)
            figure.add_trace(_change_line(row, place, colours))
        place -= 1.2
    most = int(frame[["needs_first", "needs_last"]].max().max())
    figure.update_layout(
        xaxis={
            "title": {"text": _("needs (number)")}, "range": [-0.25, most + 0.4], "dtick": 1, "showgrid": True,
            "fixedrange": True,
        },
        yaxis={
            "tickmode": "array", "tickvals": places, "ticktext": list(frame["theme_name"]), "showgrid": False,
            "range": [place + 0.7, 0.6], "ticklabelstandoff": 8, "fixedrange": True,
        },
        hovermode="closest",
    )  # fmt: skip
    insight = _change_insight(frame, first, last)
    return Chart(
        id="needs.change",
        title=_("What is new and what stayed"),
        subtitle=_("Number of needs by theme: ring {first}, dot {last}").format(first=first, last=last),
        insight=insight,
        figure=figure,
        table=frame[["theme", "change", "needs_first", "needs_last", "first_year", "last_year"]],
        sources=sources,
        alt=_("Chart of needs by theme in {first} and {last}. {insight}").format(
            first=first, last=last, insight=insight
        ),
        method=_(
            "The first and the last year with needs are compared. In {first} cluster organisations were heard through "
            "an article, in {last} companies, cluster organisations and stakeholders at an event: a theme that is new "
            "may be new because other people were asked. {n_first} and {n_last} needs are too few for shares."
        ).format(
            first=first,
            last=last,
            n_first=number(frame["all_first"].iloc[0]),
            n_last=number(frame["all_last"].iloc[0]),
        ),
    )


def services(frame: pd.DataFrame, *, sources: tuple[Source, ...], narrow: int = 0) -> Chart:
    """Themes by kinds of service: a dot a service, filled when answered, a dotted ring in part, an empty ring open."""
    codes = list(dict.fromkeys(frame["theme"]))
    kinds = [kind for kind in SERVICE_KINDS if kind in set(frame["service_kind"])]
    theme_names = frame.drop_duplicates("theme").set_index("theme")["theme_name"]
    kind_names = frame.drop_duplicates("service_kind").set_index("service_kind")["kind_name"]
    figure = style.figure()
    for standing, symbol in _SYMBOLS.items():
        figure.add_trace(_dots(frame, standing, symbol, codes, kinds, narrow=bool(narrow)))
    totals = [(len(kinds), -codes.index(code), n) for code, n in frame.groupby("theme").size().items()]
    totals += [(kinds.index(kind), -len(codes), n) for kind, n in frame.groupby("service_kind").size().items()]
    totals.append((len(kinds), -len(codes), len(frame)))
    figure.add_trace(
        go.Scatter(
            x=[x for x, _y, _n in totals], y=[y for _x, y, _n in totals], mode="text", hoverinfo="skip",
            text=[f"<b>{number(n)}</b>" for _x, _y, n in totals],
        )
    )  # fmt: skip
    heads = [*(kind_names[kind] for kind in kinds), _("All")]
    width = 22 if narrow else 18
    figure.update_layout(
        xaxis={
            "side": "top", "tickmode": "array", "tickvals": list(range(len(heads))), "tickangle": -90 if narrow else 0,
            "ticktext": [_broken(head, width) for head in heads], "range": [-0.6, len(kinds) + 0.5],
            "tickfont": {"size": 11 if narrow else 13}, "fixedrange": True,
        },
        yaxis={
            "tickmode": "array", "tickvals": [-i for i in range(len(codes) + 1)], "showgrid": True,
            "ticktext": [
                *(_broken(theme_names[code], 14 if narrow else 40) for code in codes), f"<b>{_('All')}</b>",
            ],
            "range": [-len(codes) - 0.5, 0.6], "ticklabelstandoff": 6, "fixedrange": True,
            "tickfont": {"size": 11 if narrow else 14},
        },
        hovermode="closest",
    )  # fmt: skip
    insight = _services_insight(frame)
    return Chart(
        id="needs.services",
        title=_("What would answer the needs, and what answers them already"),
        subtitle=_("A mark a service asked for: filled = answered, ring with a point = in part, empty ring = open"),
        insight=insight,
        figure=figure,
        table=frame[["need_id", "theme", "service_kind", "service", "standing"]],
        sources=(*sources, Source(_("Our judgement, by the tables of the atlas"), "service_answers")),
        alt=_("Matrix of themes and kinds of service. {insight}").format(insight=insight),
        params={"narrow": narrow},
        method=_(
            "Every need asks for one service. It counts as answered when a page of the atlas, a network or funding "
            "gives the whole of it, as answered in part when something is missing, else as open. Kinds and answers "
            "are our judgement; the reasons stand beside them."
        ),
    )


def europe(frame: pd.DataFrame) -> Chart:
    """Shares of respondents in surveys that ask what a need asks; an answer without a share has words, not a bar."""
    figure = style.figure()
    colours = style.palette()
    step = 2.2
    for i, row in enumerate(frame.to_dict("records")):
        known = pd.notna(row["share_pct"])
        said = percent(row["share_pct"], 0) if known else _("share not published")
        figure.add_trace(
            go.Bar(
                y=[-step * i], x=[row["share_pct"] if known else 0], orientation="h", width=0.8,
                marker={"color": colours.sequential[3]}, text=[said], textposition="outside", cliponaxis=False,
                textfont={"size": 14}, hovertemplate=f"{row['survey']}: {said}<extra></extra>", showlegend=False,
            )
        )  # fmt: skip
        figure.add_annotation(
            x=0, xanchor="left", y=-step * i + 0.95, showarrow=False, borderpad=0,
            text=f"{row['theme_name']}: <b>{row['answer']}</b>, {row['year']}", font={"size": 13},
        )  # fmt: skip
    figure.update_layout(
        barmode="overlay",
        xaxis={"title": {"text": _("% of respondents")}, "range": [0, 100], "dtick": 25, "showgrid": True,
               "fixedrange": True},
        yaxis={"visible": False, "range": [-step * (len(frame) - 1) - 0.8, 1.6], "fixedrange": True},
    )  # fmt: skip
    insight = _europe_insight(frame)
    return Chart(
        id="needs.europe",
        title=_("What surveys say on the same questions"),
        subtitle=_("% of respondents in surveys of other people and years; another scale than the numbers of needs"),
        insight=insight,
        figure=figure,
        table=frame[["theme", "survey", "year", "question", "answer", "share_pct", "n_respondents", "source_url"]],
        sources=tuple(
            Source(row.survey, "eu_needs_survey", url=row.source_url)
            for row in frame.drop_duplicates("source_url").itertuples()
        ),
        alt=_("Bar chart of survey answers. {insight}").format(insight=insight),
        method=_(
            "Only answers to questions that a need asks too: what clusters want and what companies gain. Shares are of "
            "the respondents of each survey and must not be set against the numbers of needs."
        ),
    )


# --- parts -----------------------------------------------------------------------------------------------


def _bars(rows: pd.DataFrame, heights: Sequence[float], whole: bool, theme: str, *, narrow: bool) -> go.Bar:
    colours = style.palette()
    strong = colours.muted if whole else colours.sequential[3]
    return go.Bar(
        y=list(heights),
        x=list(rows["needs"]),
        orientation="h",
        width=0.32 if narrow else 0.55,
        marker={"color": [strong if theme in ("", code) else style.tint(strong) for code in rows.index]},
        text=[number(n) for n in rows["needs"]],
        textposition="outside",
        textfont={"size": 14},
        cliponaxis=False,
        customdata=list(rows["theme_name"]),
        hovertemplate="%{customdata}: %{text}<extra></extra>",
        showlegend=False,
    )


def _panel_head(row: pd.Series, width: int) -> list[str]:
    lines = wrap(str(row["part_name"][:1].upper() + row["part_name"][1:]), width, break_long_words=False)
    return [*(f"<b>{line}</b>" for line in lines), number(row["part_needs"])]


def _broken(words: str, width: int) -> str:
    """Words on lines of at most `width` signs; a longer word stays whole."""
    return "<br>".join(wrap(words, width, break_long_words=False))


def _change_line(row: Any, place: float, colours: style.Palette) -> go.Scatter:
    return go.Scatter(
        x=[row.needs_first, row.needs_last],
        y=[place, place],
        mode="lines+markers",
        line={"color": colours.muted, "width": 1.5},
        marker={
            "symbol": ["circle-open", "circle"],
            "size": [18, 11],
            "color": [colours.muted, colours.sequential[3]],
            "line": {"width": [3, 0]},
            "opacity": 1,
        },
        cliponaxis=False,
        hovertemplate=f"{row.theme_name}: %{{x}}<extra></extra>",
        showlegend=False,
    )


def _dots(
    frame: pd.DataFrame, standing: str, symbol: str, codes: list[str], kinds: list[str], *, narrow: bool
) -> go.Scatter:
    """The services of one standing; those that share a cell stand in a small square, answered ones first."""
    spread = (0.42, 0.34) if narrow else (0.2, 0.34)
    points: list[tuple[float, float, str]] = []
    for (code, kind), cell in frame.groupby(["theme", "service_kind"], sort=False):
        across = ceil(sqrt(len(cell)))
        down = ceil(len(cell) / across)
        for i, row in enumerate(cell.itertuples()):
            if row.standing == standing:
                x = kinds.index(str(kind)) + spread[0] * (i % across - (across - 1) / 2)
                y = -codes.index(str(code)) - spread[1] * (i // across - (down - 1) / 2)
                points.append((x, y, row.service))
    colours = style.palette()
    return go.Scatter(
        x=[x for x, _y, _s in points],
        y=[y for _x, y, _s in points],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 8 if narrow else 13,
            "color": colours.text if standing == "open" else colours.sequential[3],
            "line": {"width": 2},
        },
        customdata=[service for _x, _y, service in points],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
        showlegend=False,
    )


def _themes_insight(whole: pd.DataFrame) -> str:
    total = int(whole["needs"].sum())
    most = int(whole["needs"].max())
    first = listing(quoted(name) for name in whole.loc[whole["needs"] == most, "theme_name"])
    return _("{all} needs on {themes} themes. Most often, {n} times: {first}.").format(
        all=number(total), themes=number(len(whole)), n=number(most), first=first
    )


def _change_insight(frame: pd.DataFrame, first: int, last: int) -> str:
    counts = frame["change"].value_counts()
    return _(
        "{stayed} of {all} themes were named both in {first} and in {last}, {new} only in {last}, {gone} only in "
        "{first}. The events were of different kinds, and the numbers are small."
    ).format(
        all=number(len(frame)),
        first=first,
        last=last,
        **{kind: number(int(counts.get(kind, 0))) for kind in ("stayed", "new", "gone")},
    )


def _services_insight(frame: pd.DataFrame) -> str:
    counts = frame["standing"].value_counts()
    n_open = int(counts.get("open", 0))
    promises = ngettext("{n} is an open promise", "{n} are open promises", n_open)
    return _("Of {all} services asked for, {answered} are answered, {partly} in part, and {promises}.").format(
        all=number(len(frame)),
        answered=number(int(counts.get("answered", 0))),
        partly=number(int(counts.get("partly", 0))),
        promises=promises,
    )


def _europe_insight(frame: pd.DataFrame) -> str:
    known = frame.dropna(subset="share_pct")
    counted = int(frame["n_respondents"].notna().sum())
    said = {"known": number(len(known)), "all": number(len(frame)), "counted": number(counted)}
    return _(
        "A share is published for {known} of {all} answers, the number of respondents for {counted} of {all}."
    ).format(**said)
