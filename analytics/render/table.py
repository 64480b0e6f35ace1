"""A chart as an accessible HTML table: a caption, header cells with their scope, values in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from html import escape

from analytics.core.chart import Chart
from analytics.core.language import _, number, term
from analytics.core.markdown import strip_markdown
from analytics.core.plot import CATEGORICAL, KINDS, Cell, Drawing, Empty, Grid, Plot, RegionMap, Series
from analytics.render import reading

DRAWS = frozenset(KINDS)


@dataclass(frozen=True)
class Sheet:
    """A table in words: the names of the columns, and rows of as many cells, the first of which names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def html(chart: Chart, today: date | None = None) -> str:
    """The table of what is drawn, with title and unit above and the sources below; where nothing is drawn, why.

    `today` is the server's day if not given; it tells old figures.
    """
    title, unit = escape(strip_markdown(chart.title)), escape(strip_markdown(chart.subtitle))
    made = sheet(chart.drawing)
    if not made.rows:
        said = chart.drawing.text if isinstance(chart.drawing, Empty) else ""
        return (
            f'<p class="chart-table-title">{title}</p><p>{escape(said or term("unknown"))}</p>{_sources(chart, today)}'
        )
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in made.head)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        for name, *cells in made.rows
    )
    return (
        f'<table class="chart-table"><caption>{title} <span class="chart-table-unit">{unit}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{_sources(chart, today)}"
    )


def _sources(chart: Chart, today: date | None) -> str:
    named = "; ".join(dict.fromkeys(strip_markdown(one.text) for one in chart.sources))
    said = " · ".join(filter(None, (chart.age.mark(today), named and _("Source: {source}").format(source=named))))
    return f'<p class="chart-table-source">{escape(said)}</p>' if said else ""


@singledispatch
def sheet(drawing: Drawing) -> Sheet:
    """The table of a description. Raises TypeError for what is none."""
    raise TypeError(f"{type(drawing).__name__} is no description of a chart")


@sheet.register
def _plot(drawing: Plot) -> Sheet:
    if drawing.kind in CATEGORICAL:
        return _categories(drawing)
    return _points(drawing)


@sheet.register
def _grid(drawing: Grid) -> Sheet:
    return Sheet(
        (_("Row"), *map(reading.plain, drawing.columns)),
        tuple((reading.plain(name), *(cell_words(cell) for cell in cells)) for name, cells in drawing.rows),
    )


@sheet.register
def _map(drawing: RegionMap) -> Sheet:
    rows = [
        (reading.plain(one.name), reading.plain(drawing.key[one.group][0]), region_words(one.name, one.hover))
        for one in drawing.regions
    ]
    return _without_blank(Sheet((_("Region"), _("Class"), _("Value")), tuple(rows)))


@sheet.register
def _empty(_drawing: Empty) -> Sheet:
    return Sheet((), ())


def cell_words(cell: Cell) -> str:
    """What a cell of a grid says; a sign alone is told by the words of its tooltip."""
    text = reading.plain(cell.text)
    if any(letter.isalnum() for letter in text):
        return text
    told = cell.hover.split("\n")[0].rpartition(": ")[2]
    return told or text or term("unknown")


def region_words(name: str, hover: str) -> str:
    """What a region's tooltip says beyond its name."""
    first, *rest = hover.split("\n")
    if rest:
        return ", ".join(rest)
    return first.rpartition(": ")[2] if ": " in first else first if first != name else ""


def _categories(plot: Plot) -> Sheet:
    """A row a category, a column a series; words beyond a whole stack are the last column."""
    columns = _pieces(reading.shown(plot))
    digits = reading.decimals(reading.known(plot) or [0.0])
    years = plot.kind == "line" or plot.x.years
    names = [reading.plain(pieces[0].name or plot.values.title) or _("Value") for pieces in columns]
    beside = [
        {at: reading.plain(label.text) for at, label in one.labels.items()}
        for one in plot.series
        if one.shape == "text" and plot.kind.startswith("stacked")
    ]
    rows = tuple(
        (
            reading.plain(category),
            *(reading.value_of(_known_at(at, pieces), at, plot.values, digits) for pieces in columns),
            *(labels.get(at, "") for labels in beside),
        )
        for at, category in enumerate(plot.categories)
    )
    return Sheet((_("Year") if years else _("Name"), *names, *(_("Beside the bar") for _labels in beside)), rows)


def _pieces(series: Sequence[Series]) -> list[list[Series]]:
    """Series by their columns: pieces of one line, such as of two sources, share one where no place is in both."""
    columns: list[list[Series]] = []
    for one in series:
        for pieces in columns:
            places = zip(one.y, *(piece.y for piece in pieces), strict=True)
            if pieces[0].name == one.name and all(sum(y is not None for y in found) < 2 for found in places):
                pieces.append(one)
                break
        else:
            columns.append([one])
    return columns


def _known_at(place: int, pieces: Sequence[Series]) -> Series:
    return next((one for one in pieces if one.y[place] is not None), pieces[0])


def _points(plot: Plot) -> Sheet:
    """A row a point; columns that say nothing are left out."""
    found = reading.points(plot)
    rows: list[tuple[str, ...]]
    head: tuple[str, ...]
    if plot.kind == "timeline":
        head = (_("Name"), _("Row"), _("First year"), _("Last year"), _("In words"))
        rows = [(one.name, "" if one.row.startswith(one.name) else one.row, *_years(one), one.words) for one in found]
    elif plot.kind == "dots":
        head = (_("Name"), _("Row"), _("Column"), _("Kind"))
        rows = [(one.name, one.row, one.column, one.series) for one in found]
    elif plot.kind in ("network", "path"):
        head = (_("Name"), _("In words"))
        rows = [(one.name, one.words) for one in found if one.name]
    else:
        head = (_("Name"), _("Row"), _("Series"), *_titles(plot), _("In words"))
        several = len({one.series for one in found}) not in (1, len(plot.y.ticks))
        rows = [(one.name, one.row, one.series if several else "", *_numbers(plot, one), one.words) for one in found]
    return _without_blank(Sheet(head, tuple(rows)))


def _years(point: reading.Point) -> tuple[str, str]:
    if point.x is None:
        return ("" if point.start is None else str(reading.first_year(point.start)), term("unknown"))
    if point.start is None:
        return str(reading.first_year(point.x)), ""
    return str(reading.first_year(point.start)), str(reading.last_year(point.x))


def _titles(plot: Plot) -> tuple[str, ...]:
    across = reading.plain(plot.x.title) or _("Value")
    return (across,) if plot.kind in reading.ROWS else (across, reading.plain(plot.y.title) or _("Value"))


def _numbers(plot: Plot, point: reading.Point) -> tuple[str, ...]:
    """Values along the axes; a transformed axis has them in the words of its points alone."""
    made = []
    for axis, place, values in (
        (plot.x, point.x, [one for series in plot.series for one in series.x]),
        (plot.y, point.y, [one for series in plot.series for one in series.y]),
    ):
        known = [one for one in values if one is not None]
        made.append("" if axis.transformed else reading.value(place, axis, reading.decimals(known or [0.0])))
    if plot.kind not in reading.ROWS:
        return tuple(made)
    across = made[0]
    if point.x is not None and point.start is not None:
        across = f"{number(point.start, 0)}–{across}"
    # A point whose words tell more than a number (free of charge, on an axis without zero) is told by its words.
    return ("" if point.words else across,)


def _without_blank(made: Sheet) -> Sheet:
    """Without columns that are empty, or that repeat the first, in every row."""
    kept = [at for at in range(len(made.head)) if at == 0 or any(row[at] and row[at] != row[0] for row in made.rows)]
    return Sheet(tuple(made.head[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in made.rows))
