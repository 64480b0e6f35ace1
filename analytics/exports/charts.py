"""Charts about the level, the growth and the gap of exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.label_layout import apart
from analytics.core.language import N_, _, country_name, listing, number, percent

BILLION = 1e9
# The labels stand a little off, so that the first year and the zero do not touch.
_YEARS = {"tickformat": "d", "dtick": 5, "ticklabelstandoff": 6, "tickangle": 0}


@dataclass(frozen=True)
class Wording:
    """How a measure of level is written: its texts (to be translated), its digits, and whether it is a percentage."""

    title: str
    subtitle: str
    axis: str
    sentence: str
    method: str
    codes: tuple[str, ...]
    digits: int = 1
    share: bool = True

    def value(self, value: float | None) -> str:
        """A value of the measure as it stands in a sentence."""
        return percent(value, self.digits) if self.share else number(value, self.digits)


_WORDINGS = {
    "pct_gdp": Wording(
        N_("Exports beside the economy"),
        N_("Exports of goods and services, % of GDP, {years}"),
        N_("% of GDP"),
        N_(
            "{country} exported {share} of its GDP in {year}; the other Nordic countries {mean} on average, "
            "{top} the most ({most})."
        ),
        N_("Exports of goods and services in % of GDP, both in current prices, as the World Bank publishes them."),
        ("NE.EXP.GNFS.ZS",),
    ),
    "per_head": Wording(
        N_("Exports for each inhabitant"),
        N_("Exports of goods and services, current US dollars per inhabitant, {years}"),
        N_("US dollars per inhabitant"),
        N_(
            "{country} exported {share} US dollars per inhabitant in {year}; the other Nordic countries {mean} on "
            "average, {top} the most ({most})."
        ),
        N_(
            "Exports per inhabitant = exports in current US dollars / population. Exports in US dollars are worked "
            "out as their share of GDP times GDP. Exchange rates move the figure as well as trade does."
        ),
        ("NE.EXP.GNFS.ZS", "NE.RSB.GNFS.CD", "NE.IMP.GNFS.ZS", "SP.POP.TOTL"),
        digits=0,
        share=False,
    ),
    "real_index": Wording(
        N_("How exports have grown"),
        N_("Real exports of goods and services (constant 2015 prices), {base} = 100, {years}"),
        N_("index, {base} = 100"),
        N_(
            "{country}: real exports stood at {share} in {year} ({base} = 100); the other Nordic countries at {mean} "
            "on average, {top} the highest ({most})."
        ),
        N_(
            "Index = 100 × real exports of the year / real exports of the base year (constant 2015 US dollars). A "
            "country with no figure for the base year has no index."
        ),
        ("NE.EXP.GNFS.KD",),
        share=False,
    ),
    "services_share": Wording(
        N_("How much of exports is services"),
        N_("Exports of services, % of exports of goods and services, {years}"),
        N_("% of exports"),
        N_(
            "{country}: services were {share} of exports in {year}; the other Nordic countries {mean} on average, "
            "{top} the most ({most})."
        ),
        N_(
            "Services share = exports of services (balance of payments, current US dollars) / exports of goods and "
            "services (national accounts, current US dollars). The two accounts differ somewhat in coverage, and "
            "changes of method show as jumps."
        ),
        ("BX.GSR.NFSV.CD", "NE.EXP.GNFS.ZS", "NE.RSB.GNFS.CD", "NE.IMP.GNFS.ZS"),
    ),
    "high_tech": Wording(
        N_("How much of manufactured exports is high technology"),
        N_("High-technology exports, % of exports of manufactures, {years}"),
        N_("% of manufactured exports"),
        N_(
            "{country}: high technology was {share} of manufactured exports in {year}; the other Nordic countries "
            "{mean} on average, {top} the most ({most})."
        ),
        N_(
            "High technology is products with high research intensity, such as aircraft, computers, medicines and "
            "instruments, as the World Bank publishes the share. Where a country exports few manufactures, a few "
            "products move it far."
        ),
        ("TX.VAL.TECH.MF.ZS",),
    ),
    "rd": Wording(
        N_("What goes to research and development"),
        N_("Research and development, % of GDP, {years}"),
        N_("% of GDP"),
        N_(
            "{country} spent {share} of its GDP on research and development in {year}; the other Nordic countries "
            "{mean} on average, {top} the most ({most})."
        ),
        N_("All spending on research and development in the country, in % of GDP. Some ask every other year."),
        ("GB.XPD.RSDV.GD.ZS",),
    ),
}  # fmt: skip


def intensity(frame: pd.DataFrame, *, country: str = "FI", since: int = 1995, benchmarks: str = "") -> Chart:
    """Exports in % of GDP over time: `country` in front, the others beside it. Years with no figure stay gaps."""
    frame = frame[["country", "year", "exports_pct_gdp"]]
    params = {"country": country, "since": since, "benchmarks": benchmarks}
    return _compared("exports.intensity", frame, "pct_gdp", country, params)


def level(
    frame: pd.DataFrame, *, measure: str, country: str = "FI", benchmarks: str = "", base_year: int = 2001
) -> Chart:
    """One measure over time, `country` in front; a country whose index has no base is named in the insight."""
    params = {"measure": measure, "country": country, "benchmarks": benchmarks, "base_year": base_year}
    return _compared("exports.level", frame, measure, country, params)


def gap(frame: pd.DataFrame, *, country: str, reference: str) -> Chart:
    """Bars by year: what exports would be at the reference's intensity less what they are; above zero = behind."""
    billions = frame["gap_usd"] / BILLION
    ahead = billions < 0
    figure = style.figure()
    figure.add_trace(
        go.Bar(
            x=list(frame["year"]),
            y=list(billions),
            marker={
                "color": [style.palette().muted if lead else style.country_colour(country) for lead in ahead],
                "pattern": {
                    "shape": ["/" if lead else "" for lead in ahead],
                    "fgcolor": style.palette().background,
                    "size": 6,
                },
            },
            customdata=list(frame["gap_pct_points"]),
            hovertemplate="%{x}: %{y:.1f} (%{customdata:.1f} %)<extra></extra>",
        )
    )
    last, widest = billions.index[-1], billions.abs().idxmax()
    figure.add_annotation(
        x=int(frame.at[last, "year"]) + 0.6, y=float(billions[last]), text=number(billions[last], 1),
        xanchor="left", showarrow=False,
    )  # fmt: skip
    if last - widest >= 6:  # closer labels would touch
        value = float(billions[widest])
        figure.add_annotation(
            x=int(frame.at[widest, "year"]), y=value, text=number(value, 1), showarrow=False,
            yanchor="top" if value < 0 else "bottom",
        )  # fmt: skip
    low, high = min(0.0, billions.min()), max(0.0, billions.max())
    room = 0.1 * (high - low or 1)
    years = _years(frame)
    figure.add_hline(y=0, line={"color": style.palette().muted, "width": 1})
    figure.update_layout(
        bargap=0.25,
        xaxis={**_YEARS, "range": [int(frame["year"].min()) - 0.7, int(frame["year"].max()) + 0.6]},
        margin={"r": 52},
        yaxis={
            "title": {"text": _("billion US dollars")},
            "nticks": 5,
            "range": [low - room if low < 0 else 0, high + room],
        },
    )
    insight = _gap_insight(frame)
    return Chart(
        id="exports.gap",
        title=_("What the gap is worth"),
        subtitle=_(
            "{country} beside the reference ({reference}): billion current US dollars, {years}; above zero = behind"
        ).format(country=country_name(country), reference=reference_name(reference), years=years),
        insight=insight,
        figure=figure,
        table=frame[["country", "reference", "year", "gap_pct_points", "gap_usd"]],
        sources=_sources(("NE.EXP.GNFS.ZS", "NE.RSB.GNFS.CD", "NE.IMP.GNFS.ZS"), years),
        alt=_("Bar chart of the gap in billion US dollars by year, {years}. {insight}").format(
            years=years, insight=insight
        ),
        params={"country": country, "reference": reference},
        method=_(
            "Gap in percentage points = the reference's exports in % of GDP − the country's own. Gap in US dollars = "
            "gap in percentage points / 100 × the country's GDP of the year in current US dollars. GDP is taken as it "
            "is: had exports been larger, it might have been too."
        ),
    )


def scenario(frame: pd.DataFrame, *, country: str, reference: str, target_year: int, gdp_growth: str) -> Chart:
    """Real exports so far, the path that reaches the reference's share, and the path of the past ten years' growth."""
    rates = frame.iloc[0]
    figure = style.figure()
    colour = style.country_colour(country)
    for path, dash in (("realised", None), ("past", "dot"), ("needed", "dash")):
        line = frame[frame["path"] == path].set_index("year")["exports_usd_million"] / 1000
        if line.empty:
            continue
        line = line.reindex(range(int(line.index.min()), int(line.index.max()) + 1))
        figure.add_trace(
            go.Scatter(
                x=list(line.index), y=list(line), mode="lines", connectgaps=False,
                line={"color": style.palette().muted if path == "past" else colour, "width": 3, "dash": dash},
                hovertemplate="%{x}: %{y:.1f}<extra></extra>",
            )
        )  # fmt: skip
    top = 1.15 * float(frame["exports_usd_million"].max()) / 1000
    _label_paths(figure, frame, colour, top)
    first, last = int(frame["year"].min()), int(frame["year"].max())
    figure.update_layout(
        xaxis={"range": [first, last], **_YEARS, "dtick": 10},
        yaxis={
            "title": {"text": _("billion US dollars (2015 prices)")},
            "range": [0, top],
            "nticks": 5,
        },
        margin={"r": 110},
    )
    insight = _scenario_insight(rates)
    years = f"{first}–{int(rates['latest_year'])}"
    return Chart(
        id="exports.scenario",
        title=_("Closing the gap"),
        subtitle=_("{country}: real exports, {years} and on to {target}; dashed = needed, dotted = as before").format(
            country=country_name(country), years=years, target=target_year
        ),
        insight=insight,
        figure=figure,
        table=frame[["country", "reference", "path", "year", "exports_usd_million", *_RATES]],
        sources=_sources(("NE.EXP.GNFS.KD", "NY.GDP.MKTP.KD", "NE.EXP.GNFS.ZS"), years),
        alt=_("Line chart of real exports with the path needed to close the gap. {insight}").format(insight=insight),
        params={"country": country, "reference": reference, "target_year": target_year, "gdp_growth": gdp_growth},
        method=_(
            "Growth needed = (the reference's share / own share)^(1 / years) × (1 + GDP growth) − 1, with the shares "
            "of the latest year: the reference is taken to stay where it is. It assumes that export prices move with "
            "the prices of the whole GDP, so that real growth beyond that of GDP raises the share. Past growth is the "
            "compound growth of real exports over ten years."
        ),
    )


def reference_name(code: str) -> str:
    """A reference as it stands in a sentence: a country's name or "the mean of the other Nordic countries"."""
    return _("the mean of the other Nordic countries") if code == "NORDIC" else country_name(code)


def measure_name(code: str) -> str:
    """A measure's short name."""
    return {
        "pct_gdp": _("Share of GDP"),
        "per_head": _("Per inhabitant"),
        "real_index": _("Real growth"),
        "services_share": _("Services"),
        "high_tech": _("High technology"),
        "rd": _("R&D"),
    }[code]


def headline(rows: pd.DataFrame) -> str:
    """The latest gap in a sentence, from the rows of the gap."""
    row = rows.iloc[-1]
    behind = row["gap_pct_points"] >= 0
    text = (
        _(
            "{country} exported {share} of its GDP in {year}; {reference}: {other}. "
            "The gap is {points} percentage points, or {amount} billion US dollars a year."
        )
        if behind
        else _(
            "{country} exported {share} of its GDP in {year}; {reference}: {other}. "
            "The lead is {points} percentage points, or {amount} billion US dollars a year."
        )
    )
    return text.format(
        country=country_name(row["country"]),
        share=percent(row["own_pct_gdp"]),
        year=row["year"],
        reference=reference_name(row["reference"]),
        other=percent(row["reference_pct_gdp"]),
        points=number(abs(row["gap_pct_points"]), 1),
        amount=number(abs(row["gap_usd"]) / BILLION, 1),
    )


_RATES = [
    "latest_year",
    "years",
    "own_pct_gdp",
    "reference_pct_gdp",
    "gdp_growth_pct",
    "needed_growth_pct",
    "past_growth_pct",
]


def _compared(chart_id: str, frame: pd.DataFrame, measure: str, country: str, params: Mapping[str, Any]) -> Chart:
    """A line a country: `country` in front, direct labels at the ends, benchmarks dashed and dotted."""
    wording = _WORDINGS[measure]
    column = str(frame.columns[-1])
    base = params.get("base_year", "")
    known = frame[frame[column].notna()]
    years = _years(known)
    insight = _compared_insight(known, column, country, wording, str(base))
    without = [code for code in frame["country"].unique() if code not in set(known["country"])]
    if measure == "real_index" and without:
        insight += " " + _("No figure for the base year {base}, so the index is unknown: {countries}.").format(
            base=base, countries=listing(country_name(code) for code in without)
        )
    return Chart(
        id=chart_id,
        title=_(wording.title),
        subtitle=_(wording.subtitle).format(years=years, base=base),
        insight=insight,
        figure=_lines(known, column, country, _(wording.axis).format(base=base), wording),
        table=frame,
        sources=_sources(wording.codes, years),
        alt=f"{_(wording.subtitle).format(years=years, base=base)}. {insight}",
        params=params,
        method=_(wording.method),
    )


def _lines(known: pd.DataFrame, column: str, country: str, axis: str, wording: Wording) -> go.Figure:
    figure = style.figure()
    ends: list[tuple[str, float]] = []
    drawn = [code for code in known["country"].unique() if code != country]
    for code in [*drawn, *([country] if country in set(known["country"]) else [])]:
        line = known[known["country"] == code].set_index("year")[column].astype(float)
        line = line.reindex(range(int(line.index.min()), int(line.index.max()) + 1))
        figure.add_trace(_line(line, code, code == country, wording))
        ends.append((code, float(line.iloc[-1])))
    if not ends:
        return figure
    first, last = int(known["year"].min()), int(known["year"].max())
    low, high = (0.85 * known[column].min() if "index" in column else 0.0), 1.04 * known[column].max()
    ends.sort(key=lambda end: end[1])
    gap = 0.068 * (high - low)
    heights = apart([value for _code, value in ends], gap, floor=low + gap / 2)
    for (code, _value), height in zip(ends, heights, strict=True):
        figure.add_annotation(
            x=last, y=height, text=country_name(code), xanchor="left", xshift=6, showarrow=False,
            font={"color": style.country_colour(code), "size": 15 if code == country else 14},
        )  # fmt: skip
    if "index" in column:
        figure.add_hline(y=100, line={"color": style.palette().muted, "width": 1})
    figure.update_layout(
        xaxis={"range": [first, last + 0.01], **_YEARS},
        yaxis={"title": {"text": axis}, "range": [low, max(high, heights[-1] + gap / 2)], "nticks": 5},
        margin={"r": 20 + 7 * max(len(country_name(code)) for code, _value in ends)},
    )
    return figure


def _line(line: pd.Series, code: str, front: bool, wording: Wording) -> go.Scatter:
    # A year between two gaps has no line to stand on, so it is shown as a dot.
    alone = line.shift(1).isna() & line.shift(-1).isna() & line.notna()
    value = f"%{{y:,.{wording.digits}f}}" + (" %" if wording.share else "")
    return go.Scatter(
        x=list(line.index),
        y=list(line),
        name=country_name(code),
        mode="lines+markers",
        marker={"size": [7 if lone else 0 for lone in alone], "line": {"width": 0}},
        connectgaps=False,
        opacity=1 if front else 0.75,
        line={
            "color": style.country_colour(code),
            "width": 4 if front else 2,
            "dash": style.BENCHMARK_DASH.get(code),
        },
        hovertemplate=f"{country_name(code)} %{{x}}: {value}<extra></extra>",
    )


def _compared_insight(known: pd.DataFrame, column: str, country: str, wording: Wording, base: str) -> str:
    """The country's latest figure beside the other Nordic countries' of the same year; benchmarks are left out."""
    own = known[known["country"] == country]
    if own.empty:
        return _("{country}: unknown.").format(country=country_name(country))
    last = int(own["year"].max())
    newest = known[known["year"] == last].set_index("country")[column]
    rest = newest[[code for code in NORDIC if code != country and code in newest.index]]
    if rest.empty:
        return f"{country_name(country)} {last}: {wording.value(newest[country])}."
    return _(wording.sentence).format(
        country=country_name(country),
        share=wording.value(newest[country]),
        year=last,
        base=base,
        mean=wording.value(rest.mean()),
        top=country_name(str(rest.idxmax())),
        most=wording.value(rest.max()),
    )


def _gap_insight(frame: pd.DataFrame) -> str:
    row = frame.iloc[-1]
    own = row["own_pct_gdp"] / 100 * row["gdp_usd"]
    text = (
        _(
            "At the export share of the reference ({reference}), {country} would have exported goods and services "
            "worth {would} billion US dollars in {year}, not {own} billion: {points} of GDP more."
        )
        if row["gap_usd"] >= 0
        else _(
            "At the export share of the reference ({reference}), {country} would have exported goods and services "
            "worth {would} billion US dollars in {year}, not {own} billion: {points} of GDP less."
        )
    )
    return text.format(
        reference=reference_name(row["reference"]),
        country=country_name(row["country"]),
        would=number((own + row["gap_usd"]) / BILLION, 1),
        own=number(own / BILLION, 1),
        year=row["year"],
        points=percent(abs(row["gap_pct_points"])),
    )


def _scenario_insight(rates: pd.Series) -> str:
    latest = int(rates["latest_year"])
    if rates["years"] <= 0:
        text = _("The target year {target} is not after {latest}, the latest year with figures: nothing to work out.")
    elif rates["own_pct_gdp"] >= rates["reference_pct_gdp"]:
        text = _(
            "{country} is already there: it exported {own} of its GDP in {latest}; {reference}: {share}. Real exports "
            "that grow as fast as GDP ({gdp} a year) keep the share."
        )
    elif pd.isna(rates["needed_growth_pct"]):
        text = _("The growth needed cannot be worked out, because a figure is not published.")
    else:
        text = _(
            "Target: the export share of {latest} ({reference}: {share} of GDP) by {target}. {country} gets there if "
            "real exports grow {needed} a year; in {first}–{latest} they grew {past} a year."
        )
    return text.format(
        country=country_name(rates["country"]),
        reference=reference_name(rates["reference"]),
        share=percent(rates["reference_pct_gdp"]),
        own=percent(rates["own_pct_gdp"]),
        target=int(rates["target_year"]),
        latest=latest,
        first=latest - 10,
        gdp=percent(rates["gdp_growth_pct"]),
        needed=percent(rates["needed_growth_pct"]),
        past=percent(rates["past_growth_pct"]),
    )


def _label_paths(figure: go.Figure, frame: pd.DataFrame, colour: str, top: float) -> None:
    """Name the two paths at their ends, in two lines each."""
    rates = frame.iloc[0]
    words = {
        "needed": (_("needed:<br>{growth} a year"), rates["needed_growth_pct"], colour),
        "past": (_("as before:<br>{growth} a year"), rates["past_growth_pct"], style.palette().muted),
    }
    ends = [
        (str(path), float(value) / 1000)
        for path, value in frame[frame["path"] != "realised"].groupby("path")["exports_usd_million"].last().items()
    ]
    ends.sort(key=lambda end: end[1])
    heights = apart([value for _path, value in ends], 0.15 * top, floor=0.08 * top)
    for (path, _value), height in zip(ends, heights, strict=True):
        text, growth, shade = words[path]
        figure.add_annotation(
            x=int(frame["year"].max()), y=height, text=text.format(growth=percent(growth)), xanchor="left", xshift=6,
            showarrow=False, align="left", font={"color": shade},
        )  # fmt: skip


def _years(frame: pd.DataFrame) -> str:
    return f"{int(frame['year'].min())}–{int(frame['year'].max())}" if len(frame) else ""


def _sources(codes: tuple[str, ...], years: str) -> tuple[Source, ...]:
    """One line for all indicators of the World Bank that a chart stands on."""
    page = f"https://data.worldbank.org/indicator/{codes[0]}"
    return (
        Source(
            text=_("World Bank, World Development Indicators ({codes}), read November 2026").format(
                codes=", ".join(codes)
            ),
            table="export_indicators",
            years=years,
            url=page if len(codes) == 1 else "https://databank.worldbank.org/source/world-development-indicators",
        ),
    )
