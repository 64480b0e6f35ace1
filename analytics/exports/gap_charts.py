"""Charts of the gap of exports: by which measure how large, and what it is worth."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, country_name, country_words, number, percent
from analytics.core.plot import Axis, Label, Mark, Plot, Rule, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.exports import gap_words, questions, time_marks
from analytics.exports.money import BILLION, CURRENCIES, billions_axis, rate_method

GDP_CODES = "NE.EXP.GNFS.ZS, NE.RSB.GNFS.CD, NE.IMP.GNFS.ZS"


@chart(
    "exports.gap_range",
    question="How far is a country behind its neighbours by their mean, their median and without the extreme one?",
    ask=questions.gap_to_neighbours,
    allowed={"country": COMPARED},
)
def gap_range(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """Lines of export shares: the country's own, and its neighbours' by three measures."""
    years = [int(year) for year in frame["year"]]
    span = f"{years[0]}–{years[-1]}"
    insight = gap_words.gap_range(frame, questions.intensity())
    crises, policy = time_marks.crisis_words(years), time_marks.policy_marks(country, years, _foot(frame))
    said = [_("Exports of goods and services, % of GDP, {years}.").format(years=span), crises]
    if policy:
        said.append(
            _("Marks at the foot: {of_country} cluster programmes start (▸) or end (✕).").format(
                **country_words(country)
            )
        )
    return Chart(
        title=_("How large the gap is"),
        subtitle=" ".join(text for text in said if text),
        insight=insight,
        drawing=_share_lines(frame, country, years, policy),
        table=frame[
            [
                *("country", "year", "own_pct_gdp", "reference_pct_gdp", "median_pct_gdp", "extreme_country"),
                *("trimmed_pct_gdp", "gap_pct_points"),
            ]
        ],
        sources=(
            cite("export_indicators", codes="NE.EXP.GNFS.ZS", years=span),
            cite("crises"),
            *((cite("programme_timeline"),) if policy else ()),
        ),
        alt=_("Line chart of the export shares of the country and its neighbours, {years}. {insight}").format(
            years=span, insight=insight
        ),
        method=_(
            "The neighbours are the other Nordic countries, each counted the same. The extreme country is the one "
            "farthest from their median in the latest year. It is left out of all years. The marks say when something "
            "happened. They explain nothing: exports have many causes, and this picture tests none of them."
        ),
    )


@chart(
    "exports.gap",
    question="What would a country's exports be at the export intensity of a reference?",
    ask=questions.gap,
    allowed={"country": COMPARED, "currency": CURRENCIES},
)
def gap(frame: pd.DataFrame, *, country: str = "FI", reference: str = questions.MEAN, currency: str = "eur") -> Chart:
    """Columns by year: exports at the reference's intensity less what they are; above zero = behind."""
    years = f"{int(frame['year'].min())}–{int(frame['year'].max())}"
    insight = gap_words.worth(frame, currency)
    subtitle = (
        _("{country} beside the reference ({reference}): billion current US dollars, {years}. Above zero is behind")
        if currency == "usd"
        else _("{country} beside the reference ({reference}): billion current euros, {years}. Above zero is behind")
    ).format(**country_words(country), reference=gap_words.reference_name(reference), years=years)
    unknown = frame.loc[frame[f"gap_{currency}"].isna(), "year"]
    if len(unknown):
        subtitle += ". " + _("Unknown for {first}–{last}: there was no euro.").format(
            first=int(unknown.min()), last=int(unknown.max())
        )
    columns = ["country", "reference", "year", "gap_pct_points", "gap_eur", "median_gap_eur", "trimmed_gap_eur"]
    dollars = ["gap_usd", "median_gap_usd", "trimmed_gap_usd"]
    return Chart(
        title=_("What the gap is worth"),
        subtitle=subtitle,
        insight=insight,
        drawing=_gap_columns(frame, country, currency),
        table=frame[[*columns, *dollars, "usd_per_euro"]],
        sources=(
            cite("export_indicators", codes=GDP_CODES, years=years),
            *((cite("euro_rates"),) if currency == "eur" else ()),
        ),
        alt=_("Bar chart of the gap by year, {years}. {insight}").format(years=years, insight=insight),
        method=_(
            "Gap in percentage points = the reference's exports in % of GDP − the country's own. What it is worth = "
            "gap in percentage points / 100 × the country's GDP of the year at current prices. GDP is taken as it is: "
            "had exports been larger, it might have been too."
        )
        + " "
        + rate_method(),
    )


def _share_lines(frame: pd.DataFrame, country: str, years: list[int], policy: tuple[Series, ...]) -> Plot:
    muted = style.palette().muted
    extreme = country_words(str(frame["extreme_country"].iloc[-1]))
    without = _("Mean {without_country}").format(**extreme)
    # The column, the name of its line, how the line is labelled (short, for a phone), and its look.
    lines: tuple[tuple[str, str, str, Stroke], ...] = (
        ("own_pct_gdp", country_name(country), country_name(country), Stroke(style.country_colour(country), 4)),
        ("reference_pct_gdp", _("Neighbours' mean"), _("mean"), Stroke(muted, 2.5)),
        ("median_pct_gdp", _("Neighbours' median"), _("median"), Stroke(muted, 2, "dash")),
        ("trimmed_pct_gdp", without, extreme["without_country"], Stroke(muted, 2, "dot")),
    )
    series = tuple(
        Series(
            name,
            tuple(float(value) for value in frame[column]),
            line=stroke,
            labels={len(years) - 1: Label(f"{label}\n{percent(frame[column].iloc[-1])}", "right", stroke.colour)},
            hover=tuple(f"{name} {year}: {percent(value)}" for year, value in zip(years, frame[column], strict=True)),
            highlight=column == "own_pct_gdp",
        )
        for column, name, label, stroke in lines
    )
    return Plot(
        "line",
        (*series, *policy),
        x=Axis(years=True, step=5),
        y=Axis(_("% of GDP"), low=_foot(frame), step=10),
        categories=tuple(years),
        events=time_marks.crisis_lines(years),
    )


def _foot(frame: pd.DataFrame) -> float:
    """Where the axis begins: a round number below all lines, which need no zero."""
    shares = frame[["own_pct_gdp", "reference_pct_gdp", "median_pct_gdp", "trimmed_pct_gdp"]]
    return 10.0 * (float(shares.min().min()) // 10 - 1)


def _gap_columns(frame: pd.DataFrame, country: str, currency: str) -> Plot:
    """Columns of the gap to the reference; diamonds and circles where other measures of the neighbours put it."""
    colours = style.palette()
    billions = _billions(frame[f"gap_{currency}"])
    last = len(billions) - 1
    labels = {last: Label(number(billions[last], 1), "right")} if billions[last] is not None else {}
    series = [
        Series(
            _("Gap to the reference"),
            billions,
            shape="bar",
            marks=tuple(
                Mark(colours.muted, hatch="/", hatch_colour=colours.background)
                if value is not None and value < 0
                else Mark(style.country_colour(country))
                for value in billions
            ),
            labels=labels,
            hover=tuple(
                f"{year}: {number(value, 1)} ({percent(points)})"
                for year, value, points in zip(frame["year"], billions, frame["gap_pct_points"], strict=True)
            ),
            thickness=0.75,
            key=Mark(style.country_colour(country)),
        )
    ]
    shown = [value for value in billions if value is not None]
    if frame["trimmed_pct_gdp"].notna().all():
        extreme = country_words(str(frame["extreme_country"].iloc[-1]))
        others = (
            ("median_gap", _("to the median"), Mark(colours.background, colours.text, 1.5, "circle", 7)),
            (
                "trimmed_gap",
                _("to the mean {without_country}").format(**extreme),
                Mark(colours.background, colours.text, 1.5, "diamond", 7),
            ),
        )
        for column, name, look in others:
            values = _billions(frame[f"{column}_{currency}"])
            shown += [value for value in values if value is not None]
            hover = tuple(f"{year}, {name}: {number(v, 1)}" for year, v in zip(frame["year"], values, strict=True))
            series.append(Series(name, values, shape="point", marks=(look,), hover=hover))
    low, high = min(0.0, *shown), max(0.0, *shown)
    room = 0.1 * (high - low or 1)
    return Plot(
        "column",
        tuple(series),
        x=Axis(years=True, step=5),
        y=Axis(billions_axis(currency), low=low - room if low < 0 else 0.0, high=high + room),
        categories=tuple(int(year) for year in frame["year"]),
        legend="bottom" if len(series) > 1 else "",
        rules=(Rule("y", 0.0, Stroke(colours.muted, 1)),),
    )


def _billions(amounts: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(amount) else float(amount) / BILLION for amount in amounts)
