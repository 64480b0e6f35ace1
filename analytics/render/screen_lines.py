"""Lines over years on the screen."""

from __future__ import annotations

from analytics.core import style
from analytics.core.plot import Label, Plot, Series
from analytics.core.ticks import ends_of_values
from analytics.render import screen_parts as parts
from analytics.render.screen_figure import Spec, Trace, trace
from analytics.render.screen_parts import Wide

_PLACES = {"top": "top center", "bottom": "bottom center", "right": "middle right", "left": "middle left"}


def draw(figure: Spec, plot: Plot, wide: Wide) -> None:
    """Lines with gaps where a value is unknown, names at their ends, the ones in front drawn last."""
    values = [value for one in plot.series for value in one.y if value is not None]
    span = ends_of_values(plot, values)
    ends = []
    for series in sorted(plot.series, key=lambda one: one.highlight):
        figure.add_trace(_line(plot, series))
        last = _last(series)
        if last is not None and last in series.labels and series.labels[last].side in ("right", "after"):
            ends.append((series.y[last] or 0.0, series.labels[last], series.highlight))
    low = plot.y.low if plot.y.low is not None else span[0]
    high = plot.y.high if plot.y.high is not None else span[1]
    reached = parts.add_end_labels(figure, ends, (low, high), wide)
    years = [int(year) for year in plot.categories]
    figure.update_layout(
        xaxis=parts.axis(plot.x)
        | ({"dtick": plot.x.step or 5, "range": _x_range(plot, years)} if years else {})
        | {"showgrid": plot.x.grid},
        yaxis=parts.axis(plot.y) | {"range": [low, max(high, reached)], "showgrid": True},
    )
    parts.add_rules(figure, plot.rules)
    parts.add_events(figure, plot.events, wide)
    parts.add_notes(figure, plot.notes)


def _x_range(plot: Plot, years: list[int]) -> list[float]:
    inside = any(label.side != "right" for one in plot.series for label in one.labels.values())
    return [years[0] - 0.6, years[-1] + 0.6] if inside else [years[0], years[-1] + 0.01]


def _last(series: Series) -> int | None:
    known = [place for place, value in enumerate(series.y) if value is not None]
    return known[-1] if known else None


def _line(plot: Plot, series: Series) -> Trace:
    inside = {at: label for at, label in series.labels.items() if label.side not in ("right", "after")}
    marks = parts.marks_of(series)
    shown = any(mark.size for mark in marks)
    stroke, places = series.line, range(len(series.y))
    told = [f"{series.name} {year}: {parts.value_words(value, plot.y)}" for year, value in zip(
        plot.categories, series.y, strict=True)]  # fmt: skip
    return trace(
        "scatter",
        x=list(plot.categories),
        y=list(series.y),
        name=parts.escaped(series.name),
        showlegend=bool(plot.legend and series.in_legend and series.name),
        mode="+".join(["lines", *(["markers"] if shown else []), *(["text"] if inside else [])]),
        connectgaps=False,
        cliponaxis=False,
        opacity=stroke.opacity if stroke else 1,
        line=parts.line_look(stroke) if stroke else {"width": 0},
        marker=parts.point_look(marks) if shown else None,
        text=[parts.escaped(inside[at].text) if at in inside else "" for at in places] if inside else None,
        textposition=[_position(inside.get(at)) for at in places] if inside else None,
        textfont={"size": 14, "color": style.palette().text},
        **parts.hovers(series, told),
    )


def _position(label: Label | None) -> str:
    return _PLACES.get(label.side, str(label.side)) if label else "top center"
