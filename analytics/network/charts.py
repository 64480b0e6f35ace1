"""Pictures of the network of clusters: which share members, who connects them, and the way between two."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.label_layout import beside
from analytics.core.language import _, country_name, listing, ngettext, number, term

if TYPE_CHECKING:
    from analytics.network.questions import Picture, Route

PHONE = 500  # px: narrower pictures are drawn for a phone
MOST_LISTED = 15
LABELS, LABELS_PHONE = 28, 12  # so many clusters may have a label; fewer do where there is no room
_SHAPES = {"FI": "circle", "SE": "square", "NO": "diamond", "DK": "triangle-up", "IS": "star"}
_LETTER, _LINE = 7.4, 18.0  # px: a letter's mean width and a line's height at 14 px
_MARGIN = 12  # px on each side of the picture
_STEP = 58  # px from one link of a chain to the next
_DECIMALS = 3
_BAR_ROOM = 190  # px for bars and their words on a phone


def clusters(picture: Picture, *, country: str = "", eco: str = "", width: int = 760) -> Chart:
    """Clusters as marks, shared members as lines; the labels that fit are drawn, those that connect most first.

    `width` is that of the picture in px, which decides how many labels fit; the height follows from it.
    """
    nodes, pairs = picture.nodes, picture.pairs
    insight = _clusters_insight(picture)
    figure = style.figure()
    height = 540 if width < PHONE else 560
    if nodes.empty:
        figure = _empty(_("None of these clusters is known to share a member with another."))
    else:
        _draw_network(figure, nodes, pairs, width, height)
    figure.update_layout(height=height)
    return Chart(
        id="network.clusters",
        title=_("Clusters that share members"),
        subtitle=_(
            "Lines: members in common, the more the thicker; those that stand out cross a border. "
            "Marks: active clusters, larger with more connections; hollow: outside the selection"
        ),
        insight=insight,
        figure=figure,
        table=pairs.drop(columns=["cluster_a_id", "cluster_b_id"]),
        sources=_sources(),
        alt=_("Network picture of {n} clusters and {pairs} pairs with common members. {insight}").format(
            n=number(len(nodes)), pairs=number(len(pairs)), insight=insight
        ),
        params={"country": country, "eco": eco, "width": width},
        method=_(
            "Two active clusters are connected when at least one organisation is known by name as a member of both. "
            "Places say nothing about geography: each country's clusters start together and are pulled by what they "
            "share, always in the same way, whatever is selected. Lists of members are partial, so a missing line "
            "does not mean that nobody is shared."
        ),
    )


def bridges(frame: pd.DataFrame, *, country: str = "", eco: str = "", by: str = "clusters") -> Chart:
    """The organisations that connect most: by "clusters", "countries" or "between" (betweenness, 0 to 1)."""
    measure = {"countries": "countries", "between": "betweenness"}.get(by, "clusters")
    ranked = frame.sort_values(
        [measure, "clusters", "betweenness", "member_id"], ascending=[False, False, False, True], kind="stable"
    )
    shown = ranked.head(MOST_LISTED)
    unit = {
        "countries": _("countries"),
        "betweenness": _("betweenness (0 to 1)"),
    }.get(measure, _("active clusters"))
    insight = _bridges_insight(ranked)
    figure = (
        _empty(_("No organisation is known to sit in several of these clusters."))
        if shown.empty
        else _bars(shown, measure, unit)
    )
    figure.update_layout(height=max(220, 70 + 34 * len(shown)))
    return Chart(
        id="network.bridges",
        title=_("Organisations that connect clusters"),
        subtitle=_(
            "{unit}; the countries of the clusters beside the bar, one colour where all are of one country"
        ).format(unit=_capital(unit)),
        insight=insight,
        figure=figure,
        table=ranked[
            [
                *("member_id", "member_name", "clusters", "countries", "ecosystems"),
                *("betweenness", "country_codes", "cluster_names"),
            ]
        ],
        sources=_sources(),
        alt=_("Bar chart of the organisations that sit in several clusters. {insight}").format(insight=insight),
        params={"country": country, "eco": eco, "by": by},
        method=_(
            "Betweenness is the share of shortest ways between two others that lead through an organisation (Freeman "
            "1977), divided by the most that was possible among as many organisations and clusters (Borgatti & "
            "Everett 1997). It is always worked out over all active clusters, also when a part of them is selected. "
            "High means: without this organisation, others would be further from each other or cut off."
        ),
    )


def path(route: Route, *, start: str, end: str) -> Chart:
    """The chain from one cluster to another from top to bottom, clusters filled and organisations hollow."""
    links = _links(route)
    insight = route_words(route, start, end)
    figure = _drawn_chain(links) if links else _empty(_("No way is known."))
    said = {"start": route.names[start], "end": route.names[end]}
    return Chart(
        id="network.path",
        title=_("The way from {start} to {end}").format(**said),
        subtitle=_("The shortest chain of clusters and members that they share"),
        insight=insight,
        figure=figure,
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
        sources=_sources(),
        alt=_("Chain from {start} to {end}. {insight}").format(**said, insight=insight),
        params={"start": start, "end": end},
        method=_(
            "A step leads from a cluster to a known member and on to another cluster of that member. The way with "
            "fewest steps is shown; of several equally short ones, the first by the alphabet of the atlas's names for "
            "them, so that the same data always give the same way."
        ),
    )


def route_words(route: Route, start: str, end: str) -> str:
    """The way in a sentence; where none is known, what is known of both ends."""
    said = {"start": route.names[start], "end": route.names[end]}
    if start == end:
        return _("Both ends are the same cluster; choose another one.")
    if route.chain is None:
        return _no_way(route, start, end)
    passed = [route.names[cluster] for cluster in route.chain.clusters[1:-1]]
    members = listing(route.members[step[0]] for step in route.chain.organisations)
    if not passed:
        return _("{start} and {end} have a member in common: {members}.").format(**said, members=members)
    sentence = _("{start} reaches {end} by way of {clusters}, through these members: {members}.").format(
        **said, clusters=listing(passed), members=members
    )
    others = route.chain.equally_short - 1
    if others:
        sentence += " " + ngettext("There is {n} other way as short.", "There are {n} other ways as short.", others)
    return sentence


# --- parts -----------------------------------------------------------------------------------------------


def _draw_network(figure: go.Figure, nodes: pd.DataFrame, pairs: pd.DataFrame, width: int, height: int) -> None:
    """Lines under marks under labels, zoomed to what is shown."""
    x0, x1 = _range(nodes["x"])
    y0, y1 = _range(nodes["y"])
    inner = (width - 2 * _MARGIN, height - 2 * _MARGIN - 56)
    _draw_lines(figure, nodes, pairs)
    phone = width < PHONE
    nodes = nodes.assign(size=(0.7 if phone else 1) * (8 + 2.2 * nodes["linked_clusters"].clip(upper=9).pow(0.75)))
    for code in [code for code in NORDIC if code in set(nodes["country"])]:
        _draw_marks(figure, nodes[nodes["country"] == code], code)
    ranked = nodes.sort_values(["is_chosen", "betweenness", "cluster_id"], ascending=[False, False, True])
    marks = [
        ((row.x - x0) / (x1 - x0) * inner[0], (row.y - y0) / (y1 - y0) * inner[1], row.size / 2)
        for row in ranked.itertuples()
    ]
    most = LABELS_PHONE if phone else LABELS
    lines = [_lines(name, 14 if phone else 20) for name in ranked["name"][:most]]
    sizes = [(_LETTER * max(map(len, said)), _LINE * len(said)) for said in lines]
    for row, said, side in zip(ranked[:most].itertuples(), lines, beside(marks, sizes, inner), strict=True):
        if side:
            _draw_label(figure, row, "<br>".join(said), side)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        xaxis=hidden | {"range": [x0, x1]},
        yaxis=hidden | {"range": [y0, y1]},
        margin={"l": _MARGIN, "r": _MARGIN, "t": 56, "b": _MARGIN},
        hovermode="closest",
        showlegend=True,
        legend={
            "orientation": "h", "y": 1.01, "yanchor": "bottom", "x": 0, "itemsizing": "constant", "itemclick": False,
            "itemdoubleclick": False, "font": {"size": 14},
        },
    )  # fmt: skip


def _lines(name: str, letters: int) -> list[str]:
    """A cluster's name for a label, in lines that are cut only between words; what stands in brackets is left out."""
    return wrap(name.split(" (")[0], letters, break_long_words=False)


def _range(values: pd.Series) -> tuple[float, float]:
    """The ends of an axis, a little room on both sides."""
    low, high = float(values.min()), float(values.max())
    room = max(0.06 * (high - low), 0.03)
    return low - room, high + room


def _draw_lines(figure: go.Figure, nodes: pd.DataFrame, pairs: pd.DataFrame) -> None:
    """One trace a thickness and kind, and unseen points in the middle of each line that say who is shared."""
    places = {row.cluster_id: (row.x, row.y) for row in nodes.itertuples()}
    colours = style.palette()
    weight = pairs["shared_members"].clip(upper=4)
    for (crossing, shared), group in pairs.groupby([pairs["is_cross_border"], weight]):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for row in group.itertuples():
            (xa, ya), (xb, yb) = places[row.cluster_a_id], places[row.cluster_b_id]
            xs += [xa, xb, None]
            ys += [ya, yb, None]
        line = {"color": colours.muted if crossing else colours.unknown, "width": 0.6 + 0.8 * shared + 0.6 * crossing}
        figure.add_trace(go.Scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", showlegend=False))
    middles = [
        [(a + b) / 2 for a, b in zip(places[row.cluster_a_id], places[row.cluster_b_id], strict=True)]
        for row in pairs.itertuples()
    ]
    figure.add_trace(
        go.Scatter(
            x=[x for x, _y in middles],
            y=[y for _x, y in middles],
            mode="markers",
            marker={"size": 8, "opacity": 0},
            text=[
                _wrapped(f"{row.cluster_a} – {row.cluster_b}: {row.shared_member_names}") for row in pairs.itertuples()
            ],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
    )


def _draw_marks(figure: go.Figure, nodes: pd.DataFrame, code: str) -> None:
    """A country's clusters in its colour and shape; those outside the selection hollow."""
    colour, background = style.country_colour(code), style.palette().background
    figure.add_trace(
        go.Scatter(
            x=nodes["x"],
            y=nodes["y"],
            mode="markers",
            name=country_name(code),
            marker={
                "symbol": _SHAPES[code],
                "size": list(nodes["size"]),
                "opacity": 1,
                "color": [colour if chosen else background for chosen in nodes["is_chosen"]],
                "line": {"color": [background if c else colour for c in nodes["is_chosen"]], "width": 1.5},
            },
            text=[
                f"<b>{row.name_}</b><br>{term(row.ecosystem)}<br>"
                + ngettext(
                    "shares members with {n} other cluster",
                    "shares members with {n} other clusters",
                    row.linked_clusters,
                )
                for row in nodes.rename(columns={"name": "name_"}).itertuples()
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _draw_label(figure: go.Figure, row: object, words: str, side: str) -> None:
    reach = row.size / 2 + 3  # type: ignore[attr-defined]
    to_right, up = ("right" in side) - ("left" in side), ("top" in side) - ("bottom" in side)
    figure.add_annotation(
        x=row.x, y=row.y, text=words, showarrow=False,  # type: ignore[attr-defined]
        xshift=reach * to_right, yshift=reach * up,
        xanchor=("center", "left", "right")[to_right], yanchor=("middle", "bottom", "top")[up],
        align=("center", "left", "right")[to_right],
        font={"size": 14, "color": style.palette().text}, bgcolor=style.palette().background, borderpad=0,
    )  # fmt: skip


def _bars(shown: pd.DataFrame, measure: str, unit: str) -> go.Figure:
    """Bars with the first on top; a bar whose clusters are of several countries is neutral."""
    figure = style.figure()
    heights = [-i for i in range(len(shown))]
    decimals = _DECIMALS if measure == "betweenness" else 0
    values = [float(value) for value in shown[measure]]
    said = [f"{number(value, decimals)} ({codes})" for value, codes in zip(values, shown["country_codes"], strict=True)]
    # The axis ends where the longest words still fit beside their bar on a phone.
    end = max(value / (1 - _LETTER * len(words) / _BAR_ROOM) for value, words in zip(values, said, strict=True))
    figure.add_trace(
        go.Bar(
            y=heights,
            x=values,
            orientation="h",
            width=0.7,
            marker={
                "color": [
                    style.palette().text if row.countries > 1 else style.country_colour(row.country_codes)
                    for row in shown.itertuples()
                ]
            },
            text=said,
            textposition="outside",
            textfont={"size": 14},
            cliponaxis=False,
            customdata=[_wrapped(f"{row.member_name}: {row.cluster_names}") for row in shown.itertuples()],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_layout(
        xaxis={
            "range": [0, end or 1],
            "title": {"text": unit},
            "nticks": 4,
            "showgrid": True,
            **({"dtick": max(1, round(max(values) / 3))} if not decimals else {}),
        },
        yaxis={
            "showgrid": False,
            "tickvals": heights,
            "ticktext": ["<br>".join(wrap(name, 22, max_lines=2, placeholder="…")) for name in shown["member_name"]],
            "range": [min(heights) - 0.6, 0.6],
            "ticklabelstandoff": 6,
        },
    )
    return figure


@dataclass(frozen=True)
class _Link:
    """A link of a chain; `also` names the other members that the same two clusters share."""

    kind: str
    id: str
    name: str
    country: str
    also: str = ""


def _links(route: Route) -> list[_Link]:
    """Clusters and organisations in the order in which they are passed; none where no way is known."""
    if route.chain is None:
        return []
    links = [_cluster_link(route, route.chain.clusters[0])]
    for shared, cluster in zip(route.chain.organisations, route.chain.clusters[1:], strict=True):
        also = "; ".join(route.members[member] for member in shared[1:])
        links += [_Link("organisation", shared[0], route.members[shared[0]], "", also), _cluster_link(route, cluster)]
    return links


def _cluster_link(route: Route, cluster: str) -> _Link:
    return _Link("cluster", cluster, route.names[cluster], route.countries[cluster])


def _drawn_chain(links: list[_Link]) -> go.Figure:
    figure, colours = style.figure(), style.palette()
    heights = [-float(i) for i in range(len(links))]
    figure.add_trace(
        go.Scatter(
            x=[0] * len(links), y=heights, mode="lines", line={"color": colours.muted, "width": 2}, hoverinfo="skip"
        )
    )
    for height, link in zip(heights, links, strict=True):
        is_cluster = link.kind == "cluster"
        colour = style.country_colour(link.country) if is_cluster else colours.text
        words = "<br>".join(wrap(link.name, 34))
        figure.add_trace(
            go.Scatter(
                x=[0],
                y=[height],
                mode="markers",
                marker={
                    "size": 20 if is_cluster else 14,
                    "symbol": _SHAPES.get(link.country, "circle"),
                    "color": colour if is_cluster else colours.background,
                    "line": {"color": colour, "width": 2},
                },
                text=[_wrapped(f"{link.name}; {link.also}" if link.also else link.name)],
                hovertemplate="%{text}<extra></extra>",
            )
        )
        figure.add_annotation(
            x=0, y=height, xshift=20, xanchor="left", align="left", showarrow=False,
            text=f"<b>{words}</b><br>{country_name(link.country)}" if is_cluster else words + _also(link.also),
            font={"size": 14, "color": colours.text},
        )  # fmt: skip
    figure.update_layout(
        height=40 + _STEP * len(links),
        xaxis={"visible": False, "range": [-0.05, 1], "fixedrange": True},
        yaxis={"visible": False, "range": [min(heights) - 0.6, 0.6], "fixedrange": True},
        hovermode="closest",
    )
    return figure


def _also(names: str) -> str:
    """A second line under a member: how many others the same two clusters share."""
    if not names:
        return ""
    others = len(names.split("; "))
    return "<br>" + ngettext("and {n} other shared member", "and {n} other shared members", others)


def _no_way(route: Route, start: str, end: str) -> str:
    """Why no way is known: no member of an end is known, or the two ends are in groups that nobody connects."""
    facts = [
        _end_words(route, cluster, named, reaches)
        for cluster, named, reaches in (
            (start, route.start_named, route.start_reaches),
            (end, route.end_named, route.end_reaches),
        )
    ]
    first = _("No way from {start} to {end} through known members.").format(
        start=route.names[start], end=route.names[end]
    )
    return " ".join([first, *facts])


def _end_words(route: Route, cluster: str, named: bool, reaches: tuple[str, ...]) -> str:
    said = {"cluster": route.names[cluster], "n": number(len(reaches))}
    if not named:
        return _("{cluster}: no member is known by name.").format(**said)
    if not reaches:
        return _("{cluster}: none of the known members sits in another active cluster.").format(**said)
    some = listing(route.names[other] for other in reaches[:3])
    if len(reaches) > 3:
        return _("{cluster}: {n} other clusters can be reached, {some} among them.").format(**said, some=some)
    return _("{cluster}: can reach only {some}.").format(**said, some=some)


def _clusters_insight(picture: Picture) -> str:
    known = picture.coverage
    crossing = int(picture.pairs["is_cross_border"].sum())
    return _(
        "{pairs} pairs of clusters are known to share members, {crossing} of them across a border. Members are known "
        "by name for {named} of {all} active clusters in the selection; the lists are partial."
    ).format(
        pairs=number(len(picture.pairs)),
        crossing=number(crossing),
        named=number(known["clusters_named"]),
        all=number(known["clusters"]),
    )


def _bridges_insight(ranked: pd.DataFrame) -> str:
    if ranked.empty:
        return _("No organisation is known to sit in several of these clusters.")
    first = ranked.iloc[0]
    return _(
        "{name}: {clusters}, {countries}, {ecosystems}. {all} organisations are known to sit in several clusters, "
        "{abroad} of them in clusters of several countries."
    ).format(
        name=first["member_name"],
        clusters=ngettext("{n} cluster", "{n} clusters", first["clusters"]),
        countries=ngettext("{n} country", "{n} countries", first["countries"]),
        ecosystems=ngettext("{n} ecosystem", "{n} ecosystems", first["ecosystems"]),
        all=number(len(ranked)),
        abroad=number(int((ranked["countries"] > 1).sum())),
    )


def _wrapped(words: str) -> str:
    """Words for a tooltip, in lines that fit a phone."""
    return "<br>".join(wrap(words, 44, max_lines=8, placeholder=" …"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _empty(words: str) -> go.Figure:
    figure = style.figure()
    figure.add_annotation(
        text="<br>".join(wrap(words, 40)), x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False,
        font={"size": 16, "color": style.palette().muted},
    )  # fmt: skip
    figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False}, height=140)
    return figure


def _sources() -> tuple[Source, ...]:
    return (
        Source(
            text=_("Pages of clusters, their members and the press, each membership with its own; read November 2026"),
            table="memberships",
        ),
    )
