"""Charts of who connects clusters: the organisations in several, and the way between two."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten, wrap

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.language import _, country_name, listing, number
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.network import questions, words
from analytics.network.looks import HOVER, LETTER, SHAPES
from analytics.network.questions import Route

MOST_LISTED = 15
_STEP = 58  # px from one link of a chain to the next
_DECIMALS = 3
_BAR_ROOM = 190  # px for bars and their words on a phone


@chart(
    "network.bridges",
    question="Which organisations connect most, by clusters, countries or between (betweenness)?",
    ask=questions.organisations,
    allowed={"country": ("", *NORDIC), "eco": ("", *ECOSYSTEMS), "by": ("clusters", "countries", "between")},
)
def bridges(frame: pd.DataFrame, *, by: str = "clusters") -> Chart:
    """The organisations that connect most: by "clusters", "countries" or "between" (betweenness, 0 to 1)."""
    measure = "betweenness" if by == "between" else by
    ranked = frame.sort_values(
        [measure, "clusters", "betweenness", "member_id"], ascending=[False, False, False, True], kind="stable"
    )
    unit = {
        "countries": _("countries"),
        "betweenness": _("betweenness (0 to 1)"),
    }.get(measure, _("active clusters"))
    insight = words.bridges(ranked)
    return Chart(
        title=_("Organisations that connect clusters"),
        subtitle=_(
            "{unit}. The countries of the clusters beside the bar, one colour where all are of one country"
        ).format(unit=unit[:1].upper() + unit[1:]),
        insight=insight,
        drawing=Empty(words.no_bridges()) if ranked.empty else _bars(ranked.head(MOST_LISTED), measure, unit),
        table=ranked[
            [
                *("member_id", "member_name", "clusters", "countries", "ecosystems"),
                *("betweenness", "country_codes", "cluster_names"),
            ]
        ],
        sources=(cite("memberships"),),
        alt=_("Bar chart of the organisations that sit in several clusters. {insight}").format(insight=insight),
        method=_(
            "Betweenness is the share of shortest ways between two others that lead through an organisation (Freeman "
            "1977), divided by the most that was possible among as many organisations and clusters (Borgatti & "
            "Everett 1997). It is always worked out over all active clusters, also when a part of them is selected. "
            "High means: without this organisation, others would be further from each other or cut off."
        ),
    )


@chart(
    "network.path",
    question="How is one cluster reached from another through members that clusters share?",
    ask=questions.route,
)
def path(route: Route, *, start: str = "fi-energyvaasa", end: str = "no-gce-ocean-technology") -> Chart:
    """The chain from one cluster to another from top to bottom, clusters filled and organisations hollow."""
    links = _links(route)
    insight = words.route(route, start, end)
    said = {"start": route.names[start], "end": route.names[end]}
    return Chart(
        title=_("The way from {start} to {end}").format(**said),
        subtitle=_("The shortest chain of clusters and members that they share"),
        insight=insight,
        drawing=_chain(links) if links else Empty(_("No way is known.")),
        table=pd.DataFrame(
            [
                {
                    "step": i,
                    "kind": link.kind,
                    "id": link.id,
                    "name": link.name,
                    "country": link.country,
                    "also": link.also,
                }
                for i, link in enumerate(links)
            ],
            columns=["step", "kind", "id", "name", "country", "also"],
        ),
        sources=(cite("memberships"),),
        alt=_("Chain from {start} to {end}. {insight}").format(**said, insight=insight),
        method=_(
            "A step leads from a cluster to a known member and on to another cluster of that member. The way with "
            "fewest steps is shown. Of several equally short ones, the first by the alphabet of the atlas's names for "
            "them, so that the same data always give the same way."
        ),
    )


def _bars(shown: pd.DataFrame, measure: str, unit: str) -> Plot:
    """Bars with the first on top; a bar whose clusters are of several countries is neutral."""
    decimals = _DECIMALS if measure == "betweenness" else 0
    values = tuple(float(value) for value in shown[measure])
    said = [f"{number(value, decimals)} ({codes})" for value, codes in zip(values, shown["country_codes"], strict=True)]
    # The axis ends where the longest words still fit beside their bar on a phone.
    end = max(value / (1 - LETTER * len(text) / _BAR_ROOM) for value, text in zip(values, said, strict=True))
    series = Series(
        unit,
        values,
        shape="bar",
        marks=tuple(
            Mark(style.palette().text if row.countries > 1 else style.country_colour(row.country_codes))
            for row in shown.itertuples()
        ),
        labels={place: Label(text, "end") for place, text in enumerate(said)},
        hover=tuple(
            shorten(f"{row.member_name}: {row.cluster_names}", HOVER, placeholder=" …") for row in shown.itertuples()
        ),
    )
    step = None if decimals else max(1, round(max(values) / 3))
    return Plot(
        "bar",
        (series,),
        x=Axis(unit, low=0.0, high=end or 1.0, step=step, ticks_wanted=4, grid=True),
        categories=tuple("\n".join(wrap(name, 22, max_lines=2, placeholder="…")) for name in shown["member_name"]),
        height=max(220, 70 + 34 * len(shown)),
    )


@dataclass(frozen=True)
class _Link:
    """A link of a chain; `also` names the other members that the same two clusters share, `others` is their number."""

    kind: str
    id: str
    name: str
    country: str
    also: str = ""
    others: int = 0


def _links(route: Route) -> list[_Link]:
    """Clusters and organisations in the order in which they are passed; none where no way is known."""
    if route.chain is None:
        return []
    links = [_cluster_link(route, route.chain.clusters[0])]
    for shared, cluster in zip(route.chain.organisations, route.chain.clusters[1:], strict=True):
        also = listing(route.members[member] for member in shared[1:])
        member = _Link("organisation", shared[0], route.members[shared[0]], "", also, len(shared) - 1)
        links += [member, _cluster_link(route, cluster)]
    return links


def _cluster_link(route: Route, cluster: str) -> _Link:
    return _Link("cluster", cluster, route.names[cluster], route.countries[cluster])


def _chain(links: list[_Link]) -> Plot:
    """Links below each other on a line."""
    heights = tuple(-float(place) for place in range(len(links)))
    across = (0.0,) * len(links)
    line = Series("", heights, across, line=Stroke(style.palette().muted), helper=True)
    marks = Series(
        "",
        heights,
        across,
        shape="point",
        marks=tuple(_link_mark(link) for link in links),
        labels={place: _link_label(link) for place, link in enumerate(links)},
        hover=tuple(
            shorten(f"{link.name}; {link.also}" if link.also else link.name, HOVER, placeholder=" …") for link in links
        ),
    )
    return Plot(
        "path",
        (line, marks),
        x=Axis(low=-0.05, high=1.0, visible=False),
        y=Axis(low=heights[-1] - 0.6, high=0.6, visible=False),
        height=40 + _STEP * len(links),
    )


def _link_mark(link: _Link) -> Mark:
    if link.kind == "cluster":
        colour = style.country_colour(link.country)
        return Mark(colour, colour, 2, SHAPES.get(link.country, "circle"), 20)
    return Mark("", style.palette().text, 2, size=14)


def _link_label(link: _Link) -> Label:
    name = broken(link.name, 34)
    if link.kind == "cluster":
        return Label(name, bold=True, more=country_name(link.country))
    return Label(name, more=words.also(link.others))
