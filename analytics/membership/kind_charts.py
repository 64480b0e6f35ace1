"""Charts of what is known of members: how old the counts are, and of what kinds the members are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.language import _, country_name, number, percent, term
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import halved
from analytics.membership import questions, words
from analytics.membership.questions import ALL
from analytics.membership.words import KINDS, YEAR_LIMITS


@chart(
    "membership.coverage",
    question="Of how many active clusters is the number of members known, and of which years?",
    ask=questions.coverage,
    allowed={"country": ("", *NORDIC), "ecosystem": ("", *ECOSYSTEMS)},
)
def coverage(frame: pd.DataFrame, *, country: str = "", ecosystem: str = "") -> Chart:
    """Active clusters of each country by the year of their member count, those with none hatched."""
    title = _("How much is known, and how old it is")
    if frame.empty:
        said = _("{ecosystem}: there is no active cluster.").format(ecosystem=term(ecosystem))
        return Chart(title, "", said, frame, (), said, Empty(said))
    insight = words.coverage(frame, words.in_order(country))
    subtitle = _(
        "Active clusters by the year of their published number of members. At the bar stand those known and, "
        "in brackets, all"
    )
    return Chart(
        title=title,
        subtitle=f"{term(ecosystem)}: {subtitle}" if ecosystem else subtitle,
        insight=insight,
        drawing=_period_bars(frame, country),
        table=frame,
        sources=(cite("clusters", "counts"),),
        alt=_("Stacked bars of active clusters by the year of their member count. {insight}").format(insight=insight),
        method=_(
            "Each row of the table of clusters is one active cluster of its country. A count is known when a page "
            "states the number of members. Not every page says of which year."
        ),
    )


@chart(
    "membership.composition_counted",
    question="Of what kinds are members, as the clusters count them?",
    ask=questions.counted,
    allowed={"country": ("", *NORDIC)},
)
def composition_counted(frame: pd.DataFrame, *, country: str = "") -> Chart:
    """Members by kind as counted by the clusters themselves, a bar a cluster, what is not accounted for hatched."""
    several = frame[~frame["is_single_kind"]]
    drawn = several.dropna(subset="share_pct")
    insight = words.composition_counted(frame, several, drawn)
    years = words.span(drawn["year"])
    return Chart(
        title=_("Kinds of members, as clusters count them"),
        subtitle=_(
            "% of the cluster's own total (in brackets), counted {years}. The hatched part is not broken down"
        ).format(years=years),
        insight=insight,
        drawing=_counted_bars(drawn, country),
        table=frame,
        sources=(cite("membership_composition", years=years),),
        alt=_("Stacked bars of members by kind, a bar a cluster. {insight}").format(insight=insight),
        method=_(
            "Share = members of the kind / the total that the same page gives. A kind that a page does not name is "
            "unknown, not zero: it is in the hatched part. One count a cluster: one that tells kinds apart, of the "
            "total now given for the cluster or else the latest. A total that equals its one known kind is left out, "
            "because whether other kinds were counted is unknown. Where the kinds add up to more than the total, no "
            "share is worked out."
        ),
    )


@chart(
    "membership.composition_named",
    question="Of what kinds are the members that are known by name?",
    ask=questions.named,
    allowed={"country": ("", *NORDIC), "ecosystem": ("", *ECOSYSTEMS)},
)
def composition_named(frame: pd.DataFrame, *, country: str = "", ecosystem: str = "") -> Chart:
    """Memberships known by name, by kind of member, a bar a country of the cluster."""
    title = _("Kinds of members known by name")
    if frame.empty:
        said = _("{ecosystem}: no member of an active cluster is known by name.").format(ecosystem=term(ecosystem))
        return Chart(title, "", said, frame, (), said, Empty(said))
    insight = words.composition_named(frame, country)
    subtitle = _("Members of active clusters named on public pages, by kind. In brackets their number")
    return Chart(
        title=title,
        subtitle=f"{term(ecosystem)}: {subtitle}" if ecosystem else subtitle,
        insight=insight,
        drawing=_named_bars(frame, country),
        table=frame,
        sources=(cite("memberships", "counts"),),
        alt=_("Stacked bars of named members by kind, a bar a country. {insight}").format(insight=insight),
        method=_(
            "A membership is one organisation in one cluster, whichever of its confirmed names it is listed under. An "
            "organisation in two clusters counts twice. The country is the cluster's. The lists are partial: pages name"
            " some members and rarely all, often the large and the well known, so the shares are of those named and not"
            " of all members. For most companies no size is stated."
        ),
    )


def _period_bars(frame: pd.DataFrame, country: str) -> Plot:
    order = words.in_order(country)
    classed = frame.assign(period=[_period(row.known, row.counts_year) for row in frame.itertuples()])
    counts = classed.groupby(["country", "period"])["clusters"].sum()
    totals = frame.groupby("country")["clusters"].sum().reindex(order, fill_value=0)
    known = frame[frame["known"]].groupby("country")["clusters"].sum().reindex(order, fill_value=0)
    periods = range(len(YEAR_LIMITS) + 3)
    names = [country_name(code) for code in order]
    parts = []
    for place in periods:
        values = [int(counts.get((code, place), 0)) for code in order]
        ends = {
            at: Label(_("{known} of {all}").format(known=number(known[code]), all=number(totals[code])), "end")
            for at, code in enumerate(order)
            if place == periods[-1]
        }
        parts.append(
            _part(words.period_name(place), names, values, _period_mark(place), list(map(number, values)), ends)
        )
    return _stacked(
        parts,
        names,
        frozenset(country_name(code) for code in order if code == country),
        Axis(_("active clusters (number)"), low=0, high=1.25 * max(int(totals.max()), 1), ticks_wanted=6, grid=True),
    )


def _counted_bars(drawn: pd.DataFrame, country: str) -> Plot:
    heads = drawn.drop_duplicates("cluster_id")
    heads = heads.assign(own=heads["country"] == country, told=heads["members_accounted"] / heads["members_total"])
    order = heads.sort_values(["own", "told", "members_total", "name"], ascending=[False, False, False, True])
    names = {row.cluster_id: _counted_name(row) for row in order.itertuples()}
    strong = frozenset(names[row.cluster_id] for row in order.itertuples() if row.own)
    # A kind that a page does not name is unknown, not zero.
    return _stacked(
        _kinds(drawn, "cluster_id", names, otherwise=None), list(names.values()), strong,
        _shares_axis(_("% of the cluster's members")),
    )  # fmt: skip


def _named_bars(frame: pd.DataFrame, country: str) -> Plot:
    heads = frame.drop_duplicates("country").set_index("country")
    names = {
        code: f"{country_name(code)} ({number(heads.at[code, 'memberships_all'])})"
        for code in words.in_order(country)
        if code in heads.index
    }
    return _stacked(
        _kinds(frame[frame["country"] != ALL], "country", names, otherwise=0.0), list(names.values()),
        frozenset(name for code, name in names.items() if code == country),
        _shares_axis(_("% of memberships known by name")),
    )  # fmt: skip


def _counted_name(row: Any) -> str:
    return halved(f"{words.short_name(row.name)},\u00a0{row.country}\u00a0({number(row.members_total)})", 20)


def _kinds(frame: pd.DataFrame, by: str, names: dict[str, str], otherwise: float | None) -> list[Series]:
    """A series a kind of member that occurs; `otherwise` is the share of a kind that has no row."""
    looks = _kind_marks()
    parts = []
    for kind in KINDS:
        rows = frame[frame["kind"] == kind].set_index(by)["share_pct"]
        if len(rows):
            # Where nothing is left over, the part that is not broken down is nothing, not unknown.
            missing = 0.0 if kind == "unaccounted" else otherwise
            shares = [float(rows[key]) if key in rows.index else missing for key in names]
            said = [percent(share, 0) for share in shares]
            parts.append(_part(words.kind_name(kind), list(names.values()), shares, looks[kind], said, {}))
    return parts


def _part(
    name: str,
    bars: Sequence[str],
    lengths: Sequence[float | None],
    mark: Mark,
    said: Sequence[str],
    ends: dict[int, Label],
) -> Series:
    """One part of every bar; a part of no length says nothing, nor does a hatched one."""
    inside = {at: Label(said[at], "centre") for at, length in enumerate(lengths) if length and not mark.hatch}
    return Series(
        name,
        tuple(lengths),
        shape="bar",
        marks=(mark,),
        labels=inside | ends,
        hover=tuple(f"{bar}, {name}: {text}".replace("\n", " ") for bar, text in zip(bars, said, strict=True)),
    )


def _stacked(parts: Sequence[Series], bars: Sequence[str], strong: frozenset[str], values: Axis) -> Plot:
    return Plot("stacked_bar", tuple(parts), x=values, categories=tuple(bars), strong=strong, legend="top")


def _shares_axis(title: str) -> Axis:
    return Axis(title, low=0, high=100, ticks_wanted=6, grid=True)


def _kind_marks() -> dict[str, Mark]:
    colours = style.palette()
    fills = {
        "large": colours.sequential[4],
        "sme": colours.sequential[3],
        "company": colours.sequential[2],
        "research_education": colours.diverging[4],
        "public": colours.diverging[3],
        "finance": colours.text,
        "association": colours.muted,
        "other": colours.unknown,
    }
    return {kind: _filled(fill) for kind, fill in fills.items()} | {"unaccounted": _unknown()}


def _period_mark(place: int) -> Mark:
    if place <= len(YEAR_LIMITS):
        return _filled(style.palette().sequential[4 - place])
    return _filled(style.palette().unknown) if place == len(YEAR_LIMITS) + 1 else _unknown()


def _filled(colour: str) -> Mark:
    return Mark(colour, style.palette().background, 1)


def _unknown() -> Mark:
    """The look of a part that is what is not known."""
    return Mark("", style.palette().background, 1, hatch="/", hatch_colour=style.palette().muted)


def _period(known: bool, year: Any) -> int:
    """The class of a count: newest first, then years before, year not stated, no count."""
    if not known:
        return len(YEAR_LIMITS) + 2
    if pd.isna(year):
        return len(YEAR_LIMITS) + 1
    return next((place for place, first in enumerate(YEAR_LIMITS) if year >= first), len(YEAR_LIMITS))
