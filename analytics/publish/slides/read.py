"""From a plotly figure to what PowerPoint can draw natively of it, by its traces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart
from analytics.publish.slides import axes
from analytics.publish.slides.plot import Axis, Cell, Grid, Label, Line, Mark, Plot, Series
from analytics.publish.slides.points import points
from analytics.publish.slides.words import is_bold, strip_html

PIXEL = 0.75  # points
NEAR = 0.8  # of a bar's place: a label that is closer belongs to the bar

# A helper's name that leaves no trace in a legend: LibreOffice counts a legend's entries from the other end than
# PowerPoint, so that none can be taken out of bars on each other.
NAMELESS = "\u00a0"


def read(chart: Chart) -> Plot | Grid | None:
    """The chart for PowerPoint; None if it has no such type or the figure holds no value."""
    readers: tuple[Callable[[Chart], Plot | Grid | None], ...] = (grid, radar, bars, lines, points)
    return next((found for reader in readers if (found := reader(chart)) is not None), None)


# ------------------------------------------------------------------ heat maps and matrices


def grid(chart: Chart) -> Grid | None:
    """A heat map, or bars that fill a matrix with words, as a table in the same colours."""
    drawn = [trace for trace in chart.figure.data if not _for_legend(trace)]
    if len(drawn) == 1 and isinstance(drawn[0], go.Heatmap):
        return _heatmap(chart.figure, drawn[0])
    if drawn and all(isinstance(trace, go.Bar) and trace.base is not None and trace.text for trace in drawn):
        return _matrix(chart.figure, drawn)
    return None


def _heatmap(figure: go.Figure, trace: go.Heatmap) -> Grid:
    values = [axes.items(row) for row in trace.z]
    texts = [axes.items(row) for row in trace.text] if trace.text is not None else values
    known = [value for row in values for value in row if value is not None]
    low = trace.zmin if trace.zmin is not None else min(known, default=0)
    high = trace.zmax if trace.zmax is not None else max(known, default=1)
    scale = [(float(place), axes.colour(code)) for place, code in trace.colorscale or ()]

    def fill(value: float | None) -> str:
        if value is None or not scale:
            return "#FFFFFF"
        share = (value - low) / ((high - low) or 1)
        return next((code for place, code in reversed(scale) if place <= share + 1e-9), scale[0][1])

    rows = [
        tuple(
            Cell(strip_html(str(text if text is not None else "")), fill(value), is_bold(str(text)))
            for value, text in zip(row, said, strict=False)
        )
        for row, said in zip(values, texts, strict=False)
    ]
    names = _tick_words(figure.layout.yaxis, axes.items(trace.y) or list(range(len(rows))))
    columns = _tick_words(figure.layout.xaxis, axes.items(trace.x) or list(range(len(rows[0]))))
    order = range(len(rows)) if _reversed(figure.layout.yaxis) else range(len(rows) - 1, -1, -1)
    key = tuple((strip_html(t.name or ""), axes.colour(t.marker.color)) for t in figure.data if _for_legend(t))
    return Grid(tuple(columns), tuple((names[at], rows[at]) for at in order), key)


def _matrix(figure: go.Figure, traces: list[go.Bar]) -> Grid | None:
    columns = _tick_places(figure.layout.xaxis)
    names = _tick_places(figure.layout.yaxis)
    cells: dict[tuple[int, int], Cell] = {}
    for trace in traces:
        fill = axes.colour(trace.marker.color) or "#FFFFFF"
        for x, base, y, text in zip(trace.x, trace.base, trace.y, trace.text, strict=False):
            column, row = _nearest(columns, float(x)), _nearest(names, float(base) + float(y) / 2)
            if column is None or row is None:
                return None
            cells[row, column] = Cell(strip_html(text), fill, is_bold(text))
    empty = Cell("", "#FFFFFF")
    return Grid(
        tuple(strip_html(text) for _place, text in columns),
        tuple(
            (strip_html(text), tuple(cells.get((row, column), empty) for column in range(len(columns))))
            for row, (_place, text) in enumerate(names)
        ),
    )


def _tick_places(axis: Any) -> list[tuple[float, str]]:
    return list(zip(map(float, axes.items(axis.tickvals)), map(str, axes.items(axis.ticktext)), strict=False))


def _tick_words(axis: Any, places: list[Any]) -> list[str]:
    said = dict(_tick_places(axis))
    return [strip_html(said.get(place, str(place))) for place in places]


def _nearest(places: list[tuple[float, str]], value: float) -> int | None:
    near = [at for at, (place, _text) in enumerate(places) if abs(place - value) < 0.5]
    return near[0] if near else None


def _reversed(axis: Any) -> bool:
    ends = axes.items(axis.range)
    return axis.autorange == "reversed" or (len(ends) == 2 and axes.real(ends[0]) and ends[0] > ends[1])


def _for_legend(trace: Any) -> bool:
    """Whether a trace is there for its word in the legend alone."""
    if not isinstance(trace, go.Bar | go.Scatter):
        return False
    return bool(trace.name) and not any(v is not None for v in axes.items(trace.x))


# ------------------------------------------------------------------ radar


def radar(chart: Chart) -> Plot | None:
    """Polar lines as a radar chart."""
    traces = chart.figure.data
    if not traces or not all(isinstance(trace, go.Scatterpolar) for trace in traces):
        return None
    names = [str(name) for name in axes.items(traces[0].theta)]
    count = len(names) - 1 if len(names) > 1 and names[0] == names[-1] else len(names)
    series = []
    for trace in traces:
        tone = axes.colour(trace.line.color) or axes.colour(trace.marker.color)
        values = tuple(float(v) if axes.real(v) else None for v in axes.items(trace.r)[:count])
        name = strip_html(trace.name or chart.title)
        series.append(Series(name, values, line=Line(tone, 2.25), marks=(Mark(tone, size=7),)))
    if not any(value is not None for one in series for value in one.y):
        return None
    axis = axes.read(chart.figure.layout.polar.radialaxis, [], True)
    words = tuple(strip_html(name) for name in names[:count])
    return Plot("radar", tuple(series), axis, Axis(), words, legend=len(series) > 1)


# ------------------------------------------------------------------ bars


def bars(chart: Chart) -> Plot | None:
    """Bars or columns from zero, beside or on each other, over categories."""
    figure = chart.figure
    drawn = [trace for trace in figure.data if not _for_legend(trace)]
    if not drawn or not all(isinstance(t, go.Bar) and t.base is None for t in drawn):
        return None
    across = all(trace.orientation == "h" for trace in drawn)
    along, of_values = (
        (figure.layout.yaxis, figure.layout.xaxis) if across else (figure.layout.xaxis, figure.layout.yaxis)
    )
    if along.visible is False or of_values.visible is False:
        return None
    places = _categories([axes.items(t.y if across else t.x) for t in drawn], _reversed(along))
    names = _bar_names(chart, drawn, of_values)
    series = [_bar_series(trace, name, places, across) for trace, name in zip(drawn, names, strict=True)]
    shown = [value for one in series for value in one.y if value is not None]
    if not shown:
        return None
    stacked = figure.layout.barmode in ("stack", "relative") and len(series) > 1
    series = _annotated(figure, series, places, across, stacked)
    value = axes.read(of_values, [*shown, 0.0], True)
    if stacked and value.high is None:
        totals = [sum(one.y[at] or 0 for one in series) for at in range(len(places))]
        value = axes.read(of_values, [*totals, 0.0], True)
    elif stacked and value.high is not None:
        value = replace(value, high=value.high * (1 + 1e-9))  # shares add up to a hair over 100
    other = axes.read(along, [], False)
    said = dict(_tick_places(along)) if along.ticktext is not None else {}
    labels = tuple(_category(place, said) for place in places)
    kind: Any = ("bar" if across else "column") + ("_stacked" if stacked else "")
    named = sum(1 for trace in figure.data if trace.name) > 1
    told = any(label.side == "after" for one in series for label in one.labels.values())
    return Plot(kind, tuple(series), value, replace(other, words=()), labels, legend=named and not told)


def _categories(given: list[list[Any]], backwards: bool) -> list[Any]:
    """The places of the bars in order; years that are missing between others keep their room."""
    places = list(dict.fromkeys(place for places in given for place in places if place is not None))
    if places and all(axes.real(place) for place in places):
        places = sorted(places)
        if all(float(place).is_integer() for place in places) and places[0] > 1500:
            places = list(range(int(places[0]), int(places[-1]) + 1))
    return places[::-1] if backwards else places


def _category(place: Any, said: dict[float, str]) -> str | int:
    if axes.real(place):
        near = [text for at, text in said.items() if abs(at - place) < 0.3]
        return strip_html(near[0]) if near else int(place) if float(place).is_integer() else str(place)
    return strip_html(str(place))


def _bar_names(chart: Chart, drawn: list[go.Bar], axis: Any) -> list[str]:
    """Names of the series; where words stand in traces for the legend alone, those, in order."""
    spare = [strip_html(trace.name) for trace in chart.figure.data if _for_legend(trace)]
    names = [strip_html(trace.name) if trace.name else "" for trace in drawn]
    if not any(names) and len(spare) == len(names):
        return spare
    fallback = strip_html(axis.title.text or "") or chart.title
    return [name or (fallback if len(names) == 1 else f"{fallback} {at}") for at, name in enumerate(names, start=1)]


def _bar_series(trace: go.Bar, name: str, places: list[Any], across: bool) -> Series:
    at, values = axes.items(trace.y if across else trace.x), axes.items(trace.x if across else trace.y)
    count = len(at)
    index = {place: row for row, place in enumerate(at)}
    marks, texts = _bar_marks(trace, count), axes.each(trace.text, count)
    sides = axes.each(trace.textposition, count)
    y: list[float | None] = []
    kept: list[Mark] = []
    labels: dict[int, Label] = {}
    for row, place in enumerate(places):
        old = index.get(place)
        value = values[old] if old is not None and old < len(values) else None
        y.append(value if axes.real(value) else None)
        kept.append(marks[old] if old is not None else Mark("#FFFFFF"))
        if old is not None and texts[old] and sides[old] != "none" and y[-1] is not None:
            side = "ctr" if sides[old] == "inside" else "end"
            labels[row] = Label(strip_html(texts[old]), side, bold=is_bold(texts[old]))
    grey = replace(kept[0], fill=_grey(trace), edge="") if len({mark.fill for mark in kept}) > 1 else None
    return Series(name, tuple(y), marks=tuple(kept), labels=labels, key=grey)


def _grey(trace: go.Bar) -> str:
    """The legend's colour of bars that each have their own: as strong as theirs."""
    alpha = trace.marker.opacity if axes.real(trace.marker.opacity) else 1.0
    return axes.colour(style.palette().muted, alpha)


def _bar_marks(trace: go.Bar, count: int) -> list[Mark]:
    marker, whole = trace.marker, trace.opacity if trace.opacity is not None else 1.0
    fills, alphas = axes.each(marker.color, count), axes.each(marker.opacity, count)
    shapes, inks = axes.each(marker.pattern.shape, count), axes.each(marker.pattern.fgcolor, count)
    grounds = axes.each(marker.pattern.bgcolor, count)
    edges, widths = axes.each(marker.line.color, count), axes.each(marker.line.width, count)
    made = []
    for at in range(count):
        alpha = whole * (alphas[at] if alphas[at] is not None else 1.0)
        fill = axes.colour(fills[at], alpha) or "#FFFFFF"
        edge = axes.colour(edges[at], alpha) if widths[at] else ""
        ink, ground = axes.colour(inks[at], alpha), axes.colour(grounds[at], alpha)
        made.append(
            Mark(
                ground or fill if shapes[at] else fill,
                edge,
                (widths[at] or 0) * PIXEL,
                pattern=shapes[at] or "",
                ink=ink or fill,
            )
        )
    return made


def _annotated(figure: go.Figure, series: list[Series], places: list[Any], across: bool, stacked: bool) -> list[Series]:
    """The series with the figure's annotations as labels: at the end of a bar, or as names after the last one."""
    ends: dict[int, Label] = {}
    for note in figure.layout.annotations:
        text, tone = strip_html(note.text), axes.colour(note.font.color)
        place, value = (note.y, note.x) if across else (note.x, note.y)
        free = (note.yref if across else note.xref) == "paper"
        if free:
            own = [at for at, one in enumerate(series) if text.startswith(one.name)]
            owner = max(own, key=lambda at: len(series[at].name), default=None)
            row, label = len(places) - 1, Label(text, "after", tone, is_bold(note.text))
        else:
            found = _place(places, axes.item(place))
            owner = None if found is None else _outermost(series, found)
            row, label = found or 0, Label(text, "end", tone, is_bold(note.text), at=float(axes.item(value)))
        if owner is not None and row in series[owner].labels and stacked:  # the bar's own part has its words
            ends[row] = label
        elif owner is not None:
            one = series[owner]
            series[owner] = replace(one, labels={**one.labels, row: label})
    if ends:
        nothing = tuple(0.0 if at in ends else None for at in range(len(places)))
        series.append(Series(NAMELESS, nothing, marks=(Mark("#FFFFFF"),), labels=ends, helper=True))
    return series


def _place(places: list[Any], wanted: Any) -> int | None:
    if wanted in places:
        return places.index(wanted)
    if not axes.real(wanted):
        return None
    far = [(abs(place - wanted), at) for at, place in enumerate(places) if axes.real(place)]
    return min(far)[1] if far and min(far)[0] <= NEAR else None


def _outermost(series: list[Series], row: int) -> int | None:
    """The last series with something at this place, on which the label of the whole bar stands."""
    own = [at for at, one in enumerate(series) if not one.helper and one.y[row] is not None]
    return next((at for at in reversed(own) if series[at].y[row]), own[-1] if own else None)


# ------------------------------------------------------------------ lines over years


def lines(chart: Chart) -> Plot | None:
    """Lines over whole years as a line chart, each with its name at its end."""
    figure = chart.figure
    drawn = [trace for trace in figure.data if not _for_legend(trace)]
    if not drawn or not all(isinstance(t, go.Scatter) and _is_line(t) for t in drawn):
        return None
    xs = [axes.items(trace.x) for trace in drawn]
    if not all(axes.real(x) and float(x).is_integer() and 1500 < x < 2200 for row in xs for x in row):
        return None
    if any(shape.type != "line" or shape.y0 != shape.y1 for shape in figure.layout.shapes):
        return None
    years = list(range(int(min(map(min, xs))), int(max(map(max, xs))) + 1))
    series = [_line_series(trace, chart, years, at) for at, trace in enumerate(drawn)]
    shown = [value for one in series for value in one.y if value is not None]
    value = axes.read(figure.layout.yaxis, shown, True)
    named = _named_ends(figure, series)
    if not shown or value.words or value.log or named is None:
        return None
    guides = [_guide(shape, years) for shape in figure.layout.shapes if shape.y0]
    axis = replace(axes.read(figure.layout.xaxis, [float(year) for year in years], False), years=True)
    told = any(one.labels for one in named) or len(named) == 1
    return Plot("line", (*named, *guides), value, axis, tuple(years), legend=bool(figure.layout.showlegend) or not told)


def _is_line(trace: go.Scatter) -> bool:
    return "lines" in (trace.mode or "") and trace.fill in (None, "none") and len(axes.items(trace.x)) > 1


def _line_series(trace: go.Scatter, chart: Chart, years: list[int], at: int) -> Series:
    values = dict(zip(axes.items(trace.x), axes.items(trace.y), strict=False))
    y = tuple(values[year] if axes.real(values.get(year)) else None for year in years)
    tone = axes.colour(trace.line.color, trace.opacity if trace.opacity is not None else 1.0)
    own = dict(zip(axes.items(trace.x), axes.each(trace.marker.size, len(values)), strict=False))
    dots = "markers" in trace.mode
    marks = tuple(
        Mark(tone, symbol=str(trace.marker.symbol or "circle"), size=(own.get(year) or 0) * PIXEL if dots else 0)
        for year in years
    )
    labels = {}
    if "text" in trace.mode:
        texts = dict(zip(axes.items(trace.x), axes.each(trace.text, len(values)), strict=False))
        sides = dict(zip(axes.items(trace.x), axes.each(trace.textposition, len(values)), strict=False))
        labels = {
            row: Label(strip_html(texts[year]), "b" if "bottom" in (sides.get(year) or "") else "t", tone)
            for row, year in enumerate(years)
            if texts.get(year) and y[row] is not None
        }
    line = Line(tone, float(trace.line.width or 2), trace.line.dash or "solid")
    name = strip_html(trace.name or "").replace("\n", " ")
    return Series(
        name or (chart.title if at == 0 else f"{chart.title} {at + 1}"), y, marks=marks, line=line, labels=labels
    )


def _named_ends(figure: go.Figure, series: list[Series]) -> list[Series] | None:
    """The series with the figure's words at their ends; None if words stand elsewhere, which lines cannot show."""
    notes = [note for note in figure.layout.annotations if note.yref != "paper"]
    if len(notes) < len(figure.layout.annotations):
        return None
    ends = {at: last for at, one in enumerate(series) if (last := _last(one)) is not None}
    owners: dict[int, Any] = {}
    for note in notes:
        own = [at for at in ends if series[at].name == strip_html(note.text).replace("\n", " ")]
        if own:
            owners[own[0]] = note
    rest = sorted((n for n in notes if n not in owners.values()), key=lambda n: float(n.y))
    free = sorted((at for at in ends if at not in owners), key=lambda at: series[at].y[ends[at]] or 0.0)
    if len(rest) > len(free):
        return None
    if len(rest) == len(free):  # the words keep the order of the lines' ends
        owners |= dict(zip(free, rest, strict=True))
    else:
        for note in rest:
            nearest = min(free, key=lambda at: abs((series[at].y[ends[at]] or 0.0) - float(note.y)))
            owners[nearest] = note
            free.remove(nearest)
    made = list(series)
    for at, note in owners.items():
        one, text = series[at], strip_html(note.text)
        tone = one.line.colour if one.line else ""
        label = Label(text, "r", axes.colour(note.font.color) or tone, is_bold(note.text), at=float(note.y))
        made[at] = replace(
            one,
            name=one.name if figure.data[at].name else text.replace("\n", " "),
            labels={**one.labels, ends[at]: label},
        )
    return made


def _last(series: Series) -> int | None:
    return next((at for at in range(len(series.y) - 1, -1, -1) if series.y[at] is not None), None)


def _guide(shape: Any, years: list[int]) -> Series:
    tone = axes.colour(shape.line.color) or "#5A6672"
    line = Line(tone, float(shape.line.width or 1), shape.line.dash or "solid")
    return Series(f"{shape.y0:g}", (float(shape.y0),) * len(years), line=line, helper=True)
