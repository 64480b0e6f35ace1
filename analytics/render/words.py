"""A chart in sentences: one line, and a long description for those who hear the page instead of seeing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import singledispatch

from analytics.core.chart import Chart
from analytics.core.language import N_, _, listing, ngettext, quoted, term
from analytics.core.markdown import strip_markdown
from analytics.core.plot import CATEGORICAL, KINDS, Drawing, Empty, Grid, Plot, RegionMap
from analytics.render import reading, words_values
from analytics.render.reading import few, plain
from analytics.render.table import cell_words

DRAWS = frozenset(KINDS)
_KINDS = {
    "line": N_("a line chart"),
    "bar": N_("a bar chart"),
    "column": N_("a column chart"),
    "stacked_bar": N_("a stacked bar chart"),
    "stacked_column": N_("a stacked column chart"),
    "strip": N_("a chart of points in rows"),
    "interval": N_("a chart of ranges"),
    "dumbbell": N_("a chart of connected points"),
    "scatter": N_("a scatter chart"),
    "bubble": N_("a bubble chart"),
    "dots": N_("a matrix of marks"),
    "timeline": N_("a timeline"),
    "network": N_("a network picture"),
    "path": N_("a picture of a chain"),
    "radar": N_("a radar chart"),
    "heatmap": N_("a heat map"),
    "matrix": N_("a matrix"),
    "map": N_("a map"),
}
_CELLS = 16  # cells of a framed column that are told


def one_line(chart: Chart) -> str:
    """The chart in one line: its insight, or its title with the latest or the largest value."""
    if insight := strip_markdown(chart.insight):
        return plain(insight)
    title = plain(strip_markdown(chart.title))
    value = words_values.headline(chart.drawing) if isinstance(chart.drawing, Plot) else ""
    return _("{label}: {value}").format(label=title, value=value) if value else title


def long(chart: Chart, today: date | None = None) -> str:
    """The chart in a few sentences: what is shown, trend, extremes, comparison, what is unknown, and what is old.

    `today` is the server's day if not given.
    """
    mark = chart.age.mark(today)
    return " ".join(filter(None, (_opening(chart), *sentences(chart.drawing), mark and f"{mark}.")))


def text(chart: Chart) -> str:
    """The chart as a text of its own: title, unit, insight, the long description and the sources."""
    sources = "; ".join(dict.fromkeys(strip_markdown(one.text) for one in chart.sources))
    parts = (
        strip_markdown(chart.title),
        strip_markdown(chart.subtitle),
        strip_markdown(chart.insight),
        long(chart),
        _("Source: {source}").format(source=sources) if sources else "",
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def _opening(chart: Chart) -> str:
    title = quoted(plain(strip_markdown(chart.title)))
    subtitle = plain(strip_markdown(chart.subtitle)).rstrip(".")
    if chart.drawing.kind == "empty":
        return _("{label}: {value}").format(label=title, value=subtitle) + "." if subtitle else title + "."
    kind = _(_KINDS[chart.drawing.kind])
    if not subtitle:
        return _("{title} is {kind}.").format(title=title, kind=kind)
    return _("{title} is {kind}: {subtitle}.").format(title=title, kind=kind, subtitle=subtitle)


@singledispatch
def sentences(drawing: Drawing) -> list[str]:
    """What is said of a description after its title. Raises TypeError for what is none."""
    raise TypeError(f"{type(drawing).__name__} is no description of a chart")


@sentences.register
def _plot(drawing: Plot) -> list[str]:
    if drawing.empty:
        return [_("No value is known.")]
    if drawing.kind in CATEGORICAL:
        over_years = drawing.kind == "line" or drawing.x.years
        return words_values.over_years(drawing) if over_years else words_values.over_categories(drawing)
    if drawing.kind in ("network", "path"):
        return _connections(drawing)
    if drawing.kind == "dots":
        return _marks(drawing)
    return words_values.of_points(drawing)


@sentences.register
def _grid(drawing: Grid) -> list[str]:
    names = [plain(name) for name, _cells in drawing.rows]
    said = [_rows_and_columns(names, [plain(name) for name in drawing.columns])]
    if drawing.key:
        said.append(
            _("The colours stand for {names}.").format(names=listing(plain(name) for name, _fill in drawing.key))
        )
    if drawing.column is not None:
        items = [
            f"{name} {cell_words(cells[drawing.column])}"
            for name, (_name, cells) in zip(names, drawing.rows, strict=True)
        ]
        column = quoted(plain(drawing.columns[drawing.column]))
        said.append(_("The column {column} reads: {items}.").format(column=column, items=few(items, _CELLS, "; ")))
    missing = [
        f"{name} ({plain(column)})"
        for name, (_name, cells) in zip(names, drawing.rows, strict=True)
        for column, cell in zip(drawing.columns, cells, strict=True)
        if cell.hatch or cell_words(cell) == term("unknown")
    ]
    return [*said, words_values.unknown_words(missing)]


@sentences.register
def _map(drawing: RegionMap) -> list[str]:
    count = len(drawing.regions)
    said = [ngettext("There is {n} region on it.", "There are {n} regions on it.", count)]
    for group, (name, _look) in enumerate(drawing.key):
        regions = [plain(one.name) for one in drawing.regions if one.group == group]
        if regions:
            said.append(_("{label}: {value}").format(label=plain(name), value=few(regions)))
    return [said[0], "; ".join(said[1:]) + "." if said[1:] else ""]


@sentences.register
def _empty(drawing: Empty) -> list[str]:
    return [plain(drawing.text)]


def _rows_and_columns(rows: Sequence[str], columns: Sequence[str]) -> str:
    return _("The rows are {rows}, and the columns {columns}.").format(rows=few(rows), columns=few(columns, 10))


def _marks(plot: Plot) -> list[str]:
    """Marks in a grid: how many there are of each kind."""
    rows = [plain(name) for _place, name in plot.y.ticks]
    columns = [plain(name) for _place, name in plot.x.ticks]
    kinds = [
        _("{label}: {value}").format(label=plain(one.name), value=len(one.y)) for one in reading.shown(plot) if one.name
    ]
    count = sum(len(one.y) for one in reading.shown(plot))
    said = ngettext("There is {n} mark on it.", "There are {n} marks on it.", count)
    if kinds:
        said = _("{all} By kind: {items}.").format(all=said, items="; ".join(kinds))
    return [_rows_and_columns(rows, columns), said]


def _connections(plot: Plot) -> list[str]:
    names = list(dict.fromkeys(one.name for one in reading.points(plot) if one.name))
    if plot.kind == "path":
        return [_("The chain runs: {names}.").format(names=" – ".join(names))] if names else []
    said = ngettext("There is {n} named mark: {{names}}.", "There are {n} named marks: {{names}}.", len(names))
    return [said.format(names=few(names))] if names else []
