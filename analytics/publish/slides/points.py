"""Figures of points, ranges and free lines as scatter or bubble charts.

PowerPoint's number axes take no words: where the figure has some, they become labels of a series of unseen points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from analytics.core.chart import Chart
from analytics.publish.slides import axes
from analytics.publish.slides.plot import Axis, Label, Line, Mark, Plot, Series
from analytics.publish.slides.words import is_bold, strip_html

PIXEL = 0.75  # points
BAR = 9.0  # points: the thickness of bars among points
MOST = 60  # series; more is a picture


def points(chart: Chart) -> Plot | None:
    """Markers, ranges, lines and bars on number axes; None for areas, hidden axes, floating bars, too many series."""
    figure = chart.figure
    if not all(_can(trace) for trace in figure.data):
        return None
    drawn = [trace for trace in figure.data if any(value is not None for value in axes.items(trace.x))]
    if not drawn:
        return None
    if figure.layout.xaxis.visible is False or figure.layout.yaxis.visible is False:
        return None
    rows = _row_names(drawn)
    series = [made for trace in drawn for made in _series(trace, rows, chart)]
    if not series or len(series) > MOST or not any(value is not None for one in series for value in one.y):
        return None
    x = axes.read(figure.layout.xaxis, [v for one in series for v in one.x], False)
    y = axes.read(figure.layout.yaxis, [v for one in series for v in one.y if v is not None], True)
    if rows:
        y = replace(y, words=tuple((float(at), name) for at, name in enumerate(rows)), low=-0.6, high=len(rows) - 0.4)
    x, y = (
        _spanned(x, [v for one in series for v in one.x]),
        _spanned(y, [v for one in series for v in one.y if v is not None]),
    )
    bubbles = len(drawn) == 1 and len(set(series[0].size)) > 2
    kind: Any = "bubble" if bubbles else "xy"
    if bubbles:
        series = [replace(series[0], size=_exact_sizes(chart, series[0]))]
        x, y = _crossed(figure, x, y)
    else:
        series = [*_bands(figure, x, y), *series]
    series = _with_notes(figure, series, x, y)
    if _upside_down(figure):
        series, y = _flipped(series, y)
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    legend = bool(figure.layout.showlegend) and len(named) > 1 and not bubbles
    return Plot(kind, tuple(_renamed(series, y, x, chart)), y, x, legend=legend)


def _can(trace: Any) -> bool:
    if isinstance(trace, go.Bar):
        return trace.base is None and trace.orientation == "h"
    return isinstance(trace, go.Scatter) and trace.fill in (None, "none")


def _row_names(drawn: list[Any]) -> list[str]:
    """Names of the rows where the upright axis has categories; empty where it has numbers."""
    return list(dict.fromkeys(strip_html(str(v)) for t in drawn for v in axes.items(t.y) if isinstance(v, str)))


def _series(trace: Any, rows: list[str], chart: Chart) -> list[Series]:
    """A trace as series; a line with gaps is as many as it has pieces."""
    count = len(axes.items(trace.x))
    ys = [rows.index(strip_html(v)) if isinstance(v, str) else v for v in axes.items(trace.y)]
    alpha = trace.opacity if trace.opacity is not None else 1.0
    marks = _marks(trace, count, alpha)
    texts = axes.each(trace.text, count) if isinstance(trace, go.Scatter) and "text" in (trace.mode or "") else []
    whole = [
        at for at, (x, y) in enumerate(zip(axes.items(trace.x), ys, strict=False)) if axes.real(x) and axes.real(y)
    ]
    stroked = isinstance(trace, go.Scatter) and "lines" in (trace.mode or "")
    pieces = _pieces(whole) if stroked else [whole]
    tone = axes.colour(trace.line.color if stroked else None, alpha)
    line = Line(tone or "#5A6672", float(trace.line.width or 2), trace.line.dash or "solid") if stroked else None
    xs, made = axes.items(trace.x), []
    for piece in filter(None, pieces):
        labels = {
            row: Label(strip_html(texts[at]), _side(str(trace.textposition or "")), bold=is_bold(texts[at]))
            for row, at in enumerate(piece)
            if texts and texts[at]
        }
        made.append(
            Series(
                strip_html(trace.name or "").replace("\n", " "),
                tuple(float(ys[at]) for at in piece),
                tuple(float(xs[at]) for at in piece),
                tuple(marks[at].size for at in piece),
                tuple(marks[at] for at in piece),
                line,
                labels,
                helper=trace.mode == "text" if isinstance(trace, go.Scatter) else False,
                bars=BAR if isinstance(trace, go.Bar) else 0.0,
            )
        )
    return made


def _pieces(whole: list[int]) -> list[list[int]]:
    pieces: list[list[int]] = []
    for at in whole:
        if pieces and pieces[-1][-1] == at - 1:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    return pieces


def _marks(trace: Any, count: int, alpha: float) -> list[Mark]:
    marker = trace.marker
    fills, edges = axes.each(marker.color, count), axes.each(marker.line.color, count)
    if isinstance(trace, go.Bar):
        return [Mark(axes.colour(fill, alpha) or "#5A6672") for fill in fills]
    shown = "markers" in (trace.mode or "")
    sizes, symbols = axes.each(marker.size, count), axes.each(marker.symbol, count)
    widths = axes.each(marker.line.width, count)
    alpha *= marker.opacity if axes.real(marker.opacity) else 1.0
    spare = axes.colour(trace.line.color, alpha) or "#5A6672"
    return [
        Mark(
            _filled(axes.colour(fills[at], alpha) or spare, edges[at] if widths[at] else ""),
            axes.colour(edges[at], alpha) if widths[at] else "",
            (widths[at] or 0) * PIXEL,
            str(symbols[at] or "circle"),
            (sizes[at] if sizes[at] is not None else 6) * PIXEL if shown else 0.0,
        )
        for at in range(count)
    ]


def _filled(fill: str, edge: str) -> str:
    """A hollow mark is filled pale: LibreOffice draws no edges, and white would not be seen."""
    return axes.colour(edge, 0.25) or fill if fill == "#FFFFFF" else fill


def _side(position: str) -> str:
    if "right" in position:
        return "r"
    if "left" in position:
        return "l"
    return "b" if "bottom" in position else "t" if "top" in position else "ctr"


def _spanned(axis: Axis, shown: Sequence[float]) -> Axis:
    """The axis with both ends known, for labels that stand at them."""
    if axis.low is not None and axis.high is not None:
        return axis
    low, high = min(shown), max(shown)
    if axis.log:
        return replace(axis, low=10.0 ** math.floor(math.log10(low)), high=high * 1.3)
    room = (high - low or 1) * 0.06
    return replace(axis, low=low - room, high=high + room)


def _bands(figure: go.Figure, x: Axis, y: Axis) -> list[Series]:
    """The figure's lines and rectangles as strokes below its points."""
    made = []
    for shape in figure.layout.shapes:
        x0, x1 = _ends(shape.x0, shape.x1, x, _free(shape.xref))
        y0, y1 = _ends(shape.y0, shape.y1, y, _free(shape.yref))
        if shape.type == "rect":
            if not axes.colour(shape.fillcolor):
                continue
            tone = axes.colour(shape.fillcolor, shape.opacity if shape.opacity is not None else 1.0)
            thick = -abs(y1 - y0)  # in units of the upright axis: the drawing knows how many points that is
            made.append(Series("", ((y0 + y1) / 2,) * 2, (x0, x1), line=Line(tone, thick), helper=True))
        elif shape.type == "line":
            line = Line(
                axes.colour(shape.line.color) or "#5A6672", float(shape.line.width or 1), shape.line.dash or "solid"
            )
            made.append(Series("", (y0, y1), (x0, x1), line=line, helper=True))
    return made


def _free(ref: str | None) -> bool:
    return bool(ref) and (ref == "paper" or str(ref).endswith("domain"))


def _ends(one: Any, other: Any, axis: Axis, free: bool) -> tuple[float, float]:
    return (_at(float(one), axis), _at(float(other), axis)) if free else (float(one), float(other))


def _at(share: float, axis: Axis) -> float:
    """The value at a share of the axis."""
    low, high = axis.low or 0.0, axis.high or 1.0
    return low * (high / low) ** share if axis.log else low + (high - low) * share


def _crossed(figure: go.Figure, x: Axis, y: Axis) -> tuple[Axis, Axis]:
    """A bubble chart has no strokes: its axes cross where the figure draws its lines."""
    for shape in figure.layout.shapes:
        if shape.type == "line" and shape.y0 == shape.y1 and not _free(shape.yref):
            y = replace(y, crosses=float(shape.y0))
        elif shape.type == "line" and shape.x0 == shape.x1 and not _free(shape.xref):
            x = replace(x, crosses=float(shape.x0))
    return x, y


def _exact_sizes(chart: Chart, series: Series) -> tuple[float, ...]:
    """What the areas stand for: the table's column in proportion to them, else the areas themselves."""
    areas = [size**2 for size in series.size]
    numbers = chart.table.select_dtypes("number")
    found = []
    for x, y in zip(series.x, series.y, strict=True):
        rows = [
            row
            for row in numbers.itertuples(index=False)
            if any(_close(v, x) for v in row) and any(_close(v, y) for v in row)
        ]
        found.append(rows[0] if len(rows) == 1 else None)
    if all(row is not None for row in found):
        for at in range(numbers.shape[1]):
            column = [float(v) if axes.real(v := axes.item(row[at])) else 0.0 for row in found if row is not None]
            scale = [value / area for value, area in zip(column, areas, strict=True)]
            if all(value > 0 for value in column) and max(scale) - min(scale) <= 1e-6 * max(scale):
                return tuple(column)
    return tuple(areas)


def _close(value: Any, wanted: float | None) -> bool:
    return axes.real(axes.item(value)) and wanted is not None and math.isclose(float(value), wanted, rel_tol=1e-9)


def _with_notes(figure: go.Figure, series: list[Series], x: Axis, y: Axis) -> list[Series]:
    """Annotations as labels: of the point where they stand, else of an unseen point there."""
    loose: list[tuple[float, float, Label]] = []
    for note in figure.layout.annotations:
        place_x, place_y = axes.item(note.x), axes.item(note.y)
        at_x = _at(float(place_x), x) if _free(note.xref) else 10.0**place_x if x.log else float(place_x)
        inside = min(max(float(place_y), 0.04), 0.96)  # at the very edge words would be cut
        at_y = _at(inside, y) if _free(note.yref) else float(place_y)
        label = Label(strip_html(note.text), _note_side(note), axes.colour(note.font.color), is_bold(note.text))
        owner = _owner(series, at_x, at_y)
        if owner is None:
            loose.append((at_x, at_y, label))
        else:
            at, row = owner
            series[at] = replace(series[at], labels={**series[at].labels, row: label})
    if not loose:
        return series
    unseen = Series(
        "",
        tuple(y for _x, y, _label in loose),
        tuple(x for x, _y, _label in loose),
        (0.0,) * len(loose),
        (Mark("#FFFFFF"),),
        labels={at: label for at, (_x, _y, label) in enumerate(loose)},
        helper=True,
    )
    return [*series, unseen]


def _note_side(note: Any) -> str:
    across, up = note.xanchor, note.yanchor
    if across in ("left", "right"):
        return "r" if across == "left" else "l"
    if up in ("top", "bottom"):
        return "t" if up == "bottom" else "b"
    if note.showarrow and (note.ax or note.ay):
        if abs(note.ax or 0) > abs(note.ay or 0):
            return "r" if note.ax > 0 else "l"
        return "b" if note.ay > 0 else "t"
    if note.xshift:
        return "r" if note.xshift > 0 else "l"
    if note.yshift:
        return "t" if note.yshift > 0 else "b"
    return "ctr"


def _owner(series: list[Series], x: float, y: float) -> tuple[int, int] | None:
    for at, one in enumerate(series):
        for row, (px, py) in enumerate(zip(one.x, one.y, strict=True)):
            if not one.helper and row not in one.labels and _close(px, x) and py is not None and abs(py - y) < 1e-9:
                return at, row
    return None


def _upside_down(figure: go.Figure) -> bool:
    ends = axes.items(figure.layout.yaxis.range)
    backwards = len(ends) == 2 and axes.real(ends[0]) and ends[0] > ends[1]
    return backwards or figure.layout.yaxis.autorange == "reversed"


def _flipped(series: list[Series], y: Axis) -> tuple[list[Series], Axis]:
    """Rows that the figure counts downwards, counted upwards: PowerPoint would take the other axis along."""
    turned = [replace(one, y=tuple(None if v is None else -v for v in one.y)) for one in series]
    low, high = y.low or 0.0, y.high or 0.0
    return turned, replace(y, low=-high, high=-low, words=tuple((-place, text) for place, text in y.words))


def _renamed(series: list[Series], y: Axis, x: Axis, chart: Chart) -> list[Series]:
    """Series without a name take that of their row, else of what the axis counts."""
    names = {round(place): strip_html(text).replace("\n", " ") for place, text in y.words}
    made = []
    for one in series:
        rows = {round(value) for value in one.y if value is not None}
        own = names.get(next(iter(rows)), "") if len(rows) == 1 else ""
        made.append(replace(one, name=one.name or own or x.title or chart.title))
    return made
