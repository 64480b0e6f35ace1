"""Charts of what clusters and companies need."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import NEED_THEMES
from analytics.core.language import _, listing, ngettext, number, quoted
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.needs import questions


@chart(
    "needs.themes",
    question="Which themes does each source name, by event, session or group? theme = the one in front.",
    ask=questions.themes,
    allowed={"theme": ("", *NEED_THEMES)},
)
def themes(frame: pd.DataFrame, *, by: str = "event", theme: str = "", narrow: int = 0) -> Chart:
    """Themes by sentences that name them, a panel for each event or part of one; `theme` is the one in front."""
    insight = _themes_insight()
    return Chart(
        title=questions.finding(),
        subtitle=_("Sentences on each theme, every source by itself, themes in alphabetical order"),
        insight=insight,
        drawing=_panels(frame, theme, narrow=bool(narrow)),
        table=frame[["theme", "part", "needs", "theme_needs", "part_needs"]],
        sources=questions.articles(),
        alt=_("Bar chart of sentences by theme, a panel a source. {insight}").format(insight=insight),
        method=_(
            "Each sentence stands under one theme. The article of 2021 was written by the host of NordicHub, the other "
            "one tells of an event on platforms in 2024, so the two are never added up or ranked together. Sentences "
            "are not votes and say nothing of how many share a need. One that two groups share stands with both."
        ),
    )


@chart(
    "needs.services",
    question="Which services were asked for, and which are answered? year = that of the event, 0 = the latest.",
    ask=questions.services,
)
def services(frame: pd.DataFrame, *, year: int = 0, narrow: int = 0) -> Chart:
    """Kinds of service asked for in one event or article, a bar a kind, parted by whether something answers them."""
    if frame.empty:
        return _no_services(year)
    event = str(frame["event_name"].iloc[0])
    insight = _services_insight(frame)
    return Chart(
        title=_("What was asked for, and what answers it already: {event}").format(event=event),
        subtitle=_("Services asked for, by kind and by whether something answers them"),
        insight=insight,
        drawing=_standings(frame, narrow=bool(narrow)),
        table=frame[["need_id", "event_year", "theme", "service_kind", "service", "standing"]],
        sources=(*questions.articles(str(frame["event"].iloc[0])), cite("service_answers")),
        alt=_("Bar chart of services by kind and standing. {insight}").format(insight=insight),
        method=_(
            "Every need asks for one service. It counts as answered when a page of the atlas, a network or funding "
            "gives the whole of it, as answered in part when something is missing, else as open. Kinds and answers "
            "are our judgement, and the reasons stand beside them. What was said in 2021 and in 2024 is not added up."
        ),
    )


def _no_services(year: int) -> Chart:
    said = _("No event or article of {year} is in the table of needs.").format(year=str(year))
    return Chart(
        title=_("Services asked for"),
        subtitle="",
        insight=said,
        drawing=Empty(said),
        table=questions.services().head(0),
        sources=questions.articles(),
        alt=said,
        method="",
    )


def _panels(frame: pd.DataFrame, theme: str, *, narrow: bool) -> Plot:
    listed = frame.to_dict("records")
    parts = list(dict.fromkeys(row["part"] for row in listed))
    names = {row["theme"]: str(row["theme_name"]) for row in listed}
    found = {(row["part"], row["theme"]): row for row in listed}
    series, heads = [], []
    for place, part in enumerate(parts):
        rows = [found[part, code] for code in names]
        head = rows[0]
        heads.append(_head(str(head["part_name"]), head["part_needs"], 16 if narrow else 120 // len(parts)))
        series.append(_bars(rows, str(head["part_name"]), theme, place, narrow=narrow))
    return Plot(
        "bar",
        tuple(series),
        x=Axis(low=0, high=1.35 * int(frame["needs"].max()), visible=False),
        y=Axis(over=narrow),
        categories=tuple(names.values()),
        facets=tuple(heads),
    )


def _head(name: str, needs: int, width: int) -> str:
    lines = wrap(name[:1].upper() + name[1:], width, break_long_words=False)
    return "\n".join([*lines, ngettext("{n} sentence", "{n} sentences", needs)])


def _bars(rows: list[dict[Any, Any]], name: str, theme: str, facet: int, *, narrow: bool) -> Series:
    colours = style.palette()
    strong = colours.sequential[3]
    return Series(
        name,
        tuple(float(row["needs"]) for row in rows),
        shape="bar",
        marks=tuple(
            Mark(strong if theme in ("", code) else style.tint(strong)) for code in (row["theme"] for row in rows)
        ),
        labels={place: Label(number(row["needs"]), "end") for place, row in enumerate(rows)},
        hover=tuple(f"{row['theme_name']}: {number(row['needs'])}" for row in rows),
        thickness=0.32 if narrow else 0.55,
        facet=facet,
    )


def _standings(frame: pd.DataFrame, *, narrow: bool) -> Plot:
    """A bar a kind of service, parted by standing; kinds in the order of the frame."""
    kinds = list(dict.fromkeys(frame["service_kind"]))
    names = frame.drop_duplicates("service_kind").set_index("service_kind")["kind_name"]
    asked: dict[tuple[str, str], list[str]] = {}
    for kind, standing, service in zip(frame["service_kind"], frame["standing"], frame["service"], strict=True):
        asked.setdefault((kind, standing), []).append(service)
    counts = {standing: [len(asked.get((kind, standing), ())) for kind in kinds] for standing in questions.STANDINGS}
    series = tuple(
        Series(
            questions.standing_name(standing),
            tuple(float(n) for n in counts[standing]),
            shape="bar",
            # Without an edge where there is none: it would be seen as a line at the end of the bar.
            marks=tuple(_look(standing) if n else Mark(style.palette().background) for n in counts[standing]),
            key=_look(standing),
            labels={place: Label(number(n), "centre") for place, n in enumerate(counts[standing]) if n},
            hover=tuple("\n".join(asked.get((kind, standing), ())) for kind in kinds),
            thickness=0.65,
        )
        for standing in questions.STANDINGS
    )
    return Plot(
        "stacked_bar",
        series,
        x=Axis(
            _("services asked for"), low=0, step=1 if max(Counter(frame["service_kind"]).values()) < 6 else 2, grid=True
        ),
        y=Axis(over=narrow),
        categories=tuple(str(names[kind]) for kind in kinds),
        legend="bottom",
    )


def _look(standing: str) -> Mark:
    colours = style.palette()
    strong = colours.sequential[3]
    if standing == "answered":
        return Mark(strong)
    if standing == "partly":
        return Mark(style.tint(strong))
    return Mark(colours.background, colours.text, 1.5)


def _themes_insight() -> str:
    """What each event's sentences are on most often, and that they are no votes."""
    said = [
        _("{n} of the {all} sentences in “{event}” are on {theme}.").format(
            event=str(rows["part_name"].iloc[0]),
            n=number(int(rows["needs"].iloc[0])),
            all=number(int(rows["part_needs"].iloc[0])),
            theme=listing(quoted(name) for name in rows["theme_name"]),
        )
        for _part, rows in questions.most_named().groupby("part", sort=False)
    ]
    return " ".join([*said, _("Sentences are not votes, and the two sources are not comparable.")])


def _services_insight(frame: pd.DataFrame) -> str:
    counts = frame["standing"].value_counts()
    said = {standing: number(int(counts.get(standing, 0))) for standing in questions.STANDINGS}
    return _(
        "Of the {all} services asked for, {answered} are answered, {partly} in part and {open} not at all."
    ).format(all=number(len(frame)), **said)
