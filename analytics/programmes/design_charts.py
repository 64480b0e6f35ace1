"""Charts of a designed programme."""

from __future__ import annotations

from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import DESIGN_PRESETS
from analytics.core.label_layout import apart
from analytics.core.language import _, country_name, number
from analytics.programmes import design as model
from analytics.programmes.design import Outcome

# Which of the five sequential colours the levels take, lowest level first: apart enough to be told without the labels.
SHADES = {1: (3,), 2: (1, 4), 3: (1, 2, 4), 4: (0, 1, 2, 4)}
SCALES = ("population", "gdp")


def by_level(result: Outcome, *, country: str, design: str) -> Chart:
    """Clusters supported by year, stacked by level."""
    rows = result.by_level
    shades = SHADES[int(rows["level"].max())]
    edge = style.palette().sequential[4]
    figure = style.figure()
    for place, level in rows.groupby("level"):
        figure.add_trace(
            go.Bar(
                x=level["year"],
                y=level["clusters"],
                name=level["level_name"].iloc[0],
                marker={
                    "color": style.palette().sequential[shades[int(place) - 1]],
                    "line": {"color": edge, "width": 1},
                },
                customdata=[model.clusters(value) for value in level["clusters"]],
                hovertemplate=f"{escape(level['level_name'].iloc[0])} %{{x}}: %{{customdata}}<extra></extra>",
            )
        )
    _name_levels(figure, rows)
    totals = result.by_year.set_index("year")["clusters"]
    headline_year = int(totals.index[model.HEADLINE_YEAR - 1])
    for year in (headline_year, int(totals.index[-1])):
        figure.add_annotation(
            x=year, y=totals[year], text=f"<b>{model.clusters(totals[year])}</b>", yanchor="bottom", showarrow=False
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        xaxis=_years(totals.index) | {"range": [totals.index[0] - 0.6, totals.index[-1] + 0.6]},
        yaxis={"title": {"text": _("Clusters")}, "nticks": 5, "range": [0, 1.12 * totals.max() or 1]},
        margin={"r": 104},
    )
    insight = _(
        "The programme supports {first} clusters in its first year, {sixth} in {year} and {most} at its largest "
        "({most_year}). By its twelfth year {left} clusters have finished and left it."
    ).format(
        first=model.clusters(totals.iloc[0]),
        sixth=model.clusters(totals[headline_year]),
        year=headline_year,
        most=model.clusters(totals.max()),
        most_year=int(totals.round(9).idxmax()),
        left=model.clusters(float(result.by_year["left"].sum())),
    )
    years = f"{totals.index[0]}–{totals.index[-1]}"
    return Chart(
        id="programmes.design",
        title=_("How many clusters would the programme support?"),
        subtitle=_("{country}: clusters supported by level, expected values, {years}").format(
            country=country_name(country), years=years
        ),
        insight=insight,
        figure=figure,
        table=rows,
        sources=_sources(result),
        alt=_("Stacked bar chart of the clusters supported by level, {years}. {insight}").format(
            years=years, insight=insight
        ),
        params={"country": country, "design": design},
        method=_method(),
    )


def cost(result: Outcome, *, country: str, design: str, scale: str = "population") -> Chart:
    """Public cost and total budget by year, with Norway's and Denmark's newest known budgets scaled to the country.

    `scale` is "population" or "gdp". Raises ValueError for another.
    """
    if scale not in SCALES:
        raise ValueError(f"scale is one of {', '.join(SCALES)}, not {scale!r}")
    years = result.by_year
    scaled = {code: float(result.latest(code)[f"scaled_{scale}_meur"]) for code in DESIGN_PRESETS}
    own = style.country_colour(country)
    lines = [
        (_("Public cost"), list(years["cost_meur"]), own, 4, None),
        (_("With own funding"), list(years["total_meur"]), own, 2, "dot"),
    ]
    for code, value in scaled.items():
        name = f"{country_name(code)} {int(result.latest(code)['year'])}"
        lines.append((name, [value] * len(years), _reference_colour(code, country), 2, "dash"))
    figure = style.figure()
    for name, values, colour, width, dash in lines:
        figure.add_trace(
            go.Scatter(
                x=years["year"],
                y=values,
                name=name,
                mode="lines",
                line={"color": colour, "width": width, "dash": dash},
                customdata=[number(value, 1) for value in values],
                hovertemplate=f"{name} %{{x}}: %{{customdata}}<extra></extra>",
            )
        )
    top = 1.08 * max(max(values) for _name, values, *_rest in lines) or 1
    ends = [(name, float(values[-1]), colour) for name, values, colour, *_rest in lines]
    _label_ends(figure, sorted(ends, key=lambda end: end[1]), top)
    figure.update_layout(
        xaxis=_years(years["year"]) | {"range": [years["year"].iloc[0] - 0.5, years["year"].iloc[-1] + 0.01]},
        yaxis={"title": {"text": _("EUR million a year")}, "range": [0, top], "nticks": 5},
        margin={"r": 112},
    )
    spent = float(years["cost_meur"].sum())
    insight = _(
        "In twelve years the programme costs the public EUR {cost} million and the clusters EUR {own} million. In its "
        "last year it costs EUR {last} million; scaled, Norway's is EUR {norway} million and Denmark's EUR {denmark} "
        "million a year."
    ).format(
        cost=number(spent, 0 if spent >= 10 else 1),
        own=number(float(years["cofinancing_meur"].sum()), 0 if spent >= 10 else 1),
        last=number(float(years["cost_meur"].iloc[-1]), 1),
        norway=number(scaled["NO"], 1),
        denmark=number(scaled["DK"], 1),
    )
    span = f"{years['year'].iloc[0]}–{years['year'].iloc[-1]}"
    subtitle = {
        "population": _("{country}: EUR million a year, {years}; Norway's and Denmark's budgets scaled by population"),
        "gdp": _("{country}: EUR million a year, {years}; Norway's and Denmark's budgets scaled by GDP"),
    }[scale]
    return Chart(
        id="programmes.design_cost",
        title=_("What would the programme cost?"),
        subtitle=subtitle.format(country=country_name(country), years=span),
        insight=insight,
        figure=figure,
        table=_with_references(result),
        sources=_sources(result),
        alt=_(
            "Line chart of the programme's cost beside Norway's and Denmark's scaled budgets, {years}. {insight}"
        ).format(years=span, insight=insight),
        params={"country": country, "design": design, "scale": scale},
        method=_method(),
    )


def _years(years: pd.Series | pd.Index) -> dict[str, object]:
    return {"tickformat": "d", "tickvals": list(years[::3])}


def _method() -> str:
    return _(
        "A cohort model: every year each level takes in its new clusters, supports them for its years, and the stated "
        "share of those that finish moves up. Public cost = clusters × support + running costs; the clusters' own part "
        "is the stated share of support and own funding together. Expected values, constant prices, whole years of "
        "support."
    )


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
    people = Source(
        text=_("World Bank, World Development Indicators (population and GDP), read November 2026"),
        table="export_indicators",
        years=str(result.population_year),
        url="https://data.worldbank.org/indicator/SP.POP.TOTL",
    )
    return (Source(text=_("The atlas's own calculation"), table="design_presets"), *known, people)


def _reference_colour(code: str, country: str) -> str:
    """A reference's colour; muted where it would be the colour of the programme itself."""
    return style.palette().muted if code == country else style.country_colour(code)


def _name_levels(figure: go.Figure, rows: pd.DataFrame) -> None:
    """Names beside the last bar, each at the middle of its level or as near as they fit."""
    last = rows[rows["year"] == rows["year"].max()]
    middles = last["clusters"].cumsum() - last["clusters"] / 2
    top = float(rows.groupby("year")["clusters"].sum().max()) or 1
    texts = [f"{name}: {model.clusters(n)}" for name, n in zip(last["level_name"], last["clusters"], strict=True)]
    _label_ends(figure, list(zip(texts, middles, [style.palette().text] * len(texts), strict=True)), top)


def _label_ends(figure: go.Figure, ends: list[tuple[str, float, str]], top: float) -> None:
    """Texts (text, height, colour) at the right edge, lowest first, moved apart as little as need be."""
    texts = ["<br>".join(wrap(text, 15, break_long_words=False)) for text, _height, _colour in ends]
    room = [(0.03 + 0.055 * (1 + text.count("<br>"))) * top for text in texts]
    heights = apart([height for _text, height, _colour in ends], room)
    for text, height, (_name, _height, colour) in zip(texts, heights, ends, strict=True):
        figure.add_annotation(
            x=1, xref="paper", y=height, text=escape(text).replace("&lt;br&gt;", "<br>"), xanchor="left", xshift=6,
            align="left", showarrow=False, font={"color": colour},
        )  # fmt: skip
