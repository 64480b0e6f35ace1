"""Charts of members: how many a cluster has, of what kinds they are, and how their number grows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, listing, ngettext, number, percent, term
from analytics.markets.charts import _broken, _nothing

OTHERS, ALL = "OTHERS", "NORDIC"
FEWEST = 3  # known counts on both sides below which two medians are not set against each other
FOR_BAND = 4  # known counts below which the middle half is not drawn: it would stand on one or two clusters
YEAR_LIMITS = (2023, 2020, 2015)  # first years of the classes of counts, newest class first
KINDS = ("large", "sme", "company", "research_education", "public", "finance", "association", "other", "unaccounted")
_TICKS = (5, 10, 20, 50, 100, 200, 500)
# The plot on a phone, in pixels: points that are apart there are apart everywhere.
_WIDTH, _ROW = 250, 100
_POINT = 9.0


@dataclass(frozen=True)
class _Look:
    """How a part of a stacked bar is filled: a colour, hatched where the part is what is not known."""

    colour: str
    hatched: bool = False


def size(frame: pd.DataFrame, *, country: str = "", ecosystem: str = "") -> Chart:
    """Every active cluster with a known count as a point, a row a country, with median and middle half."""
    title = _("How many members a cluster has")
    known = frame.dropna(subset="members")
    params = {"country": country, "ecosystem": ecosystem}
    if known.empty:
        said = _("{ecosystem}: no active cluster has a known number of members.").format(ecosystem=term(ecosystem))
        return _nothing("membership.size", title, said, frame)
    order = _in_order(country)
    figure = style.figure()
    for place, code in enumerate(order):
        points = known[known["country"] == code]
        if len(points):
            _row(figure, points, -place, strong=code == country or not country)
    figure.update_layout(
        xaxis=_members_axis(known),
        yaxis={
            "range": [0.5 - len(order), 0.55],
            "tickvals": [-place for place in range(len(order))],
            "ticktext": [_country_tick(frame, code, strong=code == country) for code in order],
            "tickfont": {"color": style.palette().text},
            "showgrid": False,
        },
        hovermode="closest",
    )
    insight = _size_insight(frame, order)
    years = _years(known["counts_year"])
    measure = _(
        "Members of active clusters, counted {years}; a point a cluster, the line the median, the band the middle half"
    ).format(years=years)
    return Chart(
        id="membership.size",
        title=title,
        subtitle=f"{term(ecosystem)}: {measure}" if ecosystem else measure,
        insight=insight,
        figure=figure,
        table=frame.drop(columns="grp"),
        sources=_sources(years),
        alt=_("Points on a logarithmic scale, one a cluster, in rows by country. {insight}").format(insight=insight),
        params=params,
        method=_(
            "Members are the clusters' own latest published counts, of different years and often rounded; what counts "
            "as a member differs. Median and quartiles are over the active clusters with a known count (linear between "
            "ranks) and are not weighted. The middle half is drawn from {n} known counts on. An organisation with a "
            "row in two countries stands in both rows and counts once where countries are taken together."
        ).format(n=number(FOR_BAND)),
    )


def by_ecosystem(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """Every active cluster with a known count as a point, a row an industrial ecosystem; `country` in colour."""
    known = frame.dropna(subset="members")
    pooled = known[known["grp"] != country]
    medians = pooled.groupby("ecosystem")["group_median_members"].first()
    order = sorted(known["ecosystem"].unique(), key=lambda name: (-medians.get(name, 0.0), name))
    figure = style.figure()
    for place, name in enumerate(order):
        _ecosystem_row(figure, known[known["ecosystem"] == name], -place, country)
    figure.update_layout(
        xaxis=_members_axis(known),
        yaxis={
            "range": [0.4 - len(order), 0.6],
            "tickvals": [-place for place in range(len(order))],
            "ticktext": [_broken(term(name), 20) for name in order],
            "tickfont": {"color": style.palette().text},
            "showgrid": False,
        },
        hovermode="closest",
    )
    insight = _ecosystem_insight(known, country)
    years = _years(known["counts_year"])
    subtitle = (
        _(
            "{country} in colour, its neighbours grey: members of active clusters, counted {years}; the line is the "
            "neighbours' median"
        ).format(country=country_name(country), years=years)
        if country
        else _("All five countries: members of active clusters, counted {years}; the line is the median").format(
            years=years
        )
    )
    return Chart(
        id="membership.by_ecosystem",
        title=_("Members by industrial ecosystem"),
        subtitle=subtitle,
        insight=insight,
        figure=figure,
        table=frame,
        sources=_sources(years),
        alt=_("Points on a logarithmic scale, one a cluster, in rows by ecosystem. {insight}").format(insight=insight),
        params={"country": country},
        method=_(
            "Ecosystems by the median of the grey points, largest first; one with no known count has no row. The "
            "middle half (band) is drawn from {band} known counts on, and two medians are set against each other only "
            "where both sides have at least {fewest}. With so few clusters a median says what was found, not what is "
            "typical."
        ).format(band=number(FOR_BAND), fewest=number(FEWEST)),
    )


def coverage(frame: pd.DataFrame, *, country: str = "", ecosystem: str = "") -> Chart:
    """Active clusters of each country by the year of their member count, those with none hatched."""
    title = _("How much is known, and how old it is")
    if frame.empty:
        said = _("{ecosystem}: there is no active cluster.").format(ecosystem=term(ecosystem))
        return _nothing("membership.coverage", title, said, frame)
    order = _in_order(country)
    classed = frame.assign(period=[_period(row.known, row.counts_year) for row in frame.itertuples()])
    counts = classed.groupby(["country", "period"])["clusters"].sum()
    figure = style.figure()
    for place in range(len(YEAR_LIMITS) + 3):
        look = _period_look(place)
        figure.add_trace(
            _segments(
                [_strong(country_name(code), code == country) for code in order],
                [int(counts.get((code, place), 0)) for code in order],
                _period_name(place),
                look,
                [number(counts.get((code, place), 0)) for code in order],
            )
        )
    totals = frame.groupby("country")["clusters"].sum().reindex(order, fill_value=0)
    known = frame[frame["known"]].groupby("country")["clusters"].sum().reindex(order, fill_value=0)
    for code in order:
        figure.add_annotation(
            x=totals[code], y=_strong(country_name(code), code == country), xanchor="left", xshift=6, showarrow=False,
            text=_("{known} of {all}").format(known=number(known[code]), all=number(totals[code])),
        )  # fmt: skip
    _stack(figure, _("active clusters (number)"), 1.25 * max(int(totals.max()), 1))
    insight = _coverage_insight(frame, order)
    subtitle = _("Active clusters by the year of their published number of members; at the bar: known of all")
    return Chart(
        id="membership.coverage",
        title=title,
        subtitle=f"{term(ecosystem)}: {subtitle}" if ecosystem else subtitle,
        insight=insight,
        figure=figure,
        table=frame,
        sources=_sources(),
        alt=_("Stacked bars of active clusters by the year of their member count. {insight}").format(insight=insight),
        params={"country": country, "ecosystem": ecosystem},
        method=_(
            "Each row of the table of clusters is one active cluster of its country. A count is known when a page "
            "states the number of members; not every page says of which year."
        ),
    )


def growth(frame: pd.DataFrame, *, country: str = "") -> Chart:
    """The first and last known counts of each cluster with several, and those between, a row a cluster."""
    series = [
        rows for _key, rows in sorted(
            frame.groupby(["cluster_id", "counted"], sort=False),
            key=lambda item: (item[1]["country"].iloc[0] != country, -item[1]["growth_pct_a_year"].iloc[0], item[0]),
        )
    ]  # fmt: skip
    figure = style.figure()
    for place, rows in enumerate(series):
        _grown(figure, rows, -place, strong=not country or rows["country"].iloc[0] == country)
    figure.update_layout(
        xaxis=_members_axis(frame, ticks=(10, 50, 200), room=(0.6, 0.5)),  # room for the years at the ends
        yaxis={
            "range": [0.3 - len(series), 0.7],
            "tickvals": [-place for place in range(len(series))],
            "ticktext": [_series_name(rows, strong=rows["country"].iloc[0] == country) for rows in series],
            "tickfont": {"color": style.palette().text},
            "ticklabelstandoff": 6,
            "showgrid": False,
        },
        hovermode="closest",
    )
    insight = _growth_insight(series, country)
    years = _years(frame["year"])
    return Chart(
        id="membership.growth",
        title=_("How memberships have grown"),
        subtitle=_(
            "Active clusters with the same thing counted in several years, {years}; hollow = first, filled = last "
            "known year, * = companies alone"
        ).format(years=years),
        insight=insight,
        figure=figure,
        table=frame,
        sources=_sources(years, "membership_composition"),
        alt=_("Dots for the known counts of each cluster, a row a cluster. {insight}").format(insight=insight),
        params={"country": country},
        method=_(
            "Growth a year = (last count / first count) ^ (1 / years between) − 1. Years with no count have no point, "
            "and nothing is filled in between. A count of companies alone is never set beside a count of all members. "
            "Where two pages give a number for the same year, that of the page on the counts comes before that in the "
            "table of clusters. Clusters that tell their numbers may be those that grow."
        ),
    )


def composition_counted(frame: pd.DataFrame, *, country: str = "") -> Chart:
    """Members by kind as counted by the clusters themselves, a bar a cluster, what is not accounted for hatched."""
    several = frame[~frame["is_single_kind"]]
    drawn = several.dropna(subset="share_pct")
    heads = drawn.drop_duplicates("cluster_id")
    heads = heads.assign(own=heads["country"] == country, told=heads["members_accounted"] / heads["members_total"])
    order = heads.sort_values(["own", "told", "members_total", "name"], ascending=[False, False, False, True])
    labels = [_counted_label(row, strong=row.country == country) for row in order.itertuples()]
    figure = style.figure()
    _kind_bars(figure, drawn, "cluster_id", list(order["cluster_id"]), labels)
    _stack(figure, _("% of the cluster's members"), 100)
    insight = _counted_insight(frame, several, drawn)
    years = _years(drawn["year"])
    return Chart(
        id="membership.composition_counted",
        title=_("Kinds of members, as clusters count them"),
        subtitle=_("% of the cluster's own total (in brackets), counted {years}; hatched = not broken down").format(
            years=years
        ),
        insight=insight,
        figure=figure,
        table=frame,
        sources=_sources(years, "membership_composition"),
        alt=_("Stacked bars of members by kind, a bar a cluster. {insight}").format(insight=insight),
        params={"country": country},
        method=_(
            "Share = members of the kind / the total that the same page gives. A kind that a page does not name is "
            "unknown, not zero: it is in the hatched part. One count a cluster: one that tells kinds apart, of the "
            "total now given for the cluster or else the latest. A total that equals its one known kind is left out, "
            "because whether other kinds were counted is unknown; where the kinds add up to more than the total, no "
            "share is worked out."
        ),
    )


def composition_named(frame: pd.DataFrame, *, country: str = "", ecosystem: str = "") -> Chart:
    """Memberships known by name, by kind of member, a bar a country of the cluster."""
    title = _("Kinds of members known by name")
    if frame.empty:
        said = _("{ecosystem}: no member of an active cluster is known by name.").format(ecosystem=term(ecosystem))
        return _nothing("membership.composition_named", title, said, frame)
    order = [code for code in _in_order(country) if code in set(frame["country"])]
    heads = frame.drop_duplicates("country").set_index("country")
    labels = [
        _strong(f"{country_name(code)} ({number(heads.at[code, 'memberships_all'])})", code == country)
        for code in order
    ]
    figure = style.figure()
    _kind_bars(figure, frame[frame["country"] != ALL], "country", order, labels)
    _stack(figure, _("% of memberships known by name"), 100)
    insight = _named_insight(frame, country)
    subtitle = _("Members of active clusters named on public pages, by kind; in brackets their number")
    return Chart(
        id="membership.composition_named",
        title=title,
        subtitle=f"{term(ecosystem)}: {subtitle}" if ecosystem else subtitle,
        insight=insight,
        figure=figure,
        table=frame,
        sources=_sources(table="memberships"),
        alt=_("Stacked bars of named members by kind, a bar a country. {insight}").format(insight=insight),
        params={"country": country, "ecosystem": ecosystem},
        method=_(
            "A membership is one organisation in one cluster, whichever of its confirmed names it is listed under; an "
            "organisation in two clusters counts twice. The country is the cluster's. The lists are partial: pages "
            "name some members and rarely all, often the large and the well known, so the shares are of those named "
            "and not of all members. For most companies no size is stated."
        ),
    )


def headline(groups: pd.DataFrame, country: str, ecosystem: str = "") -> str:
    """The median of a country beside those of its neighbours, with what is known; `groups` as in `questions`."""
    said = {
        "place": f"{country_name(country)}, {term(ecosystem)}" if ecosystem else country_name(country),
        "known": number(_cell(groups, country, "known", 0)),
        "all": number(_cell(groups, country, "clusters", 0)),
        "median": members_words(_cell(groups, country, "median_members")),
        "neighbours": members_words(_cell(groups, OTHERS, "median_members")),
        "values": listing(
            _median_words(code, _cell(groups, code, "median_members"), int(_cell(groups, code, "known", 0) or 0))
            for code in _in_order(country)[1:]
        ),
    }
    if not _cell(groups, country, "known", 0):
        return _(
            "{place}: no active cluster has a known number of members; the median in the neighbours is {neighbours}."
        ).format(**said)
    return _(
        "{place}: the median cluster has {median} members, in the neighbours {neighbours} ({values}). "
        "A number is known for {known} of {all} active clusters."
    ).format(**said)


def members_words(value: float | None) -> str:
    """A number of members, with one decimal where a median lies between two."""
    return number(value, 0 if pd.isna(value) or float(value or 0) % 1 == 0 else 1)


def _median_words(code: str, median: float | None, known: int) -> str:
    """A country's median, with a warning where it stands on one or two clusters."""
    said = f"{country_name(code)} {members_words(median)}"
    return _("{median} (only {n} known)").format(median=said, n=number(known)) if 0 < known < FEWEST else said


def kind_name(kind: str) -> str:
    """A kind of member, in the plural."""
    return {
        "large": _("Large companies"),
        "sme": _("Small and medium-sized companies"),
        "company": _("Companies, size not stated"),
        "research_education": _("Research and education"),
        "public": _("Public bodies"),
        "finance": _("Financiers"),
        "association": _("Associations"),
        "other": _("Other members"),
        "unaccounted": _("Not broken down"),
    }[kind]


def short_name(name: str) -> str:
    """A cluster's name up to a bracket, slash, dash, comma or a Finnish association's "ry", for a mark in a chart."""
    return re.split(r" \(| / | [-–] |, | ry$", name)[0]


def swarm(places: Sequence[float], width: float) -> list[float]:
    """Offsets across the axis so that no two points of `width` at `places` cover each other, the same each time.

    Places and offsets in pixels. Points go in order of place, each to the free offset nearest the middle.
    """
    done: list[tuple[float, float]] = []
    offsets = [0.0] * len(places)
    for i in sorted(range(len(places)), key=lambda i: places[i]):
        near = [(x, y) for x, y in done if places[i] - x < width]
        step = 0
        while any((places[i] - x) ** 2 + (_offset(step, width) - y) ** 2 < width**2 - 1e-9 for x, y in near):
            step += 1
        offsets[i] = _offset(step, width)
        done.append((places[i], offsets[i]))
    return offsets


# --- parts -----------------------------------------------------------------------------------------------


def _offset(step: int, width: float) -> float:
    """0, then to either side by quarters of a point's width."""
    return (1 if step % 2 else -1) * ((step + 1) // 2) * width / 4


def _in_order(country: str) -> list[str]:
    return sorted(NORDIC, key=lambda code: code != country)


def _cell(groups: pd.DataFrame, group: str, column: str, default: float | None = None) -> float | None:
    return groups.at[group, column] if group in groups.index else default


def _strong(words: str, on: bool) -> str:
    return f"<b>{words}</b>" if on else words


def _country_tick(frame: pd.DataFrame, code: str, *, strong: bool) -> str:
    own = frame[frame["country"] == code]
    known = _("{known} of {all}").format(known=number(own["members"].notna().sum()), all=number(len(own)))
    return f"{_strong(country_name(code), strong)}<br>{known}"


def _members_axis(
    frame: pd.DataFrame, ticks: Sequence[int] = _TICKS, room: tuple[float, float] = (0.12, 0.12)
) -> dict[str, Any]:
    """A logarithmic axis with `room` (in powers of ten) below the lowest and above the highest count."""
    low, high = float(frame["members"].min()), float(frame["members"].max())
    return {
        "type": "log",
        "range": [log10(low) - room[0], log10(high) + room[1]],
        "tickvals": list(ticks),
        "ticktext": [number(tick) for tick in ticks],
        "tickangle": 0,
        "title": {"text": _("members (logarithmic scale)")},
        "showgrid": True,
    }


def _rise(points: pd.DataFrame, row: float, reach: float) -> list[float]:
    """Offsets of a row's points in rows of `row` pixels, none beyond `reach`; points of a full row close up."""
    per_decade = _WIDTH / 2.3
    offsets = swarm([per_decade * log10(members) for members in points["members"]], _POINT)
    most = max((abs(offset) for offset in offsets), default=0.0)
    scale = min(1.0, reach * row / most) if most else 1.0
    return [offset * scale / row for offset in offsets]


def _points(points: pd.DataFrame, heights: list[float], colour: str, *, strong: bool = True) -> go.Scatter:
    return go.Scatter(
        x=[int(members) for members in points["members"]],
        y=heights,
        mode="markers",
        marker={
            "size": _POINT,
            "color": colour,
            "opacity": 0.9 if strong else 0.65,
            "line": {"color": style.palette().background, "width": 1},
        },
        text=[_told(row) for row in points.itertuples()],
        hovertemplate="%{text}<extra></extra>",
    )


def _told(row: Any) -> str:
    said = {"name": row.name, "country": country_name(row.country), "n": number(row.members), "year": row.counts_year}
    if pd.isna(row.counts_year):
        return _("{name} ({country}): {n} members, year not stated").format(**said)
    return _("{name} ({country}): {n} members in {year}").format(**said)


def _spread(figure: go.Figure, place: float, stats: Any, colour: str, half: float) -> None:
    """The band of the middle half, under the points, and the line of the median, over them."""
    if stats.group_known >= FOR_BAND:
        figure.add_shape(
            type="rect", layer="below", x0=stats.group_q1_members, x1=stats.group_q3_members,
            y0=place - half, y1=place + half, line={"width": 0}, fillcolor=colour, opacity=0.16,
        )  # fmt: skip
    figure.add_shape(
        type="line", x0=stats.group_median_members, x1=stats.group_median_members,
        y0=place - half, y1=place + half, line={"color": colour, "width": 3},
    )  # fmt: skip


def _row(figure: go.Figure, points: pd.DataFrame, place: float, *, strong: bool) -> None:
    """A country's points, spread, median in figures below and the largest by name above."""
    code = points["country"].iloc[0]
    colour = style.country_colour(code)
    stats = next(points.itertuples())
    _spread(figure, place, stats, colour, 0.3)
    figure.add_trace(_points(points, [place + rise for rise in _rise(points, _ROW, 0.29)], colour, strong=strong))
    figure.add_annotation(
        x=log10(stats.group_median_members), y=place - 0.31, yanchor="top", showarrow=False, borderpad=0,
        text=_strong(members_words(stats.group_median_members), strong), font={"color": colour},
    )  # fmt: skip
    largest = points.sort_values(["members", "name"], ascending=[False, True]).iloc[0]
    figure.add_annotation(
        x=log10(largest["members"]), y=place + 0.29, xanchor="right", yanchor="bottom", xshift=6, showarrow=False,
        borderpad=0, text=f"{short_name(largest['name'])} {number(largest['members'])}",
        font={"color": style.palette().muted},
    )  # fmt: skip


def _ecosystem_row(figure: go.Figure, points: pd.DataFrame, place: float, country: str) -> None:
    """An ecosystem's points, the pooled ones grey with their spread, the country's own in its colour on top."""
    pooled = points[points["grp"] != country]
    if len(pooled):
        _spread(figure, place, next(pooled.itertuples()), style.palette().muted, 0.32)
    heights = [place + rise for rise in _rise(points, 34, 0.32)]
    own = (points["grp"] == country).tolist()
    for mine, colour in ((False, style.palette().muted), (True, style.country_colour(country))):
        chosen = [i for i, is_own in enumerate(own) if is_own == mine]
        if chosen:
            figure.add_trace(_points(points.iloc[chosen], [heights[i] for i in chosen], colour, strong=mine))


def _grown(figure: go.Figure, rows: pd.DataFrame, place: float, *, strong: bool) -> None:
    """A cluster's counts in one row, hollow first, filled last, with the years of these, the lowest and the highest."""
    colour = style.country_colour(rows["country"].iloc[0])
    last = len(rows) - 1
    figure.add_trace(
        go.Scatter(
            x=[int(members) for members in rows["members"]],
            y=[place] * len(rows),
            mode="lines+markers",
            opacity=1 if strong else 0.7,
            line={"color": colour, "width": 2 if strong else 1},
            marker={
                "size": [10 if i in (0, last) else 6 for i in range(len(rows))],
                "color": [style.palette().background if i == 0 else colour for i in range(len(rows))],
                "line": {"color": colour, "width": 2},
            },
            text=[_counted_told(row) for row in rows.itertuples()],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    ranked = sorted(range(len(rows)), key=lambda i: (rows["members"].iloc[i], i))
    for i in {0, last, ranked[0], ranked[-1]}:
        beside = {
            ranked[0]: {"xanchor": "right", "xshift": -9},
            ranked[-1]: {"xanchor": "left", "xshift": 9},
        }.get(i, {"xanchor": "center", "yanchor": "bottom", "yshift": 5})
        figure.add_annotation(
            x=log10(rows["members"].iloc[i]), y=place, showarrow=False, borderpad=0, **beside,
            text=str(rows["year"].iloc[i]), font={"color": style.palette().muted, "size": 12},
        )  # fmt: skip


def _counted_told(row: Any) -> str:
    said = {"name": row.name, "n": number(row.members), "year": row.year}
    if row.counted == "companies":
        return _("{name}: {n} companies in {year}").format(**said)
    return _("{name}: {n} members in {year}").format(**said)


def _series_name(rows: pd.DataFrame, *, strong: bool) -> str:
    star = "*" if rows["counted"].iloc[0] == "companies" else ""
    return _strong(_broken(f"{short_name(rows['name'].iloc[0])}{star},\u00a0{rows['country'].iloc[0]}", 20), strong)


def _counted_label(row: Any, *, strong: bool) -> str:
    name = f"{short_name(row.name)},\u00a0{row.country}\u00a0({number(row.members_total)})"
    return _strong(_broken(name, 20), strong)


def _looks() -> dict[str, _Look]:
    colours = style.palette()
    return {
        "large": _Look(colours.sequential[4]),
        "sme": _Look(colours.sequential[3]),
        "company": _Look(colours.sequential[2]),
        "research_education": _Look(colours.diverging[4]),
        "public": _Look(colours.diverging[3]),
        "finance": _Look(colours.text),
        "association": _Look(colours.muted),
        "other": _Look(colours.unknown),
        "unaccounted": _Look(colours.background, hatched=True),
    }


def _kind_bars(figure: go.Figure, frame: pd.DataFrame, by: str, order: list[str], labels: list[str]) -> None:
    """A trace a kind of member that occurs, the bars in the order given."""
    for kind in KINDS:
        rows = frame[frame["kind"] == kind].set_index(by)
        if len(rows):
            shares = [float(share) for share in rows["share_pct"].reindex(order, fill_value=0.0)]
            figure.add_trace(
                _segments(labels, shares, kind_name(kind), _looks()[kind], [percent(share, 0) for share in shares])
            )


def _segments(labels: list[str], lengths: Sequence[float], name: str, look: _Look, words: list[str]) -> go.Bar:
    """One part of every bar; a part of no length says nothing."""
    return go.Bar(
        y=labels,
        x=list(lengths),
        name=name,
        orientation="h",
        marker={
            "color": look.colour,
            "pattern": {
                "shape": "/" if look.hatched else "",
                "fgcolor": style.palette().muted,
                "bgcolor": look.colour,
                "size": 6,
            },
            "line": {"color": style.palette().background, "width": 1},
        },
        text=[word if length else "" for word, length in zip(words, lengths, strict=True)],
        textposition="none" if look.hatched else "inside",
        insidetextanchor="middle",
        textangle=0,
        customdata=words,
        hovertemplate=f"%{{y}}, {name}: %{{customdata}}<extra></extra>",
    )


def _stack(figure: go.Figure, unit: str, top: float) -> None:
    figure.update_layout(
        barmode="stack",
        bargap=0.3,
        uniformtext={"minsize": 12, "mode": "hide"},
        xaxis={"title": {"text": unit}, "range": [0, top], "nticks": 6, "showgrid": True},
        yaxis={
            "showgrid": False, "autorange": "reversed", "ticklabelstandoff": 6,
            "tickfont": {"color": style.palette().text},
        },
        showlegend=True,
        legend={
            "orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "itemclick": False, "traceorder": "normal",
        },
    )  # fmt: skip


def _period(known: bool, year: Any) -> int:
    """The class of a count: newest first, then years before, year not stated, no count."""
    if not known:
        return len(YEAR_LIMITS) + 2
    if pd.isna(year):
        return len(YEAR_LIMITS) + 1
    return next((place for place, first in enumerate(YEAR_LIMITS) if year >= first), len(YEAR_LIMITS))


def _period_name(place: int) -> str:
    if place == 0:
        return _("{year} or later").format(year=YEAR_LIMITS[0])
    if place < len(YEAR_LIMITS):
        return f"{YEAR_LIMITS[place]}–{YEAR_LIMITS[place - 1] - 1}"
    if place == len(YEAR_LIMITS):
        return _("before {year}").format(year=YEAR_LIMITS[-1])
    return _("year not stated") if place == len(YEAR_LIMITS) + 1 else _("number not known")


def _period_look(place: int) -> _Look:
    colours = style.palette()
    if place <= len(YEAR_LIMITS):
        return _Look(colours.sequential[4 - place])
    return _Look(colours.unknown) if place == len(YEAR_LIMITS) + 1 else _Look(colours.background, hatched=True)


def _years(years: pd.Series) -> str:
    known = years.dropna()
    return f"{int(known.min())}–{int(known.max())}" if len(known) else _("in years not stated")


def _sources(years: str = "", table: str = "clusters") -> tuple[Source, ...]:
    return (
        Source(
            text=_("Clusters' own pages and news about them, read November 2026; each row names its page"),
            table=table,
            years=years,
        ),
    )


# --- sentences -------------------------------------------------------------------------------------------


def _size_insight(frame: pd.DataFrame, order: list[str]) -> str:
    known = frame.dropna(subset="members")
    first = known[known["country"] == order[0]]
    said = _(
        "Median members a cluster: {medians}. A number is known for {known} of {all} active clusters; {undated} of "
        "these state no year."
    ).format(
        medians=listing(
            _median_words(code, rows["group_median_members"].iloc[0], len(rows))
            for code in order
            if len(rows := known[known["country"] == code])
        ),
        known=number(len(known)),
        all=number(len(frame)),
        undated=number(known["counts_year"].isna().sum()),
    )
    if len(first) < FOR_BAND:
        return said
    middle = _("{country}: the middle half of the clusters has {low}–{high} members.").format(
        country=country_name(order[0]),
        low=number(first["group_q1_members"].iloc[0]),
        high=number(first["group_q3_members"].iloc[0]),
    )
    return f"{said} {middle}"


def _ecosystem_insight(known: pd.DataFrame, country: str) -> str:
    groups = known.groupby(["grp", "ecosystem"])["group_median_members"].agg(["first", "size"])
    counts = {"known": number(len(known)), "ecosystems": number(known["ecosystem"].nunique())}
    if not country:
        return _("A number of members is known for {known} clusters in {ecosystems} of the 14 ecosystems.").format(
            **counts
        )
    enough = groups[groups["size"] >= FEWEST]["first"].unstack("grp").reindex(columns=[country, OTHERS]).dropna()

    def those(rows: pd.DataFrame) -> str:
        found = [
            _("{ecosystem} ({own} against {others})").format(
                ecosystem=term(str(name)), own=members_words(row[country]), others=members_words(row[OTHERS])
            )
            for name, row in rows.iterrows()
        ]
        return listing(found) if found else _("none")

    return _(
        "{country}: median above the neighbours' in {above}; below in {below}. Compared where both sides have at least "
        "{fewest} clusters with a known number."
    ).format(
        country=country_name(country),
        above=those(enough[enough[country] > enough[OTHERS]]),
        below=those(enough[enough[country] < enough[OTHERS]]),
        fewest=number(FEWEST),
    )


def _coverage_insight(frame: pd.DataFrame, order: list[str]) -> str:
    known = frame[frame["known"]]
    first, mine = known[known["country"] == order[0]], frame[frame["country"] == order[0]]
    return _(
        "{country}: a number of members is known for {own} of {own_all} active clusters; in all five countries for "
        "{known} of {all}. Of these, {new} are of {year} or later and {undated} state no year."
    ).format(
        country=country_name(order[0]),
        own=number(first["clusters"].sum()),
        own_all=number(mine["clusters"].sum()),
        known=number(known["clusters"].sum()),
        all=number(frame["clusters"].sum()),
        new=number(known.loc[known["counts_year"] >= YEAR_LIMITS[1], "clusters"].sum()),
        year=YEAR_LIMITS[1],
        undated=number(known.loc[known["counts_year"].isna(), "clusters"].sum()),
    )


def _growth_insight(series: list[pd.DataFrame], country: str) -> str:
    if not series:
        return _("No active cluster has counts of several years.")
    shrunk = sum(rows["growth_pct_a_year"].iloc[0] < 0 for rows in series)
    said = ngettext(
        "{n} cluster has counts of several years.", "{n} clusters have counts of several years.", len(series)
    )
    said += " " + _("{shrunk} of them had fewer in the last year than in the first.").format(shrunk=number(shrunk))
    own = [rows for rows in series if rows["country"].iloc[0] == country]
    if not country:
        return said
    if not own:
        return said + " " + _("{country}: none of them.").format(country=country_name(country))
    told = listing(
        _("{name} from {first} ({start}) to {last} ({end})").format(
            name=short_name(rows["name"].iloc[0]),
            first=number(rows["members"].iloc[0]),
            start=rows["year"].iloc[0],
            last=number(rows["members"].iloc[-1]),
            end=rows["year"].iloc[-1],
        )
        for rows in own[:3]
    )
    known = {"country": country_name(country), "clusters": told, "n": number(len(own))}
    if len(own) > 3:
        return said + " " + _("{country}: {n} of them, the fastest growing {clusters}.").format(**known)
    return said + " " + _("{country}: {clusters}.").format(**known)


def _counted_insight(frame: pd.DataFrame, several: pd.DataFrame, drawn: pd.DataFrame) -> str:
    over = several[several["share_pct"].isna()].drop_duplicates("cluster_id")
    whole = drawn[drawn["members_accounted"] == drawn["members_total"]]
    said = _(
        "{told} of {all} active clusters publish a count that tells kinds of members apart, {whole} of them for all "
        "members; {single} count one kind alone and are left out."
    ).format(
        told=number(several["cluster_id"].nunique()),
        all=number(frame["clusters"].max()),
        whole=number(whole["cluster_id"].nunique()),
        single=number(frame.loc[frame["is_single_kind"], "cluster_id"].nunique()),
    )
    for row in over.itertuples():
        said += " " + _("{name}: the kinds add up to {sum}, the total is {total}, so no shares are shown.").format(
            name=short_name(row.name), sum=number(row.members_accounted), total=number(row.members_total)
        )
    return said


def _named_insight(frame: pd.DataFrame, country: str) -> str:
    def companies(code: str) -> str:
        rows = frame[(frame["country"] == code) & frame["kind"].isin(("large", "sme", "company"))]
        return percent(rows["share_pct"].sum(), 0)

    whole = frame[frame["country"] == ALL].iloc[0]
    said = _(
        "{n} memberships in {named} of {all} active clusters are known by name; {share} of them are companies."
    ).format(
        n=number(whole["memberships_all"]),
        named=number(whole["clusters_named"]),
        all=number(whole["clusters"]),
        share=companies(ALL),
    )
    own = frame[frame["country"] == country]
    if own.empty:
        return said
    return f"{said} " + _("{country}: {share} of {n}, in {named} of {all} active clusters.").format(
        country=country_name(country),
        share=companies(country),
        n=number(own["memberships_all"].iloc[0]),
        named=number(own["clusters_named"].iloc[0]),
        all=number(own["clusters"].iloc[0]),
    )
