"""The parts of the exports page: the gap, how to close it, level and growth, and what happened when."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.codes import BENCHMARKS, NORDIC
from analytics.core.language import _, country_name, current, number, percent
from analytics.exports import gap_words, words
from analytics.exports import questions as exports
from analytics.exports.money import CURRENCIES, currency_name
from ui import address, chart_frame, layout, share, table_frame

GROWTHS = (exports.AS_BEFORE, "0", "0.5", "1", "1.5", "2", "2.5", "3")
NAMES = ("country", "ref", "bench", "base", "target", "gdp", "measure", "currency")  # every control, for Reset
REACH = 25  # years beyond the latest figure that a target may lie


@dataclass(frozen=True)
class Choice:
    """What the reader looks at: codes and years, all of them checked."""

    country: str
    reference: str
    benchmarks: str
    base_year: int
    target_year: int
    gdp_growth: str
    currency: str


def controls() -> Choice:
    """One row of controls: the country, what it is compared with, and the rest behind a popover."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="export-controls"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=200)
        itself = address.read("ref") == [country]
        if itself:
            address.reset(("ref",))
        reference = address.choose(
            "ref", _("Compared with"), exports.references(country), gap_words.reference_name, exports.MEAN, width=330
        )
        with st.popover(_("More choices"), icon=":material/tune:"):
            bench = address.choose_segment(
                "bench", _("Germany and the Netherlands in the pictures"), ("yes", "no"), _yes_no, "yes"
            )
            base = address.choose("base", _("Base year of real growth"), _base_years(), str, "2001")
            target = address.choose("target", _("Target year of closing the gap"), _target_years(), str, "2035")
            currency = address.choose_segment("currency", _("Amounts in"), CURRENCIES, currency_name, "eur")
            gdp = address.choose("gdp", _("Assumed real growth of GDP a year"), GROWTHS, _growth_name, GROWTHS[0])
        share.copy_link()
        address.reset_button(NAMES)
    if itself:
        _compared_with_mean(country)
    shown = BENCHMARKS if bench == "yes" else [code for code in BENCHMARKS if code == reference]
    return Choice(country, reference, ",".join(shown), int(base), int(target), gdp, currency)


def headline(choice: Choice) -> None:
    """The latest gap in a sentence."""
    layout.headline(gap_words.headline(exports.gap(choice.country, choice.reference), choice.currency))


def gap(choice: Choice) -> list[Chart]:
    """How large the gap is by several measures; below it, side by side, what it is worth and what closes it."""
    shares = catalogue.chart("exports.gap_range", country=choice.country)
    chart_frame.show(shares, height=430)
    worth = catalogue.chart("exports.gap", country=choice.country, reference=choice.reference, currency=choice.currency)
    path = catalogue.chart(
        "exports.scenario",
        country=choice.country,
        reference=choice.reference,
        target_year=choice.target_year,
        gdp_growth=choice.gdp_growth,
        currency=choice.currency,
    )
    left, right = st.columns(2, gap="large")
    with left:
        chart_frame.show(worth, height=400)
    with right:
        chart_frame.show(path, height=400)
    with st.expander(_("What the scenario assumes"), key="scenario-how"):
        st.markdown(path.method)
        _scenario_figures(path.table.iloc[0], choice)
    return [shares, worth, path]


def level(choice: Choice) -> list[Chart]:
    """One measure of level or growth at a time."""
    st.header(_("Level and growth"), anchor=False)
    measure = address.choose_segment(
        "measure",
        _("Measure"),
        tuple(exports.MEASURES),
        words.measure_name,
        "pct_gdp",
        label_visibility="collapsed",
    )
    if measure == "pct_gdp":
        chart = catalogue.chart("exports.intensity", country=choice.country, benchmarks=choice.benchmarks)
    else:
        chart = catalogue.chart(
            "exports.level",
            measure=measure,
            country=choice.country,
            benchmarks=choice.benchmarks,
            base_year=choice.base_year,
            currency=choice.currency,
        )
    chart_frame.show(chart, height=430)
    return [chart]


def happened(country: str) -> None:
    """The events behind the marks of the charts, each with its source."""
    box = st.expander(_("What happened when"), key=f"happened-{country}-{current()}", on_change="rerun")
    if not box.open:
        return
    crises, policy = exports.crises(), exports.policy_years(country)
    spans = [
        str(row.first_year) if row.first_year == row.last_year else f"{row.first_year}–{row.last_year}"
        for row in crises.itertuples()
    ]
    with box:
        table_frame.table(
            {
                _("Year"): [*spans, *map(str, policy["year"])],
                _("What happened"): [*crises["what"], *policy["event"]],
                _("Source"): [*crises["source_url"], *policy["source"]],
            },
            key="happened",
            title=_("What happened when"),
            sources=(*table_frame.pages_named("crises"), *table_frame.pages_named("programme_timeline")),
            alt=_("Table of crises and of starts and ends of cluster programmes."),
        )


def method(charts: list[Chart]) -> None:
    """Formulas, coverage and the questions as they are asked."""

    def write() -> None:
        chart_frame.methods(charts)
        st.markdown(
            _(
                "GDP in current US dollars is worked out from the trade balance in dollars and the shares of exports "
                "and imports in GDP of one edition, GDP = balance / (export share − import share) × 100, because the "
                "published dollar series at hand is of an older edition. The mean of the other Nordic countries is "
                "plain: each country counts the same, in years when all of them have a figure. Years with no figure "
                "are gaps in the lines and empty in the tables."
            )
        )

    layout.worked_out(write, ["exports.gap", "exports.scenario", "exports.intensity", "exports.level"])


def _scenario_figures(row: pd.Series, choice: Choice) -> None:
    """What goes into the formula and what comes out."""
    year = int(row["latest_year"])
    reached = row["own_pct_gdp"] >= row["reference_pct_gdp"]
    share = _("{country}: % of GDP in {year}")
    figures = {
        share.format(country=country_name(choice.country), year=year): number(row["own_pct_gdp"], 1),
        share.format(country=gap_words.reference_name(choice.reference), year=year): number(
            row["reference_pct_gdp"], 1
        ),
        _("Assumed real growth of GDP a year, %"): number(row["gdp_growth_pct"], 1),
        _("Growth of real exports needed a year, %"): (
            _("no more than GDP") if reached else number(row["needed_growth_pct"], 1)
        ),
        _("Growth of real exports a year {first}–{last}, %").format(first=year - 10, last=year): number(
            row["past_growth_pct"], 1
        ),
    }
    table_frame.table(
        {_("Value"): list(figures.values()), _("Quantity"): list(figures)},
        key="scenario-figures",
        title=_("Figures of the scenario"),
        sources=catalogue.chart("exports.scenario").sources,
        alt=_("Table of the figures that go into the scenario and come out of it."),
    )


def _compared_with_mean(country: str) -> None:
    st.info(
        _("{country} is the country in question, so it is compared with the Nordic mean instead.").format(
            country=country_name(country)
        ),
        icon=":material/info:",
    )


def _base_years() -> list[str]:
    first, last = exports.years()["NE.EXP.GNFS.KD"]
    return [str(year) for year in range(first, last + 1)]


def _target_years() -> list[str]:
    last = exports.years()["NE.EXP.GNFS.ZS"][1]
    return [str(year) for year in range(last + 1, last + 1 + REACH)]


def _growth_name(code: str) -> str:
    return _("as in the past ten years") if code == exports.AS_BEFORE else percent(float(code))


def _yes_no(code: str) -> str:
    return _("shown") if code == "yes" else _("left out")
