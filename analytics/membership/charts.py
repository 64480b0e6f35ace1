"""Charts of how many members a cluster has, and how their number grows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log10
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.label_layout import swarm
from analytics.core.language import _, country_name, listing, number, term
from analytics.core.plot import Axis, Band, Empty, Label, Mark, Plot, Rule, Series, Side, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken, halved
from analytics.membership import questions, words
from analytics.membership.words import FEWEST, FOR_BAND

_TICKS = (5, 10, 20, 50, 100, 200, 500)
# The plot on a phone, in pixels: points that are apart there are apart everywhere.
_WIDTH, _ROW = 250, 100
_POINT = 9.0


@chart(
    "membership.size",
    question="How many members has a cluster in each country? An empty country singles none out.",
    ask=questions.sizes,
    allowed={"country": ("", *NORDIC), "ecosystem": ("", *ECOSYSTEMS)},
)
def size(frame: pd.DataFrame, *, country: str = "", ecosystem: str = "", narrow: int = 0) -> Chart:
    """Every active cluster with a known count as a point, a row a country, with median and middle half.

    `narrow` is 1 on a phone, where names stand on several lines.
    """
    title = _("How many members a cluster has")
    known = frame.dropna(subset="members")
    if known.empty:
        said = _("{ecosystem}: no active cluster has a known number of members.").format(ecosystem=term(ecosystem))
        return Chart(title, "", said, frame, (), said, Empty(said))
    order = words.in_order(country)
    insight = words.size(frame, order)
    years = words.span(known["counts_year"])
    measure = _(
        "Members of active clusters, counted {years}. A point a cluster, the line the median, the band the middle half"
    ).format(years=years)
    return Chart(
        title=title,
        subtitle=f"{term(ecosystem)}: {measure}" if ecosystem else measure,
        insight=insight,
        drawing=_country_rows(frame, order, country, narrow=bool(narrow)),
        table=frame.drop(columns="grp"),
        sources=(cite("clusters", "counts", years=years),),
        alt=_("Points on a logarithmic scale, one a cluster, in rows by country. {insight}").format(insight=insight),
        method=_(
            "Members are the clusters' own latest published counts, of different years and often rounded. What counts "
            "as a member differs. Median and quartiles are over the active clusters with a known count (linear between "
            "ranks) and are not weighted. The middle half is drawn from {n} known counts on."
        ).format(n=number(FOR_BAND)),
    )


@chart(
    "membership.by_ecosystem",
    question="How many members has a cluster in each industrial ecosystem? An empty country takes all five as one.",
    ask=questions.by_ecosystem,
    allowed={"country": ("", *NORDIC)},
)
def by_ecosystem(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """Every active cluster with a known count as a point, a row an industrial ecosystem; `country` in colour."""
    known = frame.dropna(subset="members")
    insight = words.by_ecosystem(known, country)
    years = words.span(known["counts_year"])
    subtitle = (
        _(
            "{country} in colour, its neighbours grey: members of active clusters, counted {years}. The line is the "
            "neighbours' median"
        ).format(country=country_name(country), years=years)
        if country
        else _("All five countries: members of active clusters, counted {years}. The line is the median").format(
            years=years
        )
    )
    return Chart(
        title=_("Members by industrial ecosystem"),
        subtitle=subtitle,
        insight=insight,
        drawing=_ecosystem_rows(known, country),
        table=frame,
        sources=(cite("clusters", "counts", years=years),),
        alt=_("Points on a logarithmic scale, one a cluster, in rows by ecosystem. {insight}").format(insight=insight),
        method=_(
            "Ecosystems by the median of the grey points, largest first. One with no known count has no row. The middle"
            " half (band) is drawn from {band} known counts on, and two medians are set against each other only where "
            "both sides have at least {fewest}. With so few clusters a median says what was found, not what is typical."
        ).format(band=number(FOR_BAND), fewest=number(FEWEST)),
    )


@chart(
    "membership.growth",
    question="How have clusters grown for which the same thing was counted in several years?",
    ask=questions.growth,
    allowed={"country": ("", *NORDIC)},
)
def growth(frame: pd.DataFrame, *, country: str = "") -> Chart:
    """The first and last known counts of each cluster with several, and those between, a row a cluster."""
    series = [
        rows for _key, rows in sorted(
            frame.groupby(["cluster_id", "counted"], sort=False),
            key=lambda item: (item[1]["country"].iloc[0] != country, -item[1]["growth_pct_a_year"].iloc[0], item[0]),
        )
    ]  # fmt: skip
    insight = words.growth(series, country)
    years = words.span(frame["year"])
    return Chart(
        title=_("How memberships have grown"),
        subtitle=_(
            "Active clusters with the same thing counted in several years, {years}. A hollow ring is the first and a "
            "filled one the last known year, a star means companies alone"
        ).format(years=years),
        insight=insight,
        drawing=_growth_rows(series, frame, country),
        table=frame,
        sources=(cite("membership_composition", years=years),),
        alt=_("Dots for the known counts of each cluster, a row a cluster. {insight}").format(insight=insight),
        method=_(
            "Growth a year = (last count / first count) ^ (1 / years between) − 1. Years with no count have no point, "
            "and nothing is filled in between. A count of companies alone is never set beside a count of all members. "
            "Where two pages give a number for the same year, that of the page on the counts comes before that in the "
            "table of clusters. Clusters that tell their numbers may be those that grow."
        ),
    )


def _country_rows(frame: pd.DataFrame, order: list[str], country: str, *, narrow: bool) -> Plot:
    """A country's points with their spread, the median in figures below and the largest by name beside it."""
    known = frame.dropna(subset="members")
    of_country = dict(list(known.groupby("country")))
    listed = Counter(frame["country"])
    points, captions, bands, rules = [], [], [], []
    for place, code in enumerate(order):
        if code not in of_country:
            continue
        rows = of_country[code]
        colour, strong = style.country_colour(code), code == country or not country
        stats = next(rows.itertuples())
        bands += _middle_half(stats, -place, colour, 0.3)
        rules.append(_median(stats, -place, colour, 0.3))
        heights = [rise - place for rise in _rise(rows, _ROW, 0.29)]
        points.append(_points(country_name(code), rows, heights, colour, strong=strong))
        captions.append(_row_captions(rows, -place, colour, strong=strong, letters=10 if narrow else 99))
    return Plot(
        "strip",
        (*points, *captions),
        x=_members_axis(known, room=(0.12, 1.0 if narrow else 0.9)),  # names of the largest stand right of them
        y=Axis(
            low=0.5 - len(order),
            high=0.55,
            ticks=tuple(
                (-place, _country_tick(code, len(of_country.get(code, ())), listed[code]))
                for place, code in enumerate(order)
            ),
            strong=frozenset(-place for place, code in enumerate(order) if code == country),
        ),
        bands=tuple(bands),
        rules=tuple(rules),
    )


def _row_captions(rows: pd.DataFrame, place: float, colour: str, *, strong: bool, letters: int) -> Series:
    median = float(rows["group_median_members"].iloc[0])
    most, listed = min((-members, name) for members, name in zip(rows["members"], rows["name"], strict=True))
    name = broken(f"{words.short_name(listed)} {number(-most)}", letters)
    return Series(
        "",
        (place - 0.28, place),
        (median, float(-most)),
        shape="text",
        labels={
            0: Label(words.members_words(median), "bottom", colour, bold=strong),
            1: Label(f" {name}".replace("\n", "\n "), "right", style.palette().muted),
        },
        helper=True,
    )


def _ecosystem_rows(known: pd.DataFrame, country: str) -> Plot:
    """An ecosystem's points, the pooled ones grey with their spread, the country's own in its colour on top."""
    medians = known[known["grp"] != country].groupby("ecosystem")["group_median_members"].first()
    order = sorted(known["ecosystem"].unique(), key=lambda name: (-medians.get(name, 0.0), name))
    muted = style.palette().muted
    bands, rules, risen = [], [], []
    for place, name in enumerate(order):
        rows = known[known["ecosystem"] == name]
        risen.append(rows.assign(height=[rise - place for rise in _rise(rows, 34, 0.32)]))
        stats = next(rows[rows["grp"] != country].itertuples(), None)
        if stats is not None:
            bands += _middle_half(stats, -place, muted, 0.32)
            rules.append(_median(stats, -place, muted, 0.32))
    points = pd.concat(risen)
    neighbours = listing(country_name(code) for code in words.in_order(country)[1:])
    sides = {
        neighbours if country else _("All five countries"): (points[points["grp"] != country], muted),
        country_name(country) if country else "": (points[points["grp"] == country], style.country_colour(country)),
    }
    return Plot(
        "strip",
        tuple(
            _points(name, rows, list(rows["height"]), colour, strong=colour != muted)
            for name, (rows, colour) in sides.items()
            if len(rows)
        ),
        x=_members_axis(known),
        y=Axis(
            low=0.4 - len(order),
            high=0.6,
            ticks=tuple((-place, halved(term(name), 20)) for place, name in enumerate(order)),
        ),
        bands=tuple(bands),
        rules=tuple(rules),
    )


def _growth_rows(series: Sequence[pd.DataFrame], frame: pd.DataFrame, country: str) -> Plot:
    own = [rows["country"].iloc[0] == country for rows in series]
    return Plot(
        "dumbbell",
        tuple(
            _counts(rows, -place, strong=not country or mine)
            for place, (rows, mine) in enumerate(zip(series, own, strict=True))
        ),
        x=_members_axis(frame, ticks=(10, 50, 200), room=(0.7, 0.5)),  # room for the years at the ends
        y=Axis(
            low=0.3 - len(series),
            high=0.7,
            ticks=tuple((-place, _row_name(rows)) for place, rows in enumerate(series)),
            strong=frozenset(-place for place, mine in enumerate(own) if mine),
        ),
    )


def _counts(rows: pd.DataFrame, place: float, *, strong: bool) -> Series:
    """A cluster's counts in one row, hollow first, filled last, with the years of these, the lowest and the highest."""
    colour = style.country_colour(rows["country"].iloc[0])
    last = len(rows) - 1
    ranked = sorted(range(len(rows)), key=lambda i: (rows["members"].iloc[i], i))
    sides: dict[int, Side] = {ranked[0]: "left", ranked[-1]: "right"}
    return Series(
        words.short_name(rows["name"].iloc[0]),
        (float(place),) * len(rows),
        tuple(float(members) for members in rows["members"]),
        line=Stroke(colour, 2 if strong else 1, opacity=1 if strong else 0.7),
        marks=tuple(
            Mark("" if i == 0 else colour, colour, 2, size=10 if i in (0, last) else 6) for i in range(len(rows))
        ),
        labels={
            i: Label(str(rows["year"].iloc[i]), sides.get(i, "top"), style.palette().muted, letters=12)
            for i in sorted({0, last, ranked[0], ranked[-1]})
        },
        hover=tuple(words.members_of_year(row) for row in rows.itertuples()),
    )


def _row_name(rows: pd.DataFrame) -> str:
    star = "*" if rows["counted"].iloc[0] == "companies" else ""
    return halved(f"{words.short_name(rows['name'].iloc[0])}{star},\u00a0{rows['country'].iloc[0]}", 20)


def _country_tick(code: str, known: int, listed: int) -> str:
    said = _("{known} of {all}").format(known=number(known), all=number(listed))
    return f"{country_name(code)}\n{said}"


def _members_axis(frame: pd.DataFrame, ticks: Sequence[int] = _TICKS, room: tuple[float, float] = (0.12, 0.12)) -> Axis:
    """A logarithmic axis with `room` (in powers of ten) below the lowest and above the highest count."""
    low, high = float(frame["members"].min()), float(frame["members"].max())
    return Axis(
        _("members (logarithmic scale)"),
        low=low / 10 ** room[0],
        high=high * 10 ** room[1],
        log=True,
        ticks=tuple((tick, number(tick)) for tick in ticks),
        grid=True,
    )


def _rise(points: pd.DataFrame, row: float, reach: float) -> list[float]:
    """Offsets of a row's points in rows of `row` pixels, none beyond `reach`; points of a full row close up."""
    per_decade = _WIDTH / 2.3
    offsets = swarm([per_decade * log10(members) for members in points["members"]], _POINT)
    most = max((abs(offset) for offset in offsets), default=0.0)
    scale = min(1.0, reach * row / most) if most else 1.0
    return [offset * scale / row for offset in offsets]


def _points(name: str, points: pd.DataFrame, heights: list[float], colour: str, *, strong: bool) -> Series:
    return Series(
        name,
        tuple(heights),
        tuple(float(members) for members in points["members"]),
        shape="point",
        marks=(Mark(colour, style.palette().background, 1, size=_POINT, opacity=0.9 if strong else 0.65),),
        hover=tuple(words.cluster_members(row) for row in points.itertuples()),
    )


def _middle_half(stats: Any, place: float, colour: str, half: float) -> list[Band]:
    if stats.group_known < FOR_BAND:
        return []
    across = (float(stats.group_q1_members), float(stats.group_q3_members))
    return [Band(across, (place - half, place + half), colour, 0.16)]


def _median(stats: Any, place: float, colour: str, half: float) -> Rule:
    return Rule("x", float(stats.group_median_members), Stroke(colour, 3), place - half, place + half)
