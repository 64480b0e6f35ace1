"""Clusters beside exports, an industrial ecosystem at a time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC, NOT_ASSIGNED
from analytics.core.language import _, country_name, listing, number, term
from analytics.core.plot import Axis, Empty, Label, Mark, Note, Place, Plot, Rule, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.specialisation import questions, words
from analytics.specialisation.line_charts import rca_axis
from analytics.specialisation.words import rca_number, short

# The plot on a phone, in pixels: labels that are apart there are apart everywhere.
_WIDTH, _HEIGHT = 270, 330


@chart(
    "exports.ecosystems",
    question="Does a country have clusters where its goods exports are strong?",
    ask=questions.ecosystems,
    allowed={"country": NORDIC, "without_fuels": (0, 1)},
)
def ecosystems(frame: pd.DataFrame, *, country: str = "FI", without_fuels: int = 0) -> Chart:
    """Scatter of active clusters against RCA, a mark an ecosystem with goods, its area by the value of the exports."""
    year = int(frame["year"].iloc[0])
    real = _real(frame)
    goods, few = _known(real), float(real["clusters"].mean())
    shown = goods[goods["estimate"] != "unclear"].reset_index(drop=True)
    insight = words.clusters_and_exports(goods, few, country, year)
    listed = set(goods["ecosystem"])
    unknown = [short(name) for name in real["ecosystem"] if name not in listed]
    if unknown:
        insight += " " + _("Exports unknown in that year: {ecosystems}.").format(ecosystems=listing(unknown))
    return Chart(
        title=_("Clusters beside exports"),
        subtitle=words.scope(
            _(
                "{country}: active clusters and specialisation (RCA) in {year}, by industrial ecosystem. The area is "
                "the value of exports, a hollow ring a rough estimate"
            ).format(country=country_name(country), year=year),
            without_fuels,
        ),
        insight=insight,
        drawing=_scatter(shown, few, country) if len(shown) else Empty(insight),
        table=frame,
        sources=(
            cite("exports_by_product", years=str(year)),
            cite("clusters"),
            cite("product_ecosystems"),
        ),
        alt=_("Scatter chart of active clusters and specialisation by industrial ecosystem. {insight}").format(
            insight=insight
        ),
        params={"year": year},
        method=_(
            "Each product group is divided among the EU's industrial ecosystems by weights that add up to 1. The "
            "weights are the atlas's own judgement, not an official table, and stand with their reasons in a list. "
            "RCA = the ecosystem's weighted share of the country's goods exports / its share of the world's. A part "
            "cut from a group is taken to move as the whole group does. An ecosystem of which more than half the value "
            "is such parts is rough and drawn hollow. Where the groups that are counted whole lie on the other side of "
            "1, or there is none, nothing is claimed and no mark is drawn. Strong exports = an RCA of at least 1. Many "
            "clusters = at least the country's mean over the ecosystems with goods. Clusters are those active now, "
            "whatever the year of the exports."
        ),
    )


def with_goods(frame: pd.DataFrame) -> pd.DataFrame:
    """The ecosystems whose exports are known, goods that belong to none left out."""
    return _known(_real(frame))


def mean_clusters(frame: pd.DataFrame) -> float:
    """The country's mean number of active clusters over the ecosystems with goods, known exports or not."""
    return float(_real(frame)["clusters"].mean())


def _known(real: pd.DataFrame) -> pd.DataFrame:
    return real.dropna(subset="symmetric_rca").reset_index(drop=True)


def _real(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["in_goods_exports"].astype(bool) & (frame["ecosystem"] != NOT_ASSIGNED)]


def _scatter(goods: pd.DataFrame, few: float, country: str) -> Plot:
    """Axes with room for the words of the quadrants above and below the marks."""
    colour = style.country_colour(country)
    sizes = [9 + 24 * (share / goods["share_pct"].max()) ** 0.5 for share in goods["share_pct"]]
    most = float(goods["clusters"].max())
    room = 0.09 * max(most, 3)
    upright = rca_axis(goods, _("RCA (1 = as the world)"))
    low, high = float(upright.low or 0), float(upright.high or 0)
    low, high = low - 0.14 * (high - low), high + 0.14 * (high - low)
    x = Axis(_("active clusters"), low=-1.3 * room, high=most + 2.2 * room, step=1 if most <= 5 else 2)
    y = Axis(upright.title, low=low, high=high, ticks=upright.ticks, grid=True, transformed=True)
    rough = goods["estimate"] == "rough"
    marks = tuple(
        Mark("" if hollow else colour, colour, 2, size=size, opacity=0.9)
        for hollow, size in zip(rough, sizes, strict=True)
    )
    series = Series(
        _("Industrial ecosystems"),
        tuple(float(value) for value in goods["symmetric_rca"]),
        tuple(float(value) for value in goods["clusters"]),
        shape="point",
        sizes=tuple(float(share) for share in goods["share_pct"]),
        marks=marks,
        labels=dict(enumerate(_labels(goods, sizes, x, y))),
        hover=tuple(_told(row) for row in goods.itertuples()),
    )
    muted = Stroke(style.palette().muted, 1)
    return Plot("bubble", (series,), x=x, y=y, rules=(Rule("x", few, muted), Rule("y", 0.0, muted)), notes=_corners())


def _told(row: Any) -> str:
    return _("{ecosystem}: RCA {rca}, {clusters} active clusters").format(
        ecosystem=term(row.ecosystem),
        rca=rca_number(row.rca),
        clusters=number(row.clusters),
    )


def _corners() -> tuple[Note, ...]:
    """The four quadrants by name."""
    places: tuple[tuple[Place, str], ...] = (
        ("top left", _("strong exports,\nfew clusters")),
        ("top right", _("strong exports,\nmany clusters")),
        ("bottom left", _("weak exports,\nfew clusters")),
        ("bottom right", _("many clusters,\nweak exports")),
    )
    return tuple(Note(text, place) for place, text in places)


def _labels(goods: pd.DataFrame, sizes: list[float], x: Axis, y: Axis) -> list[Label]:
    """Name each mark at the nearest place where the name covers no mark, no other name and no word of a quadrant."""
    left, right, low, high = (float(end or 0) for end in (x.low, x.high, y.low, y.high))
    places = [
        ((count - left) / (right - left) * _WIDTH, (rca - low) / (high - low) * _HEIGHT)
        for count, rca in zip(goods["clusters"], goods["symmetric_rca"], strict=True)
    ]
    taken = [(px, py, size + 4, size + 4) for (px, py), size in zip(places, sizes, strict=True)]
    taken += [(px, py, 110.0, 34.0) for px in (55.0, _WIDTH - 55.0) for py in (17.0, _HEIGHT - 17.0)]
    labels = []
    for (px, py), size, row in zip(places, sizes, goods.itertuples(), strict=True):
        name = short(str(row.ecosystem))
        wide = 7.0 * len(name)
        dx, dy = min(
            _offsets(size / 2 + 5, wide),
            key=lambda o: (_covered(px + o[0], py + o[1], wide, taken), abs(o[1]) + abs(o[0]) / 4),
        )
        taken.append((px + dx, py + dy, wide, 17.0))
        labels.append(Label(name, offset=(dx, dy)))
    return labels


def _offsets(clear: float, wide: float) -> list[tuple[float, float]]:
    """Places round a mark of the radius `clear` for the middle of a name, in pixels, nearest first."""
    beside = [
        (way * (clear + far + wide / 2), float(rise))
        for far in (0, 12)
        for rise in (0, 10, -10, 20, -20)
        for way in (1, -1)
    ]
    above = [
        (way * wide / 4, side * (clear + 8 + far)) for far in (0, 14, 28) for side in (1, -1) for way in (0, 1, -1)
    ]
    return [*beside, *above]


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
