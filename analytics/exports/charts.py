"""Charts about the level, the growth and the gap of exports."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, country_name, country_words, listing, percent
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Rule, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.exports import questions, time_marks, words
from analytics.exports.money import CURRENCIES
from analytics.exports.words import Wording

_YEARS = Axis(years=True, step=5)
_RATES = [
    "latest_year",
    "years",
    "own_pct_gdp",
    "reference_pct_gdp",
    "gdp_growth_pct",
    "needed_growth_pct",
    "past_growth_pct",
]


@chart(
    "exports.intensity",
    question="How large are exports of goods and services beside the economy?",
    ask=questions.intensity_of,
    allowed={"country": ("", *COMPARED)},
)
def intensity(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """Exports in % of GDP over time: `country` in front, the others beside it. Years with no figure stay gaps."""
    return _compared(frame[["country", "year", "exports_pct_gdp"]], "pct_gdp", country)


@chart(
    "exports.level",
    question="How large are exports, what are they made of, and how have they grown?",
    ask=questions.level,
    allowed={"measure": tuple(questions.MEASURES), "country": ("", *COMPARED), "currency": CURRENCIES},
)
def level(
    frame: pd.DataFrame,
    *,
    measure: str = "real_index",
    country: str = "FI",
    base_year: int = 2001,
    currency: str = "eur",
) -> Chart:
    """One measure over time, `country` in front; a country whose index has no base is named in the insight."""
    in_dollars = currency == "usd" and measure in questions.IN_DOLLARS
    return _compared(frame, f"{measure}_usd" if in_dollars else measure, country, str(base_year))


@chart(
    "exports.scenario",
    question="How fast must real exports grow to reach a reference's export share by a target year?",
    ask=questions.scenario,
    allowed={"country": COMPARED, "currency": CURRENCIES},
)
def scenario(frame: pd.DataFrame, *, country: str = "FI", target_year: int = 2035, currency: str = "eur") -> Chart:
    """Real exports so far, the path that reaches the reference's share, and the path of the past ten years' growth."""
    rates = frame.iloc[0]
    insight = words.scenario(rates)
    years = f"{int(frame['year'].min())}–{int(rates['latest_year'])}"
    return Chart(
        title=_("Closing the gap"),
        subtitle=_(
            "{country}: real exports, {years} and on to {target}. Dashed is what is needed, dotted as before"
        ).format(**country_words(country), years=years, target=target_year),
        insight=insight,
        drawing=_paths(frame, country, currency),
        table=frame[["country", "reference", "path", "year", "exports_eur_million", "exports_usd_million", *_RATES]],
        sources=(
            cite("export_indicators", codes="NE.EXP.GNFS.KD, NY.GDP.MKTP.KD, NE.EXP.GNFS.ZS", years=years),
            *((cite("euro_rates"),) if currency == "eur" else ()),
        ),
        alt=_("Line chart of real exports with the path needed to close the gap. {insight}").format(insight=insight),
        method=_(
            "Growth needed = (the reference's share / own share)^(1 / years) × (1 + GDP growth) − 1, with the shares "
            "of the latest year: the reference is taken to stay where it is. It assumes that export prices move with "
            "the prices of the whole GDP, so that real growth beyond that of GDP raises the share. Past growth is the "
            "compound growth of real exports over ten years. Euros are the source's dollars of 2015 at the reference "
            "rate of 2015."
        ),
    )


def _paths(frame: pd.DataFrame, country: str, currency: str) -> Plot:
    column = f"exports_{currency}_million"
    colour, muted = style.country_colour(country), style.palette().muted
    rates = frame.iloc[0]
    looks = {
        "realised": (country_name(country), Stroke(colour, 3), ""),
        "past": (_("as before"), Stroke(muted, 3, "dot"), _("as before:\n{growth} a year")),
        "needed": (_("needed"), Stroke(colour, 3, "dash"), _("needed:\n{growth} a year")),
    }
    growth = {"past": rates["past_growth_pct"], "needed": rates["needed_growth_pct"]}
    years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    series = []
    for path, (name, stroke, text) in looks.items():
        line = (frame[frame["path"] == path].set_index("year")[column] / 1000).reindex(years)
        if line.notna().any():
            label = Label(text.format(growth=percent(growth.get(path))), "right", stroke.colour)
            series.append(replace(_line(name, line, stroke, label if text else None), partial=True))
    return Plot(
        "line",
        tuple(series),
        x=Axis(years=True, step=10),
        y=Axis(
            _("billion US dollars (2015 prices)") if currency == "usd" else _("billion euros (2015 prices)"),
            low=0,
            high=1.15 * float(frame[column].max()) / 1000,
        ),
        categories=tuple(years),
    )


def _compared(frame: pd.DataFrame, measure: str, country: str, base: str = "") -> Chart:
    """A line a country: `country` in front, direct labels at the ends, benchmarks dashed and dotted."""
    wording = words.WORDINGS[measure]
    column = str(frame.columns[-1])
    known = frame[frame[column].notna()]
    years = _years(known)
    insight = words.compared(known, column, country, wording, base)
    without = [code for code in frame["country"].unique() if code not in set(known["country"])]
    if measure == "real_index" and without:
        insight += " " + _("No figure for the base year {base}, so the index is unknown: {countries}.").format(
            base=base, countries=listing(country_name(code) for code in without)
        )
    subtitle = _(wording.subtitle).format(years=years, base=base)
    crises = time_marks.crisis_words(list(known["year"])) if len(known) else ""
    return Chart(
        title=_(wording.title),
        subtitle=f"{subtitle}. {crises}" if crises else subtitle,
        insight=insight,
        drawing=Empty(insight)
        if known.empty
        else _country_lines(known, column, country, _(wording.axis).format(base=base), wording),
        table=frame,
        sources=(
            cite("export_indicators", codes=", ".join(wording.codes), years=years, url=wording.page),
            *((cite("euro_rates"),) if "eur" in column.split("_") else ()),
            *((cite("crises"),) if crises else ()),
        ),
        alt=f"{subtitle}. {insight}",
        method=_(wording.method),
    )


def _country_lines(known: pd.DataFrame, column: str, country: str, unit: str, wording: Wording) -> Plot:
    index = "index" in column
    years = range(int(known["year"].min()), int(known["year"].max()) + 1)
    series = []
    for code in known["country"].unique():
        line = known[known["country"] == code].set_index("year")[column].astype(float).reindex(years)
        front = code == country
        colour = style.country_colour(code)
        stroke = Stroke(colour, 4 if front else 2, style.BENCHMARK_DASH.get(code, "solid"), 1 if front else 0.75)
        said = [f"{country_name(code)} {year}: {wording.value(value)}" for year, value in line.items()]
        series.append(_line(country_name(code), line, stroke, Label(country_name(code), "right", colour), front, said))
    return Plot(
        "line",
        tuple(series),
        x=_YEARS,
        y=Axis(unit, low=0.85 * known[column].min() if index else 0.0),
        categories=tuple(years),
        rules=(Rule("y", 100.0, Stroke(style.palette().muted, 1)),) if index else (),
        events=time_marks.crisis_lines(years),
    )


def _line(
    name: str, line: pd.Series, stroke: Stroke, label: Label | None, front: bool = False, hover: list[str] | None = None
) -> Series:
    # A year between two gaps has no line to stand on, so it is shown as a dot.
    alone = line.shift(1).isna() & line.shift(-1).isna() & line.notna()
    last = max((place for place, value in enumerate(line) if pd.notna(value)), default=None)
    return Series(
        name,
        tuple(None if pd.isna(value) else float(value) for value in line),
        line=stroke,
        marks=tuple(Mark(stroke.colour, size=7.0 if lone else 0.0) for lone in alone) if alone.any() else (),
        labels={last: label} if label and last is not None else {},
        highlight=front,
        hover=tuple(hover or ()),
    )


def _years(frame: pd.DataFrame) -> str:
    return f"{int(frame['year'].min())}–{int(frame['year'].max())}" if len(frame) else ""
