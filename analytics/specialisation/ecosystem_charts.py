"""Clusters beside exports, an industrial ecosystem at a time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, country_name, listing, number, term
from analytics.specialisation.charts import _rca_axis, _scope, rca_number, sources

NOT_ASSIGNED = "Not assigned"
ROUGH = 50.0  # % of an ecosystem's value that is cut from product groups, above which its mark is hollow
# The plot on a phone, in pixels: labels that are apart there are apart everywhere.
_WIDTH, _HEIGHT = 270, 330


def ecosystems(frame: pd.DataFrame, *, country: str, without_fuels: int = 0) -> Chart:
    """Scatter of active clusters against RCA, a mark an ecosystem with goods, its area by the value of the exports."""
    year = int(frame["year"].iloc[0])
    goods = with_goods(frame)
    few = mean_clusters(frame)
    sizes = [9 + 24 * (share / goods["share_pct"].max()) ** 0.5 for share in goods["share_pct"]]
    figure = style.figure()
    colour = style.country_colour(country)
    rough = goods["from_split_groups_pct"] > ROUGH
    figure.add_trace(
        go.Scatter(
            x=list(goods["clusters"]), y=list(goods["symmetric_rca"]), mode="markers",
            marker={
                "size": sizes,
                "color": [style.palette().background if hollow else colour for hollow in rough],
                "line": {"color": colour, "width": 2},
                "opacity": 0.9,
            },
            text=[_told(row) for row in goods.itertuples()],
            hovertemplate="%{text}<extra></extra>",
        )
    )  # fmt: skip
    _frame_axes(figure, goods, few)
    figure.update_layout(annotations=[*_quadrant_words(), *_point_labels(figure, goods, sizes)])
    insight = _insight(goods, few, country, year)
    unknown = [short(name) for name in _real(frame)["ecosystem"] if name not in set(goods["ecosystem"])]
    if unknown:
        insight += " " + _("Exports unknown in that year: {ecosystems}.").format(ecosystems=listing(unknown))
    return Chart(
        id="exports.ecosystems",
        title=_("Clusters beside exports"),
        subtitle=_scope(
            _(
                "{country}: active clusters and specialisation (RCA) in {year}, by industrial ecosystem; area = value "
                "of exports, hollow = rough"
            ).format(country=country_name(country), year=year),
            without_fuels,
        ),
        insight=insight,
        figure=figure,
        table=frame,
        sources=(
            *sources(str(year)),
            Source(text=_("Cluster pages, read November 2026"), table="clusters"),
            Source(text=_("The atlas's own table from product groups to ecosystems"), table="product_ecosystems"),
        ),
        alt=_("Scatter chart of active clusters and specialisation by industrial ecosystem. {insight}").format(
            insight=insight
        ),
        params={"country": country, "year": year, "without_fuels": without_fuels},
        method=_(
            "Each product group is divided among the EU's industrial ecosystems by weights that add up to 1. The "
            "weights are the atlas's own judgement, not an official table, and stand with their reasons in a list. "
            "RCA = the ecosystem's weighted share of the country's goods exports / its share of the world's. A part "
            "cut from a group moves as the whole group does, so an ecosystem of which more than half the value is such "
            "parts is rough and drawn hollow. Strong exports = an RCA of at least 1. Many clusters = at least the "
            "country's mean over the ecosystems with goods. Clusters are those active now, whatever the year of the "
            "exports."
        ),
    )


def with_goods(frame: pd.DataFrame) -> pd.DataFrame:
    """The ecosystems whose exports are known, goods that belong to none left out."""
    return _real(frame).dropna(subset="symmetric_rca").reset_index(drop=True)


def mean_clusters(frame: pd.DataFrame) -> float:
    """The country's mean number of active clusters over the ecosystems with goods, known exports or not."""
    return float(_real(frame)["clusters"].mean())


def _real(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["in_goods_exports"].astype(bool) & (frame["ecosystem"] != NOT_ASSIGNED)]


def short(ecosystem: str) -> str:
    """An industrial ecosystem in a word or two, for a mark in a chart."""
    return {
        "Aerospace and Defence": _("Aerospace, defence"),
        "Agri-Food": _("Food"),
        "Construction": _("Construction"),
        "Cultural and Creative Industries": _("Creative"),
        "Digital": _("Digital"),
        "Electronics": _("Electronics"),
        "Energy Intensive Industries": _("Energy-intensive"),
        "Health": _("Health"),
        "Mobility-Transport-Automotive": _("Mobility"),
        "Proximity, Social Economy and Civil Security": _("Proximity"),
        "Renewable Energy": _("Renewables"),
        "Retail": _("Retail"),
        "Textile": _("Textiles"),
        "Tourism": _("Tourism"),
    }.get(ecosystem, ecosystem)


def quadrant(rca: float, clusters: float, few: float) -> str:
    """In words, which of four kinds an ecosystem is: exports against the world's share, clusters against the mean."""
    if rca >= 1:
        return _("strong exports, many clusters") if clusters >= few else _("strong exports, few clusters")
    return _("many clusters, weak exports") if clusters >= few else _("weak exports, few clusters")


def _insight(goods: pd.DataFrame, few: float, country: str, year: int) -> str:
    sure = goods[goods["from_split_groups_pct"] <= ROUGH]
    kinds = [quadrant(row.rca, row.clusters, few) for row in sure.itertuples()]

    def those(kind: str) -> str:
        found = [short(row.ecosystem) for row, of in zip(sure.itertuples(), kinds, strict=True) if of == kind]
        return listing(found) if found else _("none")

    return _(
        "{country}, {year}. Strong exports, few clusters: {without}. Many clusters, weak exports: {beyond}. "
        "Strong in both: {both}. Rough estimates are left out of this."
    ).format(
        country=country_name(country),
        year=year,
        without=those(quadrant(2, 0, 1)),
        beyond=those(quadrant(0, 1, 1)),
        both=those(quadrant(2, 1, 1)),
    )


def _told(row: object) -> str:
    return _("{ecosystem}: RCA {rca}, {clusters} active clusters").format(
        ecosystem=term(row.ecosystem),  # type: ignore[attr-defined]
        rca=rca_number(row.rca),  # type: ignore[attr-defined]
        clusters=number(row.clusters),  # type: ignore[attr-defined]
    )


def _frame_axes(figure: go.Figure, goods: pd.DataFrame, few: float) -> None:
    """Axes with room for the words of the quadrants above and below the marks."""
    _rca_axis(figure, goods)
    most = float(goods["clusters"].max())
    room = 0.09 * max(most, 3)
    low, high = figure.layout.yaxis.range
    low, high = low - 0.14 * (high - low), high + 0.14 * (high - low)
    figure.add_vline(x=few, line={"color": style.palette().muted, "width": 1})
    figure.update_layout(
        xaxis={
            "range": [-1.3 * room, most + 2.2 * room], "title": {"text": _("active clusters")},
            "tick0": 0, "dtick": 1 if most <= 5 else 2, "showgrid": False,
        },
        yaxis={"range": [low, high], "title": {"text": _("RCA (1 = as the world)")}},
    )  # fmt: skip


def _quadrant_words() -> list[dict[str, Any]]:
    """The four quadrants by name, in the corners."""
    return [
        {
            "xref": "paper", "yref": "paper", "x": float(right), "y": float(top), "text": word, "showarrow": False,
            "xanchor": "right" if right else "left", "yanchor": "top" if top else "bottom",
            "align": "right" if right else "left", "font": {"color": style.palette().muted, "size": 14},
            "bgcolor": style.palette().background,
        }
        for top, right, word in (
            (True, False, _("strong exports,<br>few clusters")),
            (True, True, _("strong exports,<br>many clusters")),
            (False, False, _("weak exports,<br>few clusters")),
            (False, True, _("many clusters,<br>weak exports")),
        )
    ]  # fmt: skip


def _point_labels(figure: go.Figure, goods: pd.DataFrame, sizes: list[float]) -> list[dict[str, Any]]:
    """Name each mark at the nearest place where the name covers no mark, no other name and no word of a quadrant."""
    (left, right), (low, high) = figure.layout.xaxis.range, figure.layout.yaxis.range
    places = [
        ((x - left) / (right - left) * _WIDTH, (y - low) / (high - low) * _HEIGHT)
        for x, y in zip(goods["clusters"], goods["symmetric_rca"], strict=True)
    ]
    labels: list[dict[str, Any]] = []
    taken = [(x, y, size + 4, size + 4) for (x, y), size in zip(places, sizes, strict=True)]
    taken += [(x, y, 110.0, 34.0) for x in (55.0, _WIDTH - 55.0) for y in (17.0, _HEIGHT - 17.0)]
    for (x, y), size, row in zip(places, sizes, goods.itertuples(), strict=True):
        name = short(str(row.ecosystem))
        wide = 7.0 * len(name)
        clear = size / 2 + 5
        offsets: list[tuple[float, float]] = [
            (way * (clear + far + wide / 2), rise)
            for far in (0, 12)
            for rise in (0, 10, -10, 20, -20)
            for way in (1, -1)
        ]
        offsets += [
            (way * wide / 4, side * (clear + 8 + far)) for far in (0, 14, 28) for side in (1, -1) for way in (0, 1, -1)
        ]
        dx, dy = min(offsets, key=lambda o: (_covered(x + o[0], y + o[1], wide, taken), abs(o[1]) + abs(o[0]) / 4))
        taken.append((x + dx, y + dy, wide, 17.0))
        labels.append(
            {
                "x": row.clusters, "y": row.symmetric_rca, "text": name, "ax": dx, "ay": -dy, "showarrow": True,
                "arrowhead": 0, "arrowwidth": 1, "arrowcolor": style.palette().muted, "standoff": size / 2 + 2,
                "borderpad": 0, "bgcolor": style.palette().background,
            }
        )  # fmt: skip
    return labels


def _covered(x: float, y: float, wide: float, taken: list[tuple[float, float, float, float]]) -> float:
    """Pixels of a name at (x, y) that lie on what is taken or outside the plot."""
    sides = [x - wide / 2, _WIDTH - (x + wide / 2), y - 8, _HEIGHT - (y + 8)]
    outside = -sum(min(0.0, side) for side in sides) * 17
    for ox, oy, owide, ohigh in taken:
        across = (wide + owide) / 2 - abs(x - ox)
        down = (17 + ohigh) / 2 - abs(y - oy)
        if across > 0 and down > 0:
            outside += across * down
    return outside
