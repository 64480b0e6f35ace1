"""Charts about the level, the growth and the gap of exports."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, country_name, listing, number, percent
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Rule, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.exports import questions, words
from analytics.exports.words import BILLION, Wording

_YEARS = Axis(years=True, step=5)
_GDP_CODES = "NE.EXP.GNFS.ZS, NE.RSB.GNFS.CD, NE.IMP.GNFS.ZS"
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
    allowed={"measure": tuple(questions.MEASURES), "country": ("", *COMPARED)},
)
def level(frame: pd.DataFrame, *, measure: str = "real_index", country: str = "FI", base_year: int = 2001) -> Chart:
    """One measure over time, `country` in front; a country whose index has no base is named in the insight."""
    return _compared(frame, measure, country, str(base_year))


@chart(
    "exports.gap",
    question="What would a country's exports be at the export intensity of a reference?",
    ask=questions.gap,
    allowed={"country": COMPARED},
)
def gap(frame: pd.DataFrame, *, country: str = "FI", reference: str = questions.MEAN) -> Chart:
    """Columns by year: exports at the reference's intensity less what they are; above zero = behind."""
    years = _years(frame)
    insight = words.gap(frame)
    return Chart(
        title=_("What the gap is worth"),
        subtitle=_(
            "{country} beside the reference ({reference}): billion current US dollars, {years}; above zero = behind"
        ).format(country=country_name(country), reference=words.reference_name(reference), years=years),
        insight=insight,
        drawing=_gap_columns(frame, country),
        table=frame[["country", "reference", "year", "gap_pct_points", "gap_usd"]],
        sources=(cite("export_indicators", codes=_GDP_CODES, years=years),),
        alt=_("Bar chart of the gap in billion US dollars by year, {years}. {insight}").format(
            years=years, insight=insight
        ),
        method=_(
            "Gap in percentage points = the reference's exports in % of GDP − the country's own. Gap in US dollars = "
            "gap in percentage points / 100 × the country's GDP of the year in current US dollars. GDP is taken as it "
            "is: had exports been larger, it might have been too."
        ),
    )


@chart(
    "exports.scenario",
    question="How fast must real exports grow to reach a reference's export share by a target year?",
    ask=questions.scenario,
    allowed={"country": COMPARED},
)
def scenario(frame: pd.DataFrame, *, country: str = "FI", target_year: int = 2035) -> Chart:
    """Real exports so far, the path that reaches the reference's share, and the path of the past ten years' growth."""
    rates = frame.iloc[0]
    insight = words.scenario(rates)
    years = f"{int(frame['year'].min())}–{int(rates['latest_year'])}"
    return Chart(
        title=_("Closing the gap"),
        subtitle=_("{country}: real exports, {years} and on to {target}; dashed = needed, dotted = as before").format(
            country=country_name(country), years=years, target=target_year
        ),
        insight=insight,
        drawing=_paths(frame, country),
        table=frame[["country", "reference", "path", "year", "exports_usd_million", *_RATES]],
        sources=(cite("export_indicators", codes="NE.EXP.GNFS.KD, NY.GDP.MKTP.KD, NE.EXP.GNFS.ZS", years=years),),
        alt=_("Line chart of real exports with the path needed to close the gap. {insight}").format(insight=insight),
        method=_(
            "Growth needed = (the reference's share / own share)^(1 / years) × (1 + GDP growth) − 1, with the shares "
            "of the latest year: the reference is taken to stay where it is. It assumes that export prices move with "
            "the prices of the whole GDP, so that real growth beyond that of GDP raises the share. Past growth is the "
            "compound growth of real exports over ten years."
        ),
    )


def _gap_columns(frame: pd.DataFrame, country: str) -> Plot:
    billions = frame["gap_usd"] / BILLION
    last, widest = len(billions) - 1, int(billions.abs().to_numpy().argmax())
    labels = {last: Label(number(billions.iloc[-1], 1), "right")}
    if last - widest >= 6:  # closer labels would touch
        labels[widest] = Label(number(billions.iloc[widest], 1), "bottom" if billions.iloc[widest] < 0 else "top")
    behind = Mark(style.country_colour(country))
    ahead = Mark(style.palette().muted, hatch="/", hatch_colour=style.palette().background)
    low, high = min(0.0, billions.min()), max(0.0, billions.max())
    room = 0.1 * (high - low or 1)
    return Plot(
        "column",
        (
            Series(
                _("Gap"),
                tuple(map(float, billions)),
                shape="bar",
                marks=tuple(ahead if lead else behind for lead in billions < 0),
                labels=labels,
                hover=tuple(
                    f"{year}: {number(value, 1)} ({percent(points)})"
                    for year, value, points in zip(frame["year"], billions, frame["gap_pct_points"], strict=True)
                ),
                thickness=0.75,
            ),
        ),
        x=_YEARS,
        y=Axis(_("billion US dollars"), low=low - room if low < 0 else 0.0, high=high + room),
        categories=tuple(int(year) for year in frame["year"]),
        rules=(Rule("y", 0.0, Stroke(style.palette().muted, 1)),),
    )


def _paths(frame: pd.DataFrame, country: str) -> Plot:
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
        line = (frame[frame["path"] == path].set_index("year")["exports_usd_million"] / 1000).reindex(years)
        if line.notna().any():
            label = Label(text.format(growth=percent(growth.get(path))), "right", stroke.colour)
            series.append(replace(_line(name, line, stroke, label if text else None), partial=True))
    return Plot(
        "line",
        tuple(series),
        x=Axis(years=True, step=10),
        y=Axis(
            _("billion US dollars (2015 prices)"), low=0, high=1.15 * float(frame["exports_usd_million"].max()) / 1000
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
    return Chart(
        title=_(wording.title),
        subtitle=subtitle,
        insight=insight,
        drawing=Empty(insight)
        if known.empty
        else _country_lines(known, column, country, _(wording.axis).format(base=base), wording),
        table=frame,
        sources=(cite("export_indicators", codes=", ".join(wording.codes), years=years, url=wording.page),),
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
