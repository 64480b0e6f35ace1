"""The chart of programmes and events over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, country_name
from analytics.core.plot import Axis, Label, Mark, Plot, Rule, Series, Stroke, Symbol
from analytics.core.registry import chart
from analytics.core.sources import cite, read_year
from analytics.core.text_layout import broken
from analytics.programmes import questions, words

FIRST, LAST = 1990, 2030
_EVENT_SYMBOLS: Mapping[str, Symbol] = {
    "programme_start": "triangle-right",
    "programme_end": "x",
    "organisation": "circle",
    "strategy": "diamond",
    "evaluation": "star",
    "event": "circle-open",
}
_HATCHES: Mapping[str, Literal["", "/", "."]] = {"running": "", "ended": "/", "unclear": "."}
_LANE = 0.34  # rows between marks above each other


@chart(
    "programmes.timeline",
    question="Which programmes has each country had, and what happened when?",
    ask=questions.timeline,
    allowed={"country": COMPARED},
)
def timeline(frame: pd.DataFrame, *, country: str = "FI", narrow: int = 0) -> Chart:
    """Programmes as bars, events as marks above them, a block a country; the country in question first."""
    codes = sorted(frame["country"].unique(), key=lambda code: code != country)
    insight = words.timeline(frame, country)
    now = read_year("programme_timeline")
    return Chart(
        title=_("Programmes come and go"),
        subtitle=_(
            "Bars are programmes: full = running, striped = ended, dotted = not clear whether it runs, → = no last "
            "year published, ? = last year unknown. Marks are events: ▸ start, ✕ end, ● organisation, ◆ strategy, "
            "★ evaluation, ○ other. The dotted line is the end of {year}."
        ).format(year=now),
        insight=insight,
        drawing=_blocks(frame, codes, now, narrow=bool(narrow)),
        table=frame,
        sources=(cite("programme_timeline", years=f"{FIRST}–{LAST}"),),
        alt=_("Timeline of programmes and events by country. {insight}").format(insight=insight),
        params={"countries": ",".join(codes)},
        method=_(
            "A bar runs from the first year to the last. Where the last year is not known and the programme is "
            "not known to run, the bar ends with the last year that its page tells of. Programmes without a first year "
            "are in the table only."
        ),
    )


def _blocks(frame: pd.DataFrame, codes: Sequence[str], now: int, *, narrow: bool) -> Plot:
    """A block a country: its name beside the marks of its events, below them a row a programme."""
    drawn = frame[frame["start_year"].notna()]
    series: list[Series] = []
    ticks: list[tuple[float, str]] = []
    names, rules = [], [Rule("x", now + 1, Stroke(style.palette().muted, 1, "dot"))]
    place = 0.0
    for code in codes:
        part = drawn[drawn["country"] == code]
        events, programmes = part[part["kind"] != "programme"], part[part["kind"] == "programme"]
        taken = lanes(list(events["start_year"]), apart=3 if narrow else 1)
        names.append(place)
        ticks.append((place, country_name(code)))
        if len(events):
            series.append(_events(events, [place - _LANE * lane for lane in taken], code))
        place -= _LANE * max(taken, default=0) + 0.85
        for row in programmes.to_dict("records"):
            series.append(_programme(row, place, now))
            ticks.append((place, broken(row["text"], 21 if narrow else 36)))
            place -= 1
        place -= 0.35
        if code != codes[-1]:
            rules.append(Rule("y", place + 0.62, Stroke(style.palette().grid, 1)))
    return Plot(
        "timeline",
        tuple(series),
        x=Axis(low=FIRST, high=LAST + 1, step=10 if narrow else 5, years=True, grid=True),
        y=Axis(
            low=place + 0.4, high=0.7, ticks=tuple(ticks), strong=frozenset(names), letters=12 if narrow else 13
        ),
        rules=tuple(rules),
        height=int(120 - (52 if narrow else 36) * place),
    )  # fmt: skip


def _programme(row: Mapping[str, Any], place: float, now: int) -> Series:
    start, standing = int(row["start_year"]), row["standing"]
    known, colour = pd.notna(row["end_year"]), style.country_colour(row["country"])
    seen = now if standing == "running" else int(row["last_seen_year"])
    years = f"{start}–{row['end_year']}" if known else f"{start}–"
    unpublished = "" if known else "\n" + _("last year not published")
    mark = Mark(
        colour if standing == "running" else "",
        colour,
        1,
        hatch=_HATCHES[standing],
        hatch_colour=colour,
        opacity=1 if standing == "running" else 0.75,
    )
    return Series(
        row["text"],
        (place,),
        (min(int(row["end_year"]) if known else seen, LAST) + 1,),
        shape="bar",
        start=(start,),
        marks=(mark,),
        labels={} if known else {0: Label("→" if standing == "running" else "?", "right", colour, bold=True)},
        hover=(f"{row['text']}\n{years}, {words.standing_name(standing)}{unpublished}",),
        thickness=0.56,
    )


def _events(events: pd.DataFrame, places: Sequence[float], code: str) -> Series:
    colour = style.country_colour(code)
    return Series(
        country_name(code),
        tuple(places),
        tuple(int(year) + 0.5 for year in events["start_year"]),
        shape="point",
        marks=tuple(Mark(colour, colour, 1, _EVENT_SYMBOLS[kind], 10) for kind in events["kind"]),
        hover=tuple(f"{row['start_year']}\n{row['text']}" for row in events.to_dict("records")),
    )


def lanes(years: Sequence[int], apart: int) -> list[int]:
    """For each year (in order) the first lane whose last year is at least `apart` years earlier."""
    last: list[int] = []
    found = []
    for year in years:
        lane = next((n for n, before in enumerate(last) if year - before >= apart), len(last))
        last[lane : lane + 1] = [year]
        found.append(lane)
    return found
