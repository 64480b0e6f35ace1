"""Plots with two axes of numbers on the screen: strips, intervals, dumbbells, scatters, timelines, networks, paths."""

from __future__ import annotations

from math import log10
from typing import Any

from analytics.core import style
from analytics.core.plot import Axis, Mark, Plot, Series
from analytics.render import screen_parts as parts
from analytics.render.screen_figure import Spec, Trace, trace
from analytics.render.screen_parts import Wide


def draw(figure: Spec, plot: Plot, wide: Wide) -> None:
    """Bands under lines under marks under labels."""
    parts.add_bands(figure, plot.bands)
    for series in plot.series:
        if series.shape != "text":
            figure.add_trace(_bars(series, plot) if series.shape == "bar" else _trace(series, plot))
    for series in plot.series:
        if series.shape == "point" and series.key is not None and plot.legend and series.in_legend and series.name:
            figure.add_trace(_key(series, series.key))
    parts.add_rules(figure, plot.rules)
    parts.add_events(figure, plot.events, wide)
    for series in plot.series:
        _add_labels(figure, series, plot, wide)
    parts.add_notes(figure, plot.notes, plot.x.log)
    figure.update_layout(
        barmode="overlay",
        hovermode="closest",
        xaxis=parts.axis(plot.x, _ends(plot, "x")) | {"zeroline": False},
        yaxis=parts.axis(plot.y, _ends(plot, "y"))
        | {
            "showticklabels": not plot.y.over,
            "tickfont": {"color": style.palette().text if plot.y.ticks else style.palette().muted,
                         "size": plot.y.letters},
        },
    )  # fmt: skip
    if plot.y.over:
        _add_rows_above(figure, plot)


def _ends(plot: Plot, name: str) -> tuple[float, float]:
    given: Axis = getattr(plot, name)
    values = [value for one in plot.series for value in (*getattr(one, name), *(one.start if name == "x" else ()))]
    known = [value for value in values if value is not None and (value > 0 or not given.log)]
    low, high = min(known, default=1.0 if given.log else 0.0), max(known, default=10.0)
    if given.log:
        return low / 1.3, high * 1.3
    room = 0.04 * ((high - low) or 1.0)
    return low - room, high + room


def _trace(series: Series, plot: Plot) -> Trace:
    marks = parts.marks_of(series)
    shown = any(mark.size for mark in marks)
    stroke = series.line
    modes = [*(["lines"] if stroke or series.shape == "area" else []), *(["markers"] if shown else [])]
    area: dict[str, Any] = {}
    if series.shape == "area":
        area = {"fill": "toself", "fillcolor": series.mark(0).fill, "hoveron": "fills"}
    return trace(
        "scatter",
        x=list(series.x),
        y=list(series.y),
        name=parts.escaped(series.name),
        mode="+".join(modes) or "none",
        connectgaps=False,
        cliponaxis=False,
        opacity=stroke.opacity if stroke else 1,
        line=parts.line_look(stroke) if stroke else None,
        marker=parts.point_look(marks) if shown else None,
        showlegend=bool(
            plot.legend and series.in_legend and series.name and (series.shape != "point" or series.key is None)
        ),
        **area,
        **parts.hovers(series, _told(series, plot)),
    )


def _key(series: Series, mark: Mark) -> Trace:
    """An entry of the legend alone, for a series whose marks differ."""
    return trace(
        "scatter",
        x=[None], y=[None], mode="markers", name=parts.escaped(series.name), marker=parts.point_look([mark]),
        showlegend=True, hoverinfo="skip",
    )  # fmt: skip


def _bars(series: Series, plot: Plot) -> Trace:
    """Bars along the x axis in rows, from `start` or from zero."""
    start = list(series.start) or [0.0] * len(series.x)
    return trace(
        "bar",
        x=[None if x is None else x - low for x, low in zip(series.x, start, strict=True)],
        base=start,
        y=list(series.y),
        orientation="h",
        width=series.thickness,
        name=parts.escaped(series.name),
        marker=parts.bar_look(parts.marks_of(series)),
        showlegend=bool(plot.legend and series.in_legend and series.name),
        **parts.hovers(series, _told(series, plot)),
    )


def _told(series: Series, plot: Plot) -> list[str]:
    """Tooltips: the name of the series or row, and the value along the x axis."""
    rows = dict(plot.y.ticks)
    return [
        f"{series.name or rows.get(y if y is not None else 0.0, '')}: {parts.value_words(x, plot.x)}".replace("\n", " ")
        for x, y in zip(series.x, series.y, strict=True)
    ]


def _add_labels(figure: Spec, series: Series, plot: Plot, wide: Wide) -> None:
    looks: dict[str, dict[str, Any]] = {
        "network": {"gap": 3.0, "bgcolor": style.palette().background},  # lines pass under the words
        "path": {"gap": 10.0},
    }
    widest = max((mark.size for mark in series.marks), default=0.0)
    for place, label in series.labels.items():
        x, y = series.x[place], series.y[place]
        if y is None:
            continue
        if label.side == "after":
            wide.room(label.text)
            parts.add_label(figure, label, 1, y, xref="paper")
        else:
            at = x if x is not None else plot.x.low or 0.0
            reach = (widest if plot.kind == "path" else series.mark(place).size) / 2
            parts.add_label(figure, label, log10(at) if plot.x.log else at, y, reach, **looks.get(plot.kind, {}))


def _add_rows_above(figure: Spec, plot: Plot) -> None:
    above = 2 if plot.kind == "timeline" else 9  # bars of a timeline stand below their words, marks on their row
    for place, text in plot.y.ticks:
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=place, yanchor="bottom", yshift=above, showarrow=False, borderpad=0,
            align="left", text=parts.row_name(text, place in plot.y.strong),
            font={"size": plot.y.letters, "color": style.palette().text},
        )  # fmt: skip
