"""Radar charts on the screen."""

from __future__ import annotations

from analytics.core import style
from analytics.core.plot import Plot, Series
from analytics.render import screen_parts as parts
from analytics.render.screen_figure import Spec, Trace, trace


def draw(figure: Spec, plot: Plot) -> None:
    """Values on spokes; an outline with a gap is not filled, because it would claim a value for the missing spoke."""
    for series in plot.series:
        figure.add_trace(_outline(plot, series))
    colours = style.palette()
    figure.update_layout(
        polar={
            "bgcolor": colours.background,
            "domain": {"x": [0.08, 0.92], "y": [0.06, 0.94]},
            "radialaxis": {
                "range": [plot.y.low or 0, plot.y.high], "angle": 90, "tickangle": 90, "showline": False,
                "tickvals": [place for place, _text in plot.y.ticks],
                "ticktext": [parts.escaped(text) for _place, text in plot.y.ticks],
                "tickfont": {"size": 12, "color": colours.muted}, "gridcolor": colours.grid,
            },
            "angularaxis": {
                "direction": "clockwise", "rotation": 90, "gridcolor": colours.grid, "linecolor": colours.grid,
                "tickfont": {"size": 14, "color": colours.text},
            },
        },
        hovermode="closest",
    )  # fmt: skip


def _outline(plot: Plot, series: Series) -> Trace:
    names = [_spoke(plot, series, place) for place in range(len(plot.categories))]
    stroke = series.line
    colour = stroke.colour if stroke else style.palette().link
    red, green, blue = style.rgb(colour)
    return trace(
        "scatterpolar",
        theta=[*names, names[0]],
        r=[*series.y, series.y[0]],
        name=parts.escaped(series.name),
        mode="lines+markers",
        fill="none" if None in series.y else "toself",
        fillcolor=f"rgba({red}, {green}, {blue}, 0.2)",
        line={"color": colour, "width": stroke.width if stroke else 3},
        marker={"color": colour, "size": 9},
        connectgaps=False,
        cliponaxis=False,
        hovertemplate="%{theta}<extra></extra>",
        showlegend=bool(plot.legend),
    )


def _spoke(plot: Plot, series: Series, place: int) -> str:
    label = series.labels.get(place)
    name = parts.escaped(str(plot.categories[place]))
    return f"{name}<br>{parts.escaped(label.text, bold=True)}" if label else name
