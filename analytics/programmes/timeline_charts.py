"""The chart of programmes and events over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
        title=_("Programmes over the years"),
        subtitle=_("Bars are programmes, marks are events. The dotted line is the end of {year}").format(year=now),
        insight=insight,
        drawing=_blocks(frame, codes, now, narrow=bool(narrow)),
        table=frame,
        sources=(cite("programme_timeline", years=f"{FIRST}–{LAST}"),),
        alt=_("Timeline of programmes and events by country. {insight}").format(insight=insight),
        params={"countries": ",".join(codes)},
        method=_(
            "A bar runs from the first year to the last. A programme that runs and has no published last year reaches "
            "today, with an arrow. The dotted part is where an end is not known: to today where no page tells whether "
            "the programme still runs, else to the year of the page that says it has ended. Programmes without a first "
            "year are in the table only."
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
        (*_keys(), *series),
        x=Axis(low=FIRST, high=LAST + 1, step=10 if narrow else 5, years=True, grid=True),
        y=Axis(
            low=place + 0.4, high=0.7, ticks=tuple(ticks), strong=frozenset(names), letters=12 if narrow else 13
        ),
        rules=tuple(rules),
        legend="top",
        height=int(120 - (52 if narrow else 36) * place),
    )  # fmt: skip


def _programme(row: Mapping[str, Any], place: float, now: int) -> Series:
    """What is known of a programme's years as a bar, and behind it the years in which its end may lie."""
    start, known, open_end = int(row["start_year"]), row["end_year"], row["standing"] == "running"
    last = int(known) if pd.notna(known) else now if open_end else int(row["last_seen_year"])
    # Where nothing tells of an end, it may lie anywhere up to today; a page that says "ended" bounds it.
    bound = last if pd.notna(known) or open_end else now
    if row["standing"] == "ended" and pd.isna(known):
        bound = last if pd.isna(row["ended_by_year"]) else int(row["ended_by_year"])
    spans = [(start, min(last, LAST) + 1)] + ([(last + 1, bound + 1)] if bound > last else [])
    looks = _looks(style.country_colour(row["country"]))
    body = looks["running" if open_end else "ended" if row["standing"] == "ended" else "seen"]
    sign = "" if pd.notna(known) else "→" if open_end else "?"
    return Series(
        row["text"],
        (place,) * len(spans),
        tuple(float(end) for _begin, end in spans),
        shape="bar",
        start=tuple(float(begin) for begin, _end in spans),
        marks=(body, looks["unknown"])[: len(spans)],
        labels={len(spans) - 1: Label(sign, "right", body.edge, bold=True)} if sign else {},
        hover=(words.running_years(row),) * len(spans),
        thickness=0.56,
        in_legend=False,
    )


def _looks(colour: str) -> dict[str, Mark]:
    """The look of what runs, what has ended, what was last seen running, and of years in which an end may lie."""
    return {
        "running": Mark(colour, colour, 1),
        "seen": Mark(colour, colour, 1),
        "ended": Mark("", colour, 1, hatch="/", hatch_colour=colour, opacity=0.75),
        "unknown": Mark("", "", 0, hatch=".", hatch_colour=colour, opacity=0.75),
    }


def _keys() -> list[Series]:
    """The legend: series without values, one a look."""
    grey = style.palette().muted
    looks = _looks(grey)
    bars = {
        words.standing_name("running"): looks["running"],
        words.standing_name("ended"): looks["ended"],
        _("end not known"): looks["unknown"],
    }
    marks = {words.event_kind(kind): Mark(grey, grey, 1, symbol, 10) for kind, symbol in _EVENT_SYMBOLS.items()}
    return [
        *(
            Series(name, (None,), (None,), shape="bar", start=(0.0,), marks=(look,), key=look, helper=True)
            for name, look in bars.items()
        ),
        *(Series(name, (None,), (None,), shape="point", marks=(look,), helper=True) for name, look in marks.items()),
    ]


def _events(events: pd.DataFrame, places: Sequence[float], code: str) -> Series:
    colour = style.country_colour(code)
    return Series(
        country_name(code),
        tuple(places),
        tuple(int(year) + 0.5 for year in events["start_year"]),
        shape="point",
        marks=tuple(Mark(colour, colour, 1, _EVENT_SYMBOLS[kind], 10) for kind in events["kind"]),
        hover=tuple(f"{row['start_year']}\n{row['text']}" for row in events.to_dict("records")),
        in_legend=False,
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
