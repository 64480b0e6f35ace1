"""Charts on the screen: a plotly figure of a description."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.plot import CATEGORICAL, KINDS, Drawing, Empty, Grid, Plot, RegionMap
from analytics.render import screen_bars, screen_grid, screen_lines, screen_look, screen_points, screen_radar
from analytics.render.screen_figure import Spec
from analytics.render.screen_parts import Wide, broken, escaped, fitted_margins

if TYPE_CHECKING:
    import plotly.graph_objects as go

DRAWS = frozenset(KINDS)
_specs: WeakKeyDictionary[Chart, dict[str, Any]] = WeakKeyDictionary()


def spec(chart: Chart) -> dict[str, Any]:
    """The chart in plotly's terms, made once a chart; nobody may change it."""
    made = _specs.get(chart)
    if made is None:
        made = _specs[chart] = _drawn(chart.drawing).to_dict()
    return made


def figure(chart: Chart) -> go.Figure:
    """The chart as a figure of plotly's own, which checks each property."""
    return _checked(spec(chart))


def drawn(drawing: Drawing) -> go.Figure:
    """The figure of a description. Raises TypeError for what is none."""
    return _checked(_drawn(drawing).to_dict())


def _checked(made: dict[str, Any]) -> go.Figure:
    import plotly.graph_objects as go  # slow to load, and no page needs it

    return go.Figure(made | {"layout": made["layout"] | {"template": {}}})  # or plotly adds its own


@singledispatch
def _drawn(drawing: Drawing) -> Spec:
    raise TypeError(f"{type(drawing).__name__} is no description of a chart")


@_drawn.register
def _plot(drawing: Plot) -> Spec:
    made = screen_look.figure()
    wide = Wide()
    if drawing.kind == "radar":
        screen_radar.draw(made, drawing)
    elif drawing.kind == "line":
        screen_lines.draw(made, drawing, wide)
    elif drawing.kind in CATEGORICAL:
        screen_bars.draw(made, drawing, wide)
    else:
        screen_points.draw(made, drawing, wide)
    if drawing.legend:
        # Lines keep their width in the legend; points of many sizes are shown in one.
        sizes = {"itemsizing": "trace"} if drawing.kind == "line" else {}
        made.update_layout(showlegend=True, legend=_legend(drawing.legend) | sizes)
    made.update_layout(margin=fitted_margins(drawing, wide))
    return _sized(made, drawing.height)


@_drawn.register
def _grid(drawing: Grid) -> Spec:
    made = screen_look.figure()
    screen_grid.draw(made, drawing)
    if drawing.key:
        made.update_layout(showlegend=True, legend=_legend("bottom") | {"y": -0.01})
    return _sized(made, drawing.height)


@_drawn.register
def _map(drawing: RegionMap) -> Spec:
    made = screen_look.figure()
    screen_grid.draw_map(made, drawing)
    # Of constant size, the outlines of regions would be wider in the key than their fillings.
    look = {"y": -0.02, "font": {"size": 14}, "itemsizing": "trace"}
    made.update_layout(showlegend=True, legend=_legend("bottom") | look)
    return _sized(made, drawing.height)


@_drawn.register
def _empty(drawing: Empty) -> Spec:
    made = screen_look.figure()
    made.add_annotation(
        text=broken(escaped(drawing.text), 40), x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False,
        font={"size": 16, "color": style.palette().muted},
    )  # fmt: skip
    made.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
    return _sized(made, drawing.height)


def _legend(place: str) -> dict[str, Any]:
    where = {"y": 1.02, "yanchor": "bottom"} if place == "top" else {"y": -0.2, "yanchor": "top"}
    return {
        "orientation": "h", "x": 0, "xanchor": "left", "itemclick": False, "itemdoubleclick": False,
        "traceorder": "normal", "itemsizing": "constant", **where,
    }  # fmt: skip


def _sized(made: Spec, height: int) -> Spec:
    if height:
        made.update_layout(height=height)
    return made
