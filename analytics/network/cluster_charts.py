"""The picture of the network: which clusters share members."""

from __future__ import annotations

from textwrap import shorten, wrap

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.label_layout import beside
from analytics.core.language import _, country_name, ngettext, number, term
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.network import questions, words
from analytics.network.looks import HOVER, LETTER, SHAPES
from analytics.network.questions import Picture

PHONE = 500  # px: narrower pictures are drawn for a phone
LABELS, LABELS_PHONE = 28, 12  # so many clusters may have a label; fewer do where there is no room
_LINE = 18.0  # px: a line's height at 14 px
_MARGIN, _LEGEND = 12, 56  # px round the picture, and above it


@chart(
    "network.clusters",
    question="Which active clusters share members? The width in pixels decides how many labels fit.",
    ask=questions.picture,
    allowed={"country": ("", *NORDIC), "eco": ("", *ECOSYSTEMS)},
)
def clusters(picture: Picture, *, width: int = 760) -> Chart:
    """Clusters as marks, shared members as lines; the labels that fit are drawn, those that connect most first.

    `width` is that of the picture in px, which decides how many labels fit; the height follows from it.
    """
    nodes, pairs = picture.nodes, picture.pairs
    insight = words.clusters(picture)
    return Chart(
        title=_("Clusters that share members"),
        subtitle=_(
            "Lines: members in common, the more the thicker. Those that stand out cross a border. Marks: active "
            "clusters, larger with more connections. Hollow ones are outside the selection"
        ),
        insight=insight,
        drawing=Empty(_("None of these clusters is known to share a member with another."))
        if nodes.empty
        else _network(nodes, pairs, width),
        table=pairs.drop(columns=["cluster_a_id", "cluster_b_id"]),
        sources=(cite("memberships"),),
        alt=_("Network picture of {n} clusters and {pairs} pairs with common members. {insight}").format(
            n=number(len(nodes)), pairs=number(len(pairs)), insight=insight
        ),
        method=_(
            "Two active clusters are connected when at least one organisation is known by name as a member of both. "
            "Places say nothing about geography: each country's clusters start together and are pulled by what they "
            "share, always in the same way, whatever is selected. Lists of members are partial, so a missing line "
            "does not mean that nobody is shared."
        ),
    )


def _network(nodes: pd.DataFrame, pairs: pd.DataFrame, width: int) -> Plot:
    """Lines under marks under labels, zoomed to what is shown."""
    phone = width < PHONE
    height = 540 if phone else 560
    x, y = _axis(nodes["x"]), _axis(nodes["y"])
    sizes = (0.7 if phone else 1) * (8 + 2.2 * nodes["linked_clusters"].clip(upper=9).pow(0.75))
    nodes = nodes.assign(size=sizes)
    inner = (float(width - 2 * _MARGIN), float(height - 2 * _MARGIN - _LEGEND))
    labels = _labels(nodes, x, y, inner, phone=phone)
    return Plot(
        "network",
        (
            *_lines(nodes, pairs),
            _shared(nodes, pairs),
            *(
                _marks(nodes[nodes["country"] == code], code, labels)
                for code in NORDIC
                if code in set(nodes["country"])
            ),
        ),
        x=x,
        y=y,
        legend="top",
        height=height,
    )


def _axis(values: pd.Series) -> Axis:
    """An axis without words, a little room at both ends."""
    low, high = float(values.min()), float(values.max())
    room = max(0.06 * (high - low), 0.03)
    return Axis(low=low - room, high=high + room, visible=False)


def _lines(nodes: pd.DataFrame, pairs: pd.DataFrame) -> list[Series]:
    """A series a thickness and kind of line."""
    places = _places(nodes)
    colours = style.palette()
    series = []
    for (crossing, shared), group in pairs.groupby([pairs["is_cross_border"], pairs["shared_members"].clip(upper=4)]):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for row in group.itertuples():
            (xa, ya), (xb, yb) = places[row.cluster_a_id], places[row.cluster_b_id]
            xs += [xa, xb, None]
            ys += [ya, yb, None]
        stroke = Stroke(colours.muted if crossing else colours.unknown, 0.6 + 0.8 * shared + 0.6 * crossing)
        series.append(Series("", tuple(ys), tuple(xs), line=stroke, helper=True))
    return series


def _shared(nodes: pd.DataFrame, pairs: pd.DataFrame) -> Series:
    """Unseen points in the middle of each line that say who is shared."""
    places = _places(nodes)
    ends = [(places[row.cluster_a_id], places[row.cluster_b_id]) for row in pairs.itertuples()]
    return Series(
        "",
        tuple((ya + yb) / 2 for (_xa, ya), (_xb, yb) in ends),
        tuple((xa + xb) / 2 for (xa, _ya), (xb, _yb) in ends),
        shape="point",
        marks=(Mark("", size=8, opacity=0),),
        hover=tuple(
            shorten(f"{row.cluster_a} – {row.cluster_b}: {row.shared_member_names}", HOVER, placeholder=" …")
            for row in pairs.itertuples()
        ),
    )


def _places(nodes: pd.DataFrame) -> dict[str, tuple[float, float]]:
    return {row.cluster_id: (row.x, row.y) for row in nodes.itertuples()}


def _marks(nodes: pd.DataFrame, code: str, labels: dict[str, Label]) -> Series:
    """A country's clusters in its colour and shape; those outside the selection hollow."""
    colour, ground = style.country_colour(code), style.palette().background
    return Series(
        country_name(code),
        tuple(float(y) for y in nodes["y"]),
        tuple(float(x) for x in nodes["x"]),
        shape="point",
        marks=tuple(
            Mark(colour if chosen else "", ground if chosen else colour, 1.5, SHAPES[code], size)
            for chosen, size in zip(nodes["is_chosen"], nodes["size"], strict=True)
        ),
        labels={place: labels[one] for place, one in enumerate(nodes["cluster_id"]) if one in labels},
        hover=tuple(
            "\n".join(
                [
                    name,
                    term(ecosystem),
                    ngettext("shares members with {n} other cluster", "shares members with {n} other clusters", linked),
                ]
            )
            for name, ecosystem, linked in zip(nodes["name"], nodes["ecosystem"], nodes["linked_clusters"], strict=True)
        ),
    )


def _labels(nodes: pd.DataFrame, x: Axis, y: Axis, inner: tuple[float, float], *, phone: bool) -> dict[str, Label]:
    """The names that fit beside their marks in a picture of the size `inner` in px, by cluster_id.

    Names are cut only between words; what stands in brackets is left out.
    """
    ranked = nodes.sort_values(["is_chosen", "betweenness", "cluster_id"], ascending=[False, False, True])
    marks = [(_share(row.x, x) * inner[0], _share(row.y, y) * inner[1], row.size / 2) for row in ranked.itertuples()]
    first = ranked[: LABELS_PHONE if phone else LABELS]
    names = [wrap(name.split(" (")[0], 14 if phone else 20, break_long_words=False) for name in first["name"]]
    sizes = [(LETTER * max(map(len, lines)), _LINE * len(lines)) for lines in names]
    sides = beside(marks, sizes, inner)
    return {
        one: Label("\n".join(lines), side)
        for one, lines, side in zip(first["cluster_id"], names, sides, strict=True)
        if side
    }


def _share(value: float, axis: Axis) -> float:
    low, high = axis.low or 0.0, axis.high or 0.0
    return (value - low) / (high - low)
