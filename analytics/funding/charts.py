"""The chart of funding over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, day, listing, ngettext
from analytics.core.plot import Axis, Empty, Label, Mark, Note, Plot, Rule, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.funding import questions

YEARS_BACK = 8  # what started earlier is cut at the left edge
_LINE = 19  # px: a line of text, the unit of the axis down
_BAR, _GAP = 0.6, 0.45  # lines: a bar, and the room around it
_COLUMNS = (
    *("funding_id", "name", "provider", "standing", "country_codes", "first_day", "last_day"),
    *("grant_min_keur", "grant_max_keur", "cofinancing_pct", "source_url", "source_year"),
)


@chart(
    "funding.timeline",
    question="What funding is open to a country's applicants, and until when? on = a day, empty is today.",
    ask=questions.opportunities_of,
)
def timeline(frame: pd.DataFrame, *, on: str = "", narrow: int = 0) -> Chart:
    """A bar an instrument from its first day to its last, its name and standing above it, and a line at the day `on`.

    A bar without a known end stops at the day with a question mark; an instrument without a known first day has none.
    """
    today = questions.the_day(on)
    insight = _insight(frame)
    return Chart(
        title=_("What is open, and until when"),
        subtitle=_(
            "Bars end on the last day to apply, else with the programme. Striped bars have no end stated, dotted ones "
            "are upcoming and pale ones closed. The dotted line is {day}."
        ).format(day=day(today)),
        insight=insight,
        drawing=Empty(insight) if frame.empty else _bars(frame, today, narrow=bool(narrow)),
        table=frame[list(_COLUMNS)],
        sources=(cite("funding", "rows"),),
        alt=_("Timeline of funding instruments with their standing on {day}. {insight}").format(
            day=day(today), insight=insight
        ),
        method=_(
            "An instrument is closed after the last day to apply, or after the last year of its programme where no such"
            " day is known, or when its page says so. It is upcoming before its first day, open between the two and not"
            " clear when the first or the last is not known. A year counts from 1 January to 31 December. A call can be"
            " closed while the programme that it fed still runs."
        ),
    )


def _bars(frame: pd.DataFrame, on: date, *, narrow: bool) -> Plot:
    today = _years(on)
    series, ticks, place = [], [], 0.0
    for row in frame.to_dict("records"):
        said = f"{broken(row['name'], 44)}\n{broken(row['says'], 48)}" if narrow else f"{row['name']}\n{row['says']}"
        place -= said.count("\n") + 1 + _GAP
        ticks.append((place, said))
        if pd.notna(row["first_day"]):
            series.append(_bar(row, place - _BAR / 2, today))
            place -= _BAR + _GAP
    starts = frame["first_day"].dropna()
    first = max(int(starts.dt.year.min()) if len(starts) else on.year, on.year - YEARS_BACK)
    last = max([on.year, *frame["last_day"].dropna().dt.year])
    muted = style.palette().muted
    return Plot(
        "timeline",
        tuple(series),
        x=Axis(low=float(first), high=last + 1.02, step=2 if narrow else 1, years=True, grid=True, top=True),
        y=Axis(
            low=place - 1.2,
            high=0.2,
            ticks=tuple(ticks),
            strong=frozenset() if narrow else frozenset(at for at, _said in ticks),  # broken lines would be half bold
            over=True,
            letters=13 if narrow else 14,
        ),
        rules=(Rule("x", today, Stroke(muted, 1.5, "dot")),),
        notes=(Note(day(on), x=today, y=place, side="bottom left" if narrow else "bottom", letters=13),),
        height=int(76 - _LINE * place),
    )


def _bar(row: Mapping[str, Any], place: float, today: float) -> Series:
    start, ended = _years(row["first_day"]), pd.notna(row["last_day"])
    stop = _years(row["last_day"]) + 1 / 365 if ended else max(today, start)
    unsure = not ended and row["standing"] == "unknown"
    return Series(
        str(row["name"]),
        (place,),
        (stop,),
        shape="bar",
        start=(start,),
        marks=(_look(row["standing"]),),
        labels={0: Label("?", "right", style.palette().muted, bold=True)} if unsure else {},
        hover=(f"{row['name']}\n{row['says']}",),
        thickness=_BAR,
    )


def _look(standing: str) -> Mark:
    """Full = open, dotted = upcoming, pale = closed, striped = not clear."""
    colours = style.palette()
    colour = colours.sequential[3] if standing in ("open", "upcoming") else colours.muted
    hatch = {"upcoming": ".", "unknown": "/"}.get(standing, "")
    opacity = 0.45 if standing == "closed" else 1.0
    return Mark(colour, colour, 1, hatch=hatch, hatch_colour=colours.background, opacity=opacity)  # type: ignore[arg-type]


def _years(value: date) -> float:
    """A day as a year with its part gone by, the unit of the axis."""
    start = date(value.year, 1, 1).toordinal()
    return value.year + (value.toordinal() - start) / (date(value.year + 1, 1, 1).toordinal() - start)


def _insight(frame: pd.DataFrame) -> str:
    if frame.empty:
        return _("No funding fits.")
    counted = frame["standing"].value_counts()
    parts = [
        ngettext("{n} is open", "{n} are open", counted.get("open", 0)),
        ngettext("{n} is upcoming", "{n} are upcoming", counted.get("upcoming", 0)),
        ngettext("{n} is not clear", "{n} are not clear", counted.get("unknown", 0)),
        ngettext("{n} is closed", "{n} are closed", counted.get("closed", 0)),
    ]
    here = [
        part for part, status in zip(parts, ("open", "upcoming", "unknown", "closed"), strict=True) if status in counted
    ]
    return _("Of {all} shown: {parts}.").format(all=len(frame), parts=listing(here))
