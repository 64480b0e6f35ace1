"""Charts of a designed programme."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import DESIGN_PRESETS
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
    labels = {at: Label(words.clusters(totals[at]), "end", bold=True) for at in (words.HEADLINE_YEAR - 1, last)}
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
    insight = words.cost(result, scaled)
    years = _span(result.by_year)
    return Chart(
        title=_("What would the programme cost?"),
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
    return Axis(years=True, ticks=tuple((year, str(year)) for year in years[::3]))


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
    known = [
        Source(
            text=_("{programme}, budget of {year}").format(programme=row["name"], year=int(row["year"])),
            table="programmes",
            years=str(int(row["year"])),
            url=str(row["source_url"]),
        )
        for row in (result.latest(code) for code in DESIGN_PRESETS)
    ]
    people = cite("export_indicators", "population and gdp", years=str(result.population_year))
    return (cite("design_presets"), *known, people)
