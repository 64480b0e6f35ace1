"""Charts of what clusters and companies need."""

from __future__ import annotations

from math import ceil, sqrt
from textwrap import wrap

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import NEED_THEMES, SERVICE_KINDS
from analytics.core.language import _, listing, ngettext, number, quoted
from analytics.core.plot import Axis, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.needs import questions


@chart(
    "needs.themes",
    question="Which themes are asked for most, by event, session or group? theme = the one in front.",
    ask=questions.themes,
    allowed={"theme": ("", *NEED_THEMES)},
)
def themes(frame: pd.DataFrame, *, by: str = "event", theme: str = "", narrow: int = 0) -> Chart:
    """Themes by number of needs, a panel for the whole and one for each part; `theme` is the one in front."""
    insight = _themes_insight(frame[frame["part"] == "all"])
    return Chart(
        title=_("What is asked for most"),
        subtitle=_("Number of needs by theme, in all and split; the same scale in every panel")
        if by != "event"
        else _("Number of needs by theme; the same scale in every panel"),
        insight=insight,
        drawing=_panels(frame, theme, alone=bool(narrow) or by == "event", narrow=bool(narrow)),
        table=frame[["theme", "part", "needs", "theme_needs", "part_needs"]],
        sources=questions.articles(),
        alt=_("Bar chart of needs by theme. {insight}").format(insight=insight),
        method=_(
            "Each need stands under one theme and counts once. A need that two groups share counts in the panel of "
            "both and once in the whole, so the panels of the groups add up to more than the whole. Needs are "
            "statements of two articles, not answers of persons: the numbers are small and say nothing of how many "
            "share a need."
        ),
    )


@chart(
    "needs.services",
    question="Which services do the needs ask for, and which of them are answered?",
    ask=questions.services,
)
def services(frame: pd.DataFrame, *, narrow: int = 0) -> Chart:
    """Themes by kinds of service: a dot a service, filled when answered, a dotted ring in part, an empty ring open."""
    insight = _services_insight(frame)
    return Chart(
        title=_("What would answer the needs, and what answers them already"),
        subtitle=_("A mark a service asked for: filled = answered, ring with a point = in part, empty ring = open"),
        insight=insight,
        drawing=_marks(frame, narrow=bool(narrow)),
        table=frame[["need_id", "theme", "service_kind", "service", "standing"]],
        sources=(*questions.articles(), cite("service_answers")),
        alt=_("Matrix of themes and kinds of service. {insight}").format(insight=insight),
        method=_(
            "Every need asks for one service. It counts as answered when a page of the atlas, a network or funding "
            "gives the whole of it, as answered in part when something is missing, else as open. Kinds and answers "
            "are our judgement; the reasons stand beside them."
        ),
    )


def _panels(frame: pd.DataFrame, theme: str, *, alone: bool, narrow: bool) -> Plot:
    split = [part for part in frame["part"].unique() if part != "all"]
    parts = split if alone and split else ["all", *split]  # events are not added up; a phone has no room
    codes = list(dict.fromkeys(frame["theme"]))
    first = frame.drop_duplicates("theme").set_index("theme")
    names = [
        _("{name} ({n})").format(name=first.at[code, "theme_name"], n=number(first.at[code, "theme_needs"]))
        if narrow
        else str(first.at[code, "theme_name"])
        for code in codes
    ]
    series, heads = [], []
    for place, part in enumerate(parts):
        rows = frame[frame["part"] == part].set_index("theme").loc[codes]
        head = rows.iloc[0]
        heads.append(_head(str(head["part_name"]), head["part_needs"], 16 if narrow else 120 // len(parts)))
        series.append(_bars(rows, str(head["part_name"]), part == "all", theme, place, narrow=narrow))
    return Plot(
        "bar",
        tuple(series),
        x=Axis(low=0, high=1.35 * int(frame["needs"].max()), visible=False),
        y=Axis(over=narrow),
        categories=tuple(names),
        facets=tuple(heads),
    )


def _head(name: str, needs: int, width: int) -> str:
    return "\n".join([*wrap(name[:1].upper() + name[1:], width, break_long_words=False), number(needs)])


def _bars(rows: pd.DataFrame, name: str, whole: bool, theme: str, facet: int, *, narrow: bool) -> Series:
    colours = style.palette()
    strong = colours.muted if whole else colours.sequential[3]
    return Series(
        name,
        tuple(float(n) for n in rows["needs"]),
        shape="bar",
        marks=tuple(Mark(strong if theme in ("", code) else style.tint(strong)) for code in rows.index),
        labels={place: Label(number(n), "end") for place, n in enumerate(rows["needs"])},
        hover=tuple(f"{row.theme_name}: {number(row.needs)}" for row in rows.itertuples()),
        thickness=0.32 if narrow else 0.55,
        facet=facet,
    )


def _marks(frame: pd.DataFrame, *, narrow: bool) -> Plot:
    codes = list(dict.fromkeys(frame["theme"]))
    kinds = [kind for kind in SERVICE_KINDS if kind in set(frame["service_kind"])]
    theme_names = frame.drop_duplicates("theme").set_index("theme")["theme_name"]
    kind_names = frame.drop_duplicates("service_kind").set_index("service_kind")["kind_name"]
    heads = [*(str(kind_names[kind]) for kind in kinds), _("All")]
    rows = [*(broken(theme_names[code], 14 if narrow else 40) for code in codes), _("All")]
    return Plot(
        "dots",
        (
            *(_dots(frame, standing, codes, kinds, narrow=narrow) for standing in questions.STANDINGS),
            _totals(frame, codes, kinds),
        ),
        x=Axis(
            low=-0.6,
            high=len(kinds) + 0.5,
            ticks=tuple((float(place), broken(head, 22 if narrow else 18)) for place, head in enumerate(heads)),
            top=True,
            upright=narrow,
            letters=11 if narrow else 13,
        ),
        y=Axis(
            low=-len(codes) - 0.5,
            high=0.6,
            ticks=tuple((-float(place), name) for place, name in enumerate(rows)),
            strong=frozenset({-float(len(codes))}),
            grid=True,
            letters=11 if narrow else 14,
        ),
    )


def _totals(frame: pd.DataFrame, codes: list[str], kinds: list[str]) -> Series:
    """The numbers of services of each row, each column and in all, at the edges."""
    places = [(len(kinds), -codes.index(str(code)), n) for code, n in frame.groupby("theme").size().items()]
    places += [(kinds.index(str(kind)), -len(codes), n) for kind, n in frame.groupby("service_kind").size().items()]
    places.append((len(kinds), -len(codes), len(frame)))
    return Series(
        _("All"),
        tuple(float(y) for _x, y, _n in places),
        tuple(float(x) for x, _y, _n in places),
        shape="text",
        labels={place: Label(number(n), "centre", bold=True) for place, (_x, _y, n) in enumerate(places)},
        helper=True,
    )


def _dots(frame: pd.DataFrame, standing: str, codes: list[str], kinds: list[str], *, narrow: bool) -> Series:
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
                points.append((x, y, str(row.service)))
    return Series(
        questions.standing_name(standing),
        tuple(y for _x, y, _service in points),
        tuple(x for x, _y, _service in points),
        shape="point",
        marks=(_look(standing, 8 if narrow else 13),),
        hover=tuple(service for _x, _y, service in points),
    )


def _look(standing: str, size: float) -> Mark:
    colours = style.palette()
    if standing == "answered":
        return Mark(colours.sequential[3], colours.sequential[3], 2, size=size)
    if standing == "partly":
        return Mark(colours.sequential[3], colours.sequential[3], 2, symbol="circle-dot", size=size)
    return Mark(colours.text, colours.text, 2, symbol="circle-open", size=size)


def _themes_insight(whole: pd.DataFrame) -> str:
    total = int(whole["needs"].sum())
    most = int(whole["needs"].max())
    first = listing(quoted(name) for name in whole.loc[whole["needs"] == most, "theme_name"])
    return _("{all} needs on {themes} themes. Most often, {n} times: {first}.").format(
        all=number(total), themes=number(len(whole)), n=number(most), first=first
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
