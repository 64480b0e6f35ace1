"""Charts about exports."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.chart import Chart, Source
from analytics.language import _, country_name, percent


def intensity(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """Exports in % of GDP over time: `country` in front, the others beside it. Years with no figure stay gaps."""
    figure = theme.figure()
    ends: list[tuple[str, float]] = []
    others = [code for code in frame["country"].unique() if code != country]
    for code in [*others, country]:
        line = frame[frame["country"] == code].set_index("year")["exports_pct_gdp"]
        line = line.reindex(range(int(line.index.min()), int(line.index.max()) + 1))
        front = code == country
        figure.add_trace(
            go.Scatter(
                x=list(line.index),
                y=list(line),
                name=country_name(code),
                mode="lines",
                connectgaps=False,
                opacity=1 if front else 0.75,
                line={
                    "color": theme.country_colour(code),
                    "width": 4 if front else 2,
                    "dash": theme.BENCHMARK_DASH.get(code),
                },
                hovertemplate=f"{country_name(code)} %{{x}}: %{{y:.1f}} %<extra></extra>",
            )
        )
        ends.append((code, float(line.dropna().iloc[-1])))
    last = int(frame["year"].max())
    heights = _apart(ends, gap=0.07 * float(frame["exports_pct_gdp"].max()))
    for (code, _value), level in zip(sorted(ends, key=lambda end: end[1]), heights, strict=True):
        figure.add_annotation(
            x=last, y=level, text=country_name(code), xanchor="left", xshift=6, showarrow=False,
            font={"color": theme.country_colour(code), "size": 15 if code == country else 14},
        )  # fmt: skip
    years = f"{int(frame['year'].min())}–{last}"
    figure.update_layout(
        xaxis={"range": [frame["year"].min(), last + 0.01], "tickformat": "d", "dtick": 5},
        yaxis={"title": {"text": _("% of GDP")}, "rangemode": "tozero", "nticks": 5},
        margin={"r": 84},
    )
    newest = frame[frame["year"] == last].set_index("country")["exports_pct_gdp"]
    rest = newest.drop(country, errors="ignore")
    insight = _(
        "{country} exported {share} of its GDP in {year}; the other Nordic countries {mean} on average, "
        "{top} the most ({most})."
    ).format(
        country=country_name(country),
        share=percent(newest.get(country)),
        year=last,
        mean=percent(rest.mean()),
        top=country_name(str(rest.idxmax())),
        most=percent(rest.max()),
    )
    return Chart(
        id="exports.intensity",
        title=_("Exports beside the economy"),
        subtitle=_("Exports of goods and services, % of GDP, {years}").format(years=years),
        insight=insight,
        figure=figure,
        table=frame[["country", "year", "exports_pct_gdp"]],
        sources=(
            Source(
                text=_("World Bank, World Development Indicators (NE.EXP.GNFS.ZS), read November 2026"),
                table="export_indicators",
                years=years,
                url="https://data.worldbank.org/indicator/NE.EXP.GNFS.ZS",
            ),
        ),
        alt=_("Line chart of exports in per cent of GDP by country, {years}. {insight}").format(
            years=years, insight=insight
        ),
        params={"country": country},
    )


def _apart(ends: list[tuple[str, float]], gap: float) -> list[float]:
    """Heights for the labels of line ends, lowest first, at least `gap` apart and in the same order."""
    heights: list[float] = []
    for _code, value in sorted(ends, key=lambda end: end[1]):
        heights.append(max(value, heights[-1] + gap) if heights else value)
    return heights
