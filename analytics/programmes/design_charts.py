"""Charts of a designed programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import DESIGN_PRESETS, NORDIC
from analytics.core.language import _, country_name, number
from analytics.core.plot import Axis, Label, Mark, Plot, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.programmes import design as model
from analytics.programmes import design_words as words
from analytics.programmes.design import Outcome

# Which of the five sequential colours the levels take, lowest level first: apart enough to be told without the labels.
SHADES = {1: (3,), 2: (1, 4), 3: (1, 2, 4), 4: (0, 1, 2, 4)}
SCALES = ("population", "gdp")
_LETTERS = 15  # of a line of a label at the right edge


@chart(
    "programmes.design",
    question="How many clusters would a designed programme support, by level and year?",
    ask=model.outcome,
)
def by_level(result: Outcome, *, country: str = "FI") -> Chart:
    """Clusters supported by year, stacked by level."""
    insight = words.by_level(result)
    years = _span(result.by_year)
    return Chart(
        title=_("How many clusters would the programme support?"),
        subtitle=_("{country}: clusters supported by level, expected values, {years}").format(
            country=country_name(country), years=years
        ),
        insight=insight,
        drawing=_columns(result),
        table=result.by_level,
        sources=_sources(result),
        alt=_("Stacked bar chart of the clusters supported by level, {years}. {insight}").format(
            years=years, insight=insight
        ),
        method=words.method(),
    )


def _columns(result: Outcome) -> Plot:
    """A part of a column a level, named beside the last column; totals above the year of the headline and the last."""
    palette, rows = style.palette(), result.by_level
    shades = SHADES[int(rows["level"].max())]
    years, totals = list(result.by_year["year"]), list(result.by_year["clusters"])
    last = len(years) - 1
    series = []
    for place, level in rows.groupby("level"):
        name, values = str(level["level_name"].iloc[0]), list(level["clusters"])
        said = broken(f"{name}: {words.clusters(values[last])}", _LETTERS)
        series.append(
            Series(
                name,
                tuple(values),
                shape="bar",
                marks=(Mark(palette.sequential[shades[int(place) - 1]], palette.sequential[4], 1),),
                labels={last: Label(said, "after", palette.text)},
                hover=tuple(
                    f"{name} {year}: {words.clusters(value)}" for year, value in zip(years, values, strict=True)
                ),
                thickness=0.75,
            )
        )
    told = {years.index(result.full.year), last} if result.full.year in years else {last}
    labels = {at: Label(words.clusters(totals[at]), "end", bold=True) for at in sorted(told)}
    series.append(Series("", tuple(totals), shape="text", labels=labels, helper=True))
    return Plot(
        "stacked_column",
        tuple(series),
        x=_years(years),
        y=Axis(_("Clusters"), low=0, high=1.12 * max(totals) or 1),
        categories=tuple(years),
    )


@chart(
    "programmes.design_cost",
    question="What would a designed programme cost, beside Norway's and Denmark's scaled to the country?",
    ask=model.outcome,
    allowed={"scale": SCALES},
)
def cost(result: Outcome, *, country: str = "FI", scale: str = "population") -> Chart:
    """Public cost and total budget by year, with Norway's and Denmark's newest known budgets scaled to the country."""
    scaled = {code: float(result.latest(code)[f"scaled_{scale}_meur"]) for code in DESIGN_PRESETS}
    insight = words.cost(result, scale)
    years = _span(result.by_year)
    return Chart(
        title=words.final_title(result),
        subtitle=words.cost_subtitle(scale).format(country=country_name(country), years=years),
        insight=insight,
        drawing=_lines(result, scaled, country),
        table=_with_references(result),
        sources=_sources(result),
        alt=_(
            "Line chart of the programme's cost beside Norway's and Denmark's scaled budgets, {years}. {insight}"
        ).format(years=years, insight=insight),
        method=words.method(),
    )


def _lines(result: Outcome, scaled: dict[str, float], country: str) -> Plot:
    years, own = list(result.by_year["year"]), style.country_colour(country)
    series = [
        _line(_("Public cost"), result.by_year["cost_meur"], years, Stroke(own, 4)),
        _line(_("With own funding"), result.by_year["total_meur"], years, Stroke(own, 2, "dot")),
    ]
    for code, value in scaled.items():
        name = f"{country_name(code)} {int(result.latest(code)['year'])}"
        # A reference is muted where it would have the colour of the programme itself.
        colour = style.palette().muted if code == country else style.country_colour(code)
        series.append(_line(name, [value] * len(years), years, Stroke(colour, 2, "dash")))
    highest = max(value or 0.0 for one in series for value in one.y)
    return Plot(
        "line",
        tuple(series),
        x=_years(years),
        y=Axis(_("EUR million a year"), low=0, high=1.08 * highest or 1),
        categories=tuple(years),
    )


def _line(name: str, values: Iterable[float], years: list[int], stroke: Stroke) -> Series:
    known = tuple(map(float, values))
    return Series(
        name,
        known,
        line=stroke,
        labels={len(known) - 1: Label(broken(name, _LETTERS), "right", stroke.colour)},
        hover=tuple(f"{name} {year}: {number(value, 1)}" for year, value in zip(years, known, strict=True)),
    )


def _years(years: list[int]) -> Axis:
    step = max(1, -(-len(years) // 5))
    return Axis(years=True, ticks=tuple((year, str(year)) for year in years[::step]))


def _span(by_year: pd.DataFrame) -> str:
    return f"{by_year['year'].iloc[0]}–{by_year['year'].iloc[-1]}"


def _with_references(result: Outcome) -> pd.DataFrame:
    """The programme's years with the scaled budgets beside them, the same in every year."""
    table = result.by_year
    for code, name in (("NO", "norway"), ("DK", "denmark")):
        known = result.latest(code)
        table = table.assign(
            **{
                f"{name}_scaled_population_meur": float(known["scaled_population_meur"]),
                f"{name}_scaled_gdp_meur": float(known["scaled_gdp_meur"]),
            }
        )
    return table


def _sources(result: Outcome) -> tuple[Source, ...]:
    known = (_budget_source(result.latest(code)) for code in DESIGN_PRESETS)
    people = cite("export_indicators", "population and gdp", years=str(result.population_year))
    return (cite("design_presets"), *known, people)


def _budget_source(row: Mapping[str, Any]) -> Source:
    said = words.budget_name({**row, "code": row["reference"]})
    return Source(text=said, table="programme_budgets", years=str(int(row["year"])), url=str(row["source_url"]))


@chart(
    "programmes.options",
    question="What would a small, a Norwegian-like and a Danish-like programme cost, beside the neighbours' budgets?",
    ask=model.options,
    allowed={"country": NORDIC},
)
def options(frame: pd.DataFrame, *, country: str = "FI", narrow: int = 0) -> Chart:
    """Three options when full as bars, and below them the neighbours' budgets for the same population."""
    insight = words.options(frame)
    return Chart(
        title=_("Three options side by side"),
        subtitle=_(
            "{country}: public money, EUR million a year when full, and the number of clusters. Below, the neighbours' "
            "own budgets for the same population"
        ).format(country=country_name(country)),
        insight=insight,
        drawing=_option_bars(frame, country, 22 if narrow else 40),
        table=frame,
        sources=(
            cite("design_presets"),
            cite("programme_budgets"),
            cite("export_indicators", "population and gdp"),
        ),
        alt=_("Bar chart of what three programmes and the neighbours' budgets cost a year. {insight}").format(
            insight=insight
        ),
        method=words.method(),
    )


def _option_bars(frame: pd.DataFrame, country: str, width: int) -> Plot:
    rows = frame.to_dict("records")
    names = [broken(_option_name(row), width) for row in rows]
    values = tuple(float(row["cost_meur"]) for row in rows)
    own = [name for name, row in zip(names, rows, strict=True) if row["kind"] == "option"]
    said = [f"{words.million(row['cost_meur'])} ({words.clusters_words(round(row['clusters'], 1))})" for row in rows]
    return Plot(
        "bar",
        (
            Series(
                _("EUR million a year"),
                values,
                shape="bar",
                marks=tuple(_option_mark(row, country) for row in rows),
                labels={place: Label(text, "end") for place, text in enumerate(said)},
                hover=tuple(f"{name}\n{text}" for name, text in zip(names, said, strict=True)),
                thickness=0.6,
            ),
        ),
        # Room for the words beyond the longest bar, which take more of a narrow picture.
        x=Axis(_("EUR million a year"), low=0, high=(2.1 if width < 30 else 1.35) * max(values) or 1, grid=True),
        y=Axis(letters=13),
        categories=tuple(names),
        strong=frozenset(own),
        apart=len(rows) - len(own),
        height=52 * len(rows) + 90,
    )


def _option_name(row: Mapping[str, Any]) -> str:
    return words.budget_name(row) if row["kind"] == "budget" else words.model_name(row["code"])


def _option_mark(row: Mapping[str, Any], country: str) -> Mark:
    if row["kind"] == "option":
        return Mark(style.country_colour(country))
    colour = style.palette().muted if row["code"] == country else style.country_colour(row["code"])
    return Mark(colour, opacity=0.6)
