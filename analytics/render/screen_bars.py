"""Bars and columns on the screen, beside or on each other, in one panel or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics.core import style
from analytics.core.plot import HORIZONTAL, Label, Plot, Series
from analytics.core.ticks import ends_of_values
from analytics.render import screen_parts as parts
from analytics.render.screen_figure import Spec, Trace, trace
from analytics.render.screen_parts import Wide

_GAP = 0.6  # rows between bars and those that stand apart


def draw(figure: Spec, plot: Plot, wide: Wide) -> None:
    """Bars from zero; unknown values have none, but may have words."""
    across = plot.kind in HORIZONTAL
    stacked = plot.kind.startswith("stacked")
    facets = max(len(plot.facets), 1)
    if facets > 1:
        figure.set_panels(facets)
    places = _places(plot)
    for series in plot.series:
        if series.shape != "text":
            made = _points(plot, series, places) if series.shape == "point" else _bars(plot, series, places)
            figure.add_trace(made, series.facet + 1 if facets > 1 else 0)
        _add_legend_entry(figure, plot, series)
    _add_outer_labels(figure, plot, places, wide)
    values = _values_axis(plot, stacked)
    names = _names_axis(plot, places)
    x, y = (values, names) if across else (names, values)
    figure.update_layout(barmode="stack" if stacked else "overlay" if facets > 1 else _mode(plot), hovermode="closest")
    if stacked:
        figure.update_layout(uniformtext={"minsize": 12, "mode": "hide"})
    figure.update_axes("x", **x)
    figure.update_axes("y", **y)
    if facets > 1:
        for column in range(2, facets + 1):
            figure.update_layout(**{f"yaxis{column}": {"visible": False}})
        _add_heads(figure, plot)
    if plot.y.over and across:
        _add_names_above(figure, plot, places)
    parts.add_rules(figure, plot.rules)
    parts.add_events(figure, plot.events, wide)
    parts.add_notes(figure, plot.notes)


def _mode(plot: Plot) -> str:
    return "group" if sum(one.shape == "bar" for one in plot.series) > 1 else "overlay"


def _places(plot: Plot) -> list[float]:
    """Where categories stand: years as they are, others downwards or to the right by one."""
    if plot.kind not in HORIZONTAL:
        return (
            [float(year) for year in plot.categories]
            if plot.x.years
            else [float(place) for place in range(len(plot.categories))]
        )
    first_apart = len(plot.categories) - plot.apart
    return [-float(at) - (_GAP if plot.apart and at >= first_apart else 0) for at in range(len(plot.categories))]


def _bars(plot: Plot, series: Series, places: list[float]) -> Trace:
    across = plot.kind in HORIZONTAL
    stacked = plot.kind.startswith("stacked")
    marks = parts.marks_of(series)
    lengths = [0.0 if value is None else value for value in series.y]
    sides = {"centre": "inside", "end": "outside"}
    if stacked:
        del sides["end"]  # beyond the whole stack
    own = {at: label for at, label in series.labels.items() if label.side in sides}
    return trace(
        "bar",
        x=lengths if across else places,
        y=places if across else lengths,
        orientation="h" if across else "v",
        name=parts.escaped(series.name),
        width=series.thickness,
        marker=parts.bar_look(marks),
        showlegend=bool(plot.legend and series.in_legend and series.name and series.key is None),
        text=[parts.escaped(own[at].text, own[at].bold) if at in own else "" for at in range(len(lengths))],
        textposition=[sides[own[at].side] if at in own else "none" for at in range(len(lengths))],
        insidetextanchor="middle",
        textangle=0,
        constraintext="inside" if stacked else "none",
        textfont={"size": 14, "color": [_ink(own.get(at), marks[at].fill) for at in range(len(lengths))]},
        cliponaxis=False,
        **parts.hovers(series, _told(plot, series)),
    )


def _ink(label: Label | None, fill: str) -> str:
    if label is None or label.side != "centre":
        return (label.colour if label else "") or style.palette().text
    return label.colour or style.ink_on(fill)


def _points(plot: Plot, series: Series, places: list[float]) -> Trace:
    across = plot.kind in HORIZONTAL
    values, marks = list(series.y), parts.marks_of(series)
    return trace(
        "scatter",
        x=values if across else places,
        y=places if across else values,
        name=parts.escaped(series.name),
        mode="markers",
        marker=parts.point_look(marks),
        showlegend=bool(plot.legend and series.in_legend and series.name),
        cliponaxis=False,
        **parts.hovers(series, _told(plot, series)),
    )


def _told(plot: Plot, series: Series) -> list[str]:
    """Tooltips: the category, the series where there are several, the value or its label."""
    told = []
    several = sum(not one.helper for one in plot.series) > 1
    for at, (category, value) in enumerate(zip(plot.categories, series.y, strict=True)):
        name = str(category).replace("\n", " ") + (f", {series.name}" if several and series.name else "")
        label = series.labels.get(at)
        told.append(f"{name}: {label.text if label else parts.value_words(value, plot.values)}")
    return told


def _add_legend_entry(figure: Spec, plot: Plot, series: Series) -> None:
    """An entry of its own where the bars of a series differ in colour."""
    if plot.legend and series.in_legend and series.key is not None:
        figure.add_trace(
            trace(
                "bar", x=[None], y=[None], name=parts.escaped(series.name), marker=_first(parts.bar_look([series.key]))
            )
        )  # fmt: skip


def _first(look: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _first(value) if isinstance(value, dict) else value[0] if isinstance(value, list) else value
        for name, value in look.items()
    }


def _add_outer_labels(figure: Spec, plot: Plot, places: list[float], wide: Wide) -> None:
    """Labels beyond a whole stack, right of a column, and right of the plot."""
    across = plot.kind in HORIZONTAL
    stacked = plot.kind.startswith("stacked")
    totals = [sum(one.y[at] or 0 for one in plot.series if one.shape == "bar") for at in range(len(places))]
    below = [0.0] * len(places)
    ends = []
    for series in plot.series:
        reach = [(below[at] + (value or 0) / 2 if stacked else value or 0.0) for at, value in enumerate(series.y)]
        for at, label in series.labels.items():
            if label.side == "after":
                ends.append((places[at] if across else reach[at], label, series.highlight))
            elif (stacked and label.side == "end") or label.side in ("right", "top", "bottom"):
                value = totals[at] if stacked else series.y[at] or 0.0
                side = ("right" if across else "top") if label.side == "end" else label.side
                shown = Label(label.text, side, label.colour, label.bold)
                x, y = (value, places[at]) if across else (places[at], value)
                if side == "right" and not across:
                    wide.room(label.text)
                    x = places[at] + series.thickness / 2
                parts.add_label(figure, shown, x, y, _reach(series, at))
        if stacked and series.shape == "bar":
            below = [low + (value or 0) for low, value in zip(below, series.y, strict=True)]
    if across:
        for height, label, _front in ends:
            wide.room(label.text)
            parts.add_label(figure, label, 1, height, xref="paper")
    else:
        parts.add_end_labels(figure, ends, _span(plot, totals), wide)


def _reach(series: Series, place: int) -> float:
    """How far a mark reaches beyond its value in pixels; a bar ends at its value."""
    return 0.0 if series.shape == "bar" else series.mark(place).size / 2


def _span(plot: Plot, totals: Sequence[float]) -> tuple[float, float]:
    given = plot.values
    low, high = ends_of_values(plot, [*totals, 0.0])
    return (given.low if given.low is not None else low, given.high if given.high is not None else high)


def _values_axis(plot: Plot, stacked: bool) -> dict[str, Any]:
    bars = [one for one in plot.series if not one.helper]
    count = len(plot.categories)
    values = (
        [sum(one.y[at] or 0 for one in bars) for at in range(count)]
        if stacked
        else [value for one in bars for value in one.y if value is not None]
    )
    made = parts.axis(plot.values, ends_of_values(plot, [*values, 0.0]))
    return made | {"showgrid": plot.values.grid or plot.kind not in HORIZONTAL}


def _names_axis(plot: Plot, places: list[float]) -> dict[str, Any]:
    given = plot.y if plot.kind in HORIZONTAL else plot.x
    if plot.kind not in HORIZONTAL and given.years:
        made = parts.axis(given, (places[0] - 0.7, places[-1] + 0.6)) if places else parts.axis(given)
        return made | ({} if given.ticks else {"dtick": given.step or 5}) | {"showgrid": False}
    ends = (min(places) - 0.6, max(places) + (0.9 if plot.y.over else 0.6)) if places else (0, 1)
    return parts.axis(given) | {
        "range": list(ends),
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [parts.escaped(str(name), name in plot.strong) for name in plot.categories],
        "showgrid": False,
        "showticklabels": not given.over,
        "tickangle": 0,
        "tickfont": {"color": style.palette().text, "size": given.letters},
    }


def _add_names_above(figure: Spec, plot: Plot, places: list[float]) -> None:
    for name, place in zip(plot.categories, places, strict=True):
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=place, yshift=17, showarrow=False, borderpad=0, align="left",
            text=parts.escaped(str(name).replace("\n", " "), name in plot.strong),
            font={"size": 13, "color": style.palette().muted},
        )  # fmt: skip


def _add_heads(figure: Spec, plot: Plot) -> None:
    for column, head in enumerate(plot.facets, start=1):
        axis = figure.layout["xaxis" if column == 1 else f"xaxis{column}"]
        figure.add_annotation(
            x=axis["domain"][0], xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=4,
            text=parts.escaped(head, bold=True), showarrow=False, align="left",
            font={"size": 11 if plot.y.over else 14},
        )  # fmt: skip
