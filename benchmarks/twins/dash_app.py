"""Two pages in Dash on the atlas's tables, the map and exports: one filter, their charts, one table of 20 rows a page.

Run as gunicorn does: `gunicorn -w 2 benchmarks.twins.dash_app:server`. It needs dash, pandas and gunicorn, nothing of
the atlas.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, dash_table, dcc, html

ROOT = Path(__file__).resolve().parent.parent.parent
COUNTRIES = {"FI": "Finland", "SE": "Sweden", "NO": "Norway", "DK": "Denmark", "IS": "Iceland"}
COLOURS = dict(zip(COUNTRIES, ("#0B3C86", "#B98200", "#A83A33", "#A24FBC", "#12906A"), strict=True))
SHARE = "NE.EXP.GNFS.ZS"


@lru_cache(maxsize=1)
def clusters() -> pd.DataFrame:
    """The active clusters with a known place."""
    rows = pd.read_csv(ROOT / "data" / "clusters" / "clusters.csv")
    return rows[(rows["status"] == "active") & rows["lat"].notna()]


@lru_cache(maxsize=1)
def exports() -> pd.DataFrame:
    """Exports in percent of GDP by country and year."""
    rows = pd.read_csv(ROOT / "data" / "exports" / "export_indicators.csv")
    return rows[(rows["indicator"] == SHARE) & rows["country"].isin(COUNTRIES)]


@lru_cache(maxsize=1)
def boundaries() -> dict[str, Any]:
    """The outlines of the regions, sent once with the page."""
    shapes: dict[str, Any] = json.loads((ROOT / "static" / "nuts3.geojson").read_text(encoding="utf-8"))
    return shapes


def map_figure(countries: tuple[str, ...]) -> go.Figure:
    """Clusters on the regions of the five countries, without tiles."""
    rows = clusters()
    rows = rows[rows["country"].isin(countries or tuple(COUNTRIES))]
    figure = go.Figure(
        go.Scattermap(
            lat=rows["lat"], lon=rows["lon"], mode="markers", text=rows["name"], hoverinfo="text",
            marker={"size": 9, "color": rows["country"].map(COLOURS)},
        )
    )  # fmt: skip
    layer = {"sourcetype": "geojson", "source": boundaries(), "type": "fill", "color": "#DCE6F2"}
    look = {"style": "white-bg", "center": {"lat": 64.4, "lon": 12}, "zoom": 3.2, "layers": [layer]}
    return figure.update_layout(map=look, height=620, margin={"l": 0, "r": 0, "t": 0, "b": 0})


def export_figures(country: str) -> list[go.Figure]:
    """The country beside the others over the years, its distance to their mean, and all of them in the last year."""
    wide = exports().pivot(index="year", columns="country", values="value")
    mean = wide.drop(columns=country).mean(axis=1, skipna=False)
    gap = (wide[country] - mean).dropna()
    last = wide.dropna().iloc[-1].sort_values()
    colours = ["#0B3C86" if code == country else "#8A929E" for code in last.index]
    lines = [go.Scatter(x=wide.index, y=wide[code], name=COUNTRIES[code], line={"color": COLOURS[code]}) for code in
             wide]  # fmt: skip
    figures = [
        go.Figure(lines),
        go.Figure(go.Bar(x=gap.index, y=gap)),
        go.Figure(go.Bar(x=last, y=[COUNTRIES[code] for code in last.index], orientation="h", marker_color=colours)),
    ]
    return [figure.update_layout(height=380, margin={"l": 40, "r": 10, "t": 10, "b": 30}) for figure in figures]


def _table(rows: pd.DataFrame, key: str) -> dash_table.DataTable:
    return dash_table.DataTable(rows.to_dict("records"), id=key, page_size=20)


def _map_page() -> html.Div:
    choice = dcc.Dropdown(COUNTRIES, [], id="countries", multi=True)
    table = _table(clusters()[["name", "country", "city", "ecosystem"]], "rows")
    return html.Div([html.H1("Where the clusters are"), choice, dcc.Graph(id="map", figure=map_figure(())), table])


def _exports_page() -> html.Div:
    choice = dcc.Dropdown(COUNTRIES, "FI", id="country", clearable=False)
    graphs = [dcc.Graph(id=f"chart-{at}", figure=figure) for at, figure in enumerate(export_figures("FI"))]
    table = _table(exports()[["country", "year", "value"]], "figures")
    return html.Div([html.H1("Exports"), choice, *graphs, table])


def make() -> Dash:
    """The app with both pages and their callbacks."""
    app = Dash(__name__, compress=False, serve_locally=True, suppress_callback_exceptions=True)
    app.layout = html.Div([dcc.Location(id="address"), html.Div(id="page")])

    @app.callback(Output("page", "children"), Input("address", "pathname"))
    def _page(path: str) -> html.Div:
        return _exports_page() if path.strip("/") == "exports" else _map_page()

    @app.callback(Output("map", "figure"), Input("countries", "value"), prevent_initial_call=True)
    def _map(countries: list[str]) -> go.Figure:
        return map_figure(tuple(countries or ()))

    @app.callback(*(Output(f"chart-{at}", "figure") for at in range(3)), Input("country", "value"),
                  prevent_initial_call=True)  # fmt: skip
    def _charts(country: str) -> list[go.Figure]:
        return export_figures(country)

    return app


dash_app = make()
server = dash_app.server
