"""Organisations that sit in several active clusters: whom they connect, and how one cluster is reached from another.

The network has two kinds of node, organisations and clusters, with an edge for each known membership (Breiger 1974).
It is always that of all active clusters; a country or an ecosystem chosen says which part of it is shown, because
measures of a network that was cut at a border would not see what crosses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt
from typing import Any

import pandas as pd

from analytics.core import codes
from analytics.core.language import _
from analytics.core.remembered import remembered
from analytics.core.state import of_data
from analytics.warehouse import warehouse

Node = tuple[str, str]  # ("cluster", cluster_id) or ("organisation", member_id)

# Where each country's clusters start from when the picture is laid out, roughly as on a map, east and north positive.
_STARTS = {"FI": (1.0, 0.3), "SE": (0.1, -0.1), "NO": (-0.8, 0.4), "DK": (-0.4, -1.0), "IS": (-1.4, 0.9)}
_SPRING_STEPS = 150
_RANK_PART = 0.75
_LEAST_GAP = 0.09  # of the height
_ASPECT = 1.6  # the picture is drawn about this much wider than high, or less on a phone
_STRIP = 0.16  # height of the strip below the largest group, in which the small groups stand
_GOLDEN = pi * (3 - sqrt(5))  # the angle between neighbours in a sunflower, which fills a disc evenly


@dataclass(frozen=True)
class Network:
    """The network of all active clusters with known members: its graph, betweenness (0 to 1) and places (0 to 1)."""

    graph: Any
    betweenness: Mapping[Node, float]
    places: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Chain:
    """A shortest way from the first to the last of `clusters`.

    `organisations` has one entry a step: every organisation the two clusters share, in the order of their ids.
    `equally_short` counts the ways with as few steps, this one included.
    """

    clusters: tuple[str, ...]
    organisations: tuple[tuple[str, ...], ...]
    equally_short: int


@dataclass(frozen=True)
class Route:
    """What is known of the way between two clusters.

    `chain` is None where none is known. `start_reaches` and `end_reaches` are the other clusters that can be reached
    from either (cluster_ids); `start_named` and `end_named` whether any member of it is known by name.
    `names` and `countries` are of all clusters, `members` of all organisations, each by id.
    """

    chain: Chain | None
    start_reaches: tuple[str, ...]
    end_reaches: tuple[str, ...]
    start_named: bool
    end_named: bool
    names: Mapping[str, str]
    countries: Mapping[str, str]
    members: Mapping[str, str]


@dataclass(frozen=True)
class Picture:
    """What the picture of clusters shows.

    `nodes`: a row a cluster (cluster_id, name, country, ecosystem, x, y from 0 to 1, linked_clusters, betweenness,
    is_chosen); `pairs`: a row a pair, as network.shared_members; `coverage`: as network.coverage.
    """

    nodes: pd.DataFrame
    pairs: pd.DataFrame
    coverage: pd.Series


# --- questions -------------------------------------------------------------------------------------------


def organisations(country: str = "", eco: str = "") -> pd.DataFrame:
    """Organisations in several clusters, one of them at least chosen, with their betweenness (0 to 1)."""
    rows = warehouse().ask("network.organisations", **_chosen(country, eco))
    scores = network().betweenness
    return rows.assign(betweenness=[scores["organisation", member] for member in rows["member_id"]])


def shared(country: str = "", eco: str = "") -> pd.DataFrame:
    """Pairs of clusters that share members, one of the two at least chosen, most shared members first."""
    return warehouse().ask("network.shared_members", **_chosen(country, eco))


def cross_border(country: str = "", eco: str = "") -> pd.DataFrame:
    """Memberships in a cluster of another country; `country` is that of the member or of the cluster."""
    return warehouse().ask("network.cross_border", **_chosen(country, eco))


@remembered(128)
def doors(cluster: str) -> pd.DataFrame:
    """The members of a cluster that sit in other clusters too: a row a member and other cluster, those abroad first."""
    rows = warehouse().ask("network.memberships")
    own = rows[rows["cluster_id"] == cluster]
    rows = rows[rows["member_id"].isin(own["member_id"]) & (rows["cluster_id"] != cluster)]
    home = own["cluster_country"].iloc[0] if len(own) else ""
    rows = rows.assign(abroad=rows["cluster_country"] != home)
    order = ["abroad", "cluster_country", "cluster_name", "member_name"]
    return rows.sort_values(order, ascending=[False, True, True, True]).reset_index(drop=True)


def coverage(country: str = "", eco: str = "") -> pd.Series:
    """How many active clusters were chosen, of how many members are known by name, and what is known of those."""
    return warehouse().ask("network.coverage", **_chosen(country, eco)).iloc[0]


def decided_names() -> pd.DataFrame:
    """Every decision on whether two names are one organisation, with the number of memberships it touches."""
    return warehouse().localised(warehouse().ask("network.aliases"), "member_aliases", "note")


def reason_name(value: str | None) -> str:
    """Why two names are one organisation, in words; empty when there is no reason because they are not."""
    return {
        "language variant": _("name in another language"),
        "legal form": _("other legal form"),
        "abbreviation": _("abbreviation"),
        "former name": _("former name"),
        "unit of": _("unit of the organisation"),
    }.get(str(value), "")


def decision_name(value: str) -> str:
    """A decision on two names, in words."""
    return {"confirmed": _("one organisation"), "rejected": _("not the same")}.get(value, value)


@remembered(8)
def active_clusters() -> pd.DataFrame:
    """Every active cluster, also those of which no member is known, by country and name."""
    return warehouse().ask("clusters.list").sort_values(["country", "name", "cluster_id"])


@remembered(8)
def cluster_words() -> dict[str, str]:
    """The active clusters by country and name, in words by their id."""
    rows = active_clusters()
    words = {
        row.cluster_id: f"{row.name_} ({row.country})" for row in rows.rename(columns={"name": "name_"}).itertuples()
    }
    order = sorted(words, key=lambda cluster: (codes.NORDIC.index(cluster[:2].upper()), words[cluster]))
    return {cluster: words[cluster] for cluster in order}


def picture(country: str = "", eco: str = "") -> Picture:
    """The clusters that share members, and which, for drawing; positions do not depend on what is chosen."""
    whole, pairs, chosen = network(), shared(country, eco), _chosen(country, eco)
    facts = active_clusters().set_index("cluster_id", drop=False)
    shown = facts.loc[sorted({*pairs["cluster_a_id"], *pairs["cluster_b_id"]})]
    linked = _linked(shared())
    nodes = shown[["cluster_id", "name", "country", "ecosystem"]].assign(
        x=[whole.places[cluster][0] for cluster in shown.index],
        y=[whole.places[cluster][1] for cluster in shown.index],
        linked_clusters=[linked[cluster] for cluster in shown.index],
        betweenness=[whole.betweenness["cluster", cluster] for cluster in shown.index],
        is_chosen=[
            (not chosen["countries"] or row.country in chosen["countries"])
            and (not chosen["ecosystems"] or row.ecosystem in chosen["ecosystems"])
            for row in shown.itertuples()
        ],
    )
    return Picture(nodes.reset_index(drop=True), pairs, coverage(country, eco))


def route(start: str, end: str) -> Route:
    """The shortest way between two active clusters through shared members. Raises KeyError for an unknown cluster."""
    facts = active_clusters().set_index("cluster_id")
    for cluster in (start, end):
        if cluster not in facts.index:
            raise KeyError(f"there is no active cluster {cluster!r}")
    graph = network().graph
    rows = warehouse().ask("network.memberships")
    return Route(
        chain(graph, start, end),
        reached(graph, start),
        reached(graph, end),
        ("cluster", start) in graph,
        ("cluster", end) in graph,
        facts["name"].to_dict(),
        facts["country"].to_dict(),
        dict(zip(rows["member_id"], rows["member_name"], strict=True)),
    )


@of_data(maxsize=1)
def network() -> Network:
    """The network of all active clusters, worked out once a process."""
    graph = bipartite(warehouse().ask("network.memberships"))
    pairs = shared()
    countries = dict(zip(pairs["cluster_a_id"], pairs["country_a"], strict=True))
    countries |= dict(zip(pairs["cluster_b_id"], pairs["country_b"], strict=True))
    edges = list(zip(pairs["cluster_a_id"], pairs["cluster_b_id"], strict=True))
    return Network(graph, betweenness(graph), layout(edges, countries))


# --- measures --------------------------------------------------------------------------------------------


def bipartite(memberships: pd.DataFrame) -> Any:
    """The graph of memberships (cluster_id, member_id), with nodes ("cluster", id) and ("organisation", id)."""
    import networkx as nx

    graph = nx.Graph()
    for cluster, member in zip(memberships["cluster_id"], memberships["member_id"], strict=True):
        graph.add_edge(("cluster", cluster), ("organisation", member))
    return graph


def betweenness(graph: Any) -> dict[Node, float]:
    """How often a node lies on the shortest ways between two others, from 0 to 1 (the most its kind could).

    The sum over all pairs of other nodes of the share of their shortest ways that pass through the node (Freeman
    1977), divided by the largest value that a node of its kind could have in a two-mode network with as many
    organisations and clusters (Borgatti & Everett 1997). A star's centre has 1, an end of a chain 0.
    """
    import networkx as nx

    plain = nx.betweenness_centrality(graph, normalized=False)
    organisations = sum(kind == "organisation" for kind, _name in graph)
    clusters = len(graph) - organisations
    most = {"organisation": _most_between(organisations, clusters), "cluster": _most_between(clusters, organisations)}
    # With one organisation in one cluster nothing can lie between anything.
    return {node: float(score) / most[node[0]] if most[node[0]] else 0.0 for node, score in plain.items()}


def chain(graph: Any, start: str, end: str) -> Chain | None:
    """The shortest way between two clusters, None when there is none.

    Of ways equally short the one is taken whose ids come first in the alphabet, compared step by step, so that the
    same tables always give the same way.
    """
    import networkx as nx

    here, goal = ("cluster", start), ("cluster", end)
    if here not in graph or goal not in graph:
        return None
    if not nx.has_path(graph, here, goal):
        return None
    ways = list(nx.all_shortest_paths(graph, here, goal))
    clusters = min(ways)[::2]
    between = [
        tuple(sorted(name for _kind, name in set(graph[one]) & set(graph[other]))) for one, other in pairwise(clusters)
    ]
    return Chain(tuple(name for _kind, name in clusters), tuple(between), len(ways))


def reached(graph: Any, start: str) -> tuple[str, ...]:
    """The other clusters that can be reached from a cluster through any number of shared members, sorted."""
    import networkx as nx

    node = ("cluster", start)
    if node not in graph:
        return ()
    group = nx.node_connected_component(graph, node) - {node}
    return tuple(sorted(name for kind, name in group if kind == "cluster"))


def layout(pairs: Iterable[tuple[str, str]], countries: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Places from 0 to 1 for clusters that share members, the same whenever the pairs are the same.

    The largest connected group starts with each country's clusters together and is relaxed by springs (Fruchterman
    & Reingold 1991); nothing is drawn at random. Most of each place is its rank, which spreads a dense middle. The
    small groups stand in a row below, each as a ring.
    """
    import networkx as nx

    graph = nx.Graph(sorted(tuple(sorted(pair)) for pair in pairs))
    groups = sorted((sorted(group) for group in nx.connected_components(graph)), key=lambda group: (-len(group), group))
    if not groups:
        return {}
    large, small = groups[0], groups[1:]
    springs = nx.spring_layout(
        graph.subgraph(large), pos=_started(large, countries), k=3 / sqrt(len(large)), iterations=_SPRING_STEPS, seed=0
    )
    floor = _STRIP if small else 0.0
    across = _spread({node: float(springs[node][0]) for node in large})
    up = _spread({node: float(springs[node][1]) for node in large})
    places = _apart({node: (across[node], floor + (1 - floor) * up[node]) for node in large}, floor)
    return places | _rings(small)


def _most_between(own: int, other: int) -> float:
    """The largest betweenness of one of `own` nodes beside `other` of the other kind (Borgatti & Everett 1997)."""
    if not own or not other:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _chosen(country: str, eco: str) -> dict[str, list[str]]:
    return {"countries": [country] if country else [], "ecosystems": [eco] if eco else []}


def _linked(pairs: pd.DataFrame) -> Mapping[str, int]:
    """With how many others each cluster shares members."""
    counted = pd.concat([pairs["cluster_a_id"], pairs["cluster_b_id"]]).value_counts()
    return {str(cluster): int(count) for cluster, count in counted.items()}


def _started(group: list[str], countries: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Each country's clusters as a sunflower round its place."""
    counts: dict[str, int] = {}
    places = {}
    for cluster in group:
        code = countries.get(cluster, "")
        i = counts[code] = counts.get(code, 0) + 1
        x, y = _STARTS.get(code, (0.0, 0.0))
        places[cluster] = (x + 0.06 * sqrt(i) * cos(i * _GOLDEN), y + 0.06 * sqrt(i) * sin(i * _GOLDEN))
    return places


def _spread(levels: Mapping[str, float]) -> dict[str, float]:
    """Values brought to 0 to 1, by their rank for the most part and else by their size."""
    low, room = min(levels.values()), max(levels.values()) - min(levels.values())
    order = sorted(levels, key=lambda node: (levels[node], node))
    last = max(1, len(order) - 1)
    sizes = {node: (levels[node] - low) / room if room else 0.5 for node in order}
    return {node: (1 - _RANK_PART) * sizes[node] + _RANK_PART * i / last for i, node in enumerate(order)}


def _apart(
    places: Mapping[str, tuple[float, float]], floor: float, least: float = _LEAST_GAP
) -> dict[str, tuple[float, float]]:
    """Push points that are closer than `least` away from each other, in a fixed order and number of rounds."""
    moved, order = dict(places), sorted(places)
    for _round in range(60):
        for i, one in enumerate(order):
            for other in order[i + 1 :]:
                (x1, y1), (x2, y2) = moved[one], moved[other]
                across, up = _ASPECT * (x2 - x1), y2 - y1
                gap = hypot(across, up)
                if gap >= least:
                    continue
                push = (least - gap) / 2 / (gap or 1.0)
                dx, dy = (push * across / _ASPECT, push * up) if gap else (push, 0.0)
                moved[one] = _within(x1 - dx, y1 - dy, floor)
                moved[other] = _within(x2 + dx, y2 + dy, floor)
    return moved


def _within(x: float, y: float, floor: float) -> tuple[float, float]:
    return min(1.0, max(0.0, x)), min(1.0, max(floor, y))


def _rings(groups: list[list[str]]) -> dict[str, tuple[float, float]]:
    """Small groups side by side at the foot, each on a ring as wide as its number of clusters asks for."""
    rooms = [0.06 + 0.02 * len(group) for group in groups]
    left = (1 - min(1.0, sum(rooms))) / 2
    places = {}
    for group, room in zip(groups, rooms, strict=True):
        radius = min(0.05, room / 3)
        for i, cluster in enumerate(group):
            turn = 2 * pi * i / len(group)
            places[cluster] = (left + room / 2 + radius * cos(turn), 0.05 + radius * sin(turn) * 0.9)
        left += room
    return places
