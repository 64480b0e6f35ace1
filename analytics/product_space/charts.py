"""Charts of products near to what a country sells: nearness against complexity, and who is ahead in the nearest."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.label_layout import beside
from analytics.core.language import _, country_name, country_words, listing, number
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.product_space import questions, words
from analytics.product_space.questions import LEAST
from analytics.specialisation.charts import heatmap

MOST, LABELS = 150, 6  # products drawn; named ones of them
_WIDTH, _HEIGHT, _LETTER = 270.0, 330.0, 7.0  # px of the plot on a phone, where labels must be apart, and of a letter
_ALLOWED = {"country": NORDIC, "least": (0, *LEAST), "ecosystem": ("", *ECOSYSTEMS)}


@chart(
    "product_space.scatter",
    question="Which products lie near to what a country sells, and how complex are they?",
    ask=questions.candidates,
    allowed=_ALLOWED,
)
def scatter(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """Products that a country does not sell with advantage: nearness along, complexity up, area by world trade."""
    made_of, title = questions.edition(), _("Products within reach")
    shown = frame.dropna(subset=["density", "complexity"]).head(MOST)
    if made_of is None or shown.empty:
        return _without(title, frame)
    insight = words.counted(frame, country)
    return Chart(
        title=title,
        subtitle=_(
            "{country}, {year}: the {n} nearest products that it does not sell with advantage (RCA below 1). The area "
            "is world trade"
        ).format(**country_words(country), year=made_of.year, n=number(len(shown))),
        insight=insight,
        drawing=_scatter(shown, country),
        table=_table(frame),
        sources=(source(made_of), cite("hs_ecosystems"), cite("clusters")),
        alt=_("Scatter chart of nearness and complexity of products. {insight}").format(insight=insight),
        params={"year": made_of.year},
        method=words.method(made_of),
    )


@chart(
    "product_space.nordic",
    question="How specialised are the Nordic countries in the products nearest to what one of them sells?",
    ask=questions.nordic_rca,
    allowed=_ALLOWED,
)
def nordic(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """Heat map of the nearest products by Nordic country, nearest first."""
    made_of, title = questions.edition(), _("Who is ahead in the nearest products")
    if made_of is None or frame.empty:
        return _without(title, frame)
    columns = [country, *(code for code in NORDIC if code != country)]
    insight = words.compared(frame, columns, country)
    wide = frame.set_index("code")[[f"rca_{code}" for code in columns]].set_axis(columns, axis=1)
    names = pd.Series({row.code: words.short_name(row) for row in frame.itertuples()})
    return Chart(
        title=title,
        subtitle=_("Specialisation of exports (RCA, 1 = as the world), {year}. Columns: {countries}").format(
            year=made_of.year, countries=listing(f"{country_name(code)} ({code})" for code in columns)
        ),
        insight=insight,
        drawing=heatmap(wide, names, missing=("–", _("no recorded exports"))),
        table=_table(frame),
        sources=(source(made_of),),
        alt=_("Heat map of RCA in the nearest products by Nordic country. {insight}").format(insight=insight),
        params={"year": made_of.year},
        method=words.method(made_of),
    )


def _without(title: str, frame: pd.DataFrame) -> Chart:
    said = words.missing() if questions.edition() is None else words.none_left()
    return Chart(title, "", said, _table(frame), (), said, Empty(said))


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    """The exact values, codes with the zeros that they begin with."""
    return frame.assign(code=[f"{code:04d}" for code in frame["code"]])


def source(made_of: questions.Edition) -> Source:
    """The source line of the trade tables."""
    return cite("hs4_exports", source=words.source_name(made_of), edition=made_of.edition, years=str(made_of.year))


def _scatter(shown: pd.DataFrame, country: str) -> Plot:
    colours = style.palette()
    x, y = (
        _axis(shown["density"], _("nearness to what the country sells")),
        _axis(shown["complexity"], _("complexity (standard deviations)")),
    )
    shown = shown.assign(size=5 + 25 * (shown["world_usd"] / shown["world_usd"].max()) ** 0.5)
    ahead = shown["neighbours_ahead"] > 0
    filled = Mark(style.country_colour(country), colours.background, 1, opacity=0.75)
    hollow = Mark("", colours.muted, 1.5)
    series = (
        _points(shown[~ahead], _("no neighbour with advantage"), hollow, {}),
        _points(shown[ahead], _("a neighbour with advantage"), filled, _labels(shown, ahead, x, y)),
    )
    return Plot("bubble", tuple(one for one in series if one.y), x=x, y=y, legend="top")


def _axis(values: pd.Series, title: str) -> Axis:
    low, high = float(values.min()), float(values.max())
    room = max(0.08 * (high - low), 0.001)
    return Axis(title, low=low - room, high=high + room, grid=True)


def _points(rows: pd.DataFrame, name: str, look: Mark, labels: dict[int, Label]) -> Series:
    return Series(
        name,
        tuple(float(value) for value in rows["complexity"]),
        tuple(float(value) for value in rows["density"]),
        shape="point",
        sizes=tuple(float(value) for value in rows["world_usd"]),
        marks=tuple(
            Mark(look.fill, look.edge, look.edge_width, size=size, opacity=look.opacity) for size in rows["size"]
        ),
        labels={place: labels[code] for place, code in enumerate(rows["code"]) if code in labels},
        hover=tuple(words.told(row) for row in rows.itertuples()),
        key=Mark(look.fill, look.edge, look.edge_width, size=10, opacity=look.opacity),
    )


def _labels(shown: pd.DataFrame, ahead: pd.Series, x: Axis, y: Axis) -> dict[int, Label]:
    """Labels by code: of the nearest products that a neighbour is ahead in, where there is room for their names."""
    named = shown[ahead].head(LABELS)
    ordered = pd.concat([named, shown.drop(named.index)])
    (left, right), (low, high) = ((float(axis.low or 0), float(axis.high or 0)) for axis in (x, y))
    marks = [
        ((row.density - left) / (right - left) * _WIDTH, (row.complexity - low) / (high - low) * _HEIGHT, row.size / 2)
        for row in ordered.itertuples()
    ]
    texts = [words.short_name(row) for row in named.itertuples()]
    sides = beside(marks, [(_LETTER * len(text), 16.0) for text in texts], (_WIDTH, _HEIGHT))
    return {int(code): Label(text, side) for code, text, side in zip(named["code"], texts, sides, strict=False) if side}
