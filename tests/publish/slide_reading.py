"""What stands on a slide, and what a description says: read without the code that draws slides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from analytics.core.plot import Plot, Series
from analytics.publish.slides import Slide, deck
from tests.render.examples import chart_of

MADE = date(2026, 11, 21)
UNSEEN = ("", " ", "\u00a0")  # names of series that carry words and guides


def opened(*slides: Slide, **options: Any) -> Any:
    return Presentation(BytesIO(deck(slides, made=MADE, **options)))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def page_of(drawing: Any, **other: Any) -> Any:
    """The slide of one description."""
    return opened(Slide("chart", chart=chart_of(drawing, **other))).slides[0]


def drawn(drawing: Any, **other: Any) -> Any:
    """The only native chart of a deck of one description."""
    (found,) = charts(page_of(drawing, **other))
    return found


def in_panels(drawing: Any, **other: Any) -> list[tuple[Any, Plot]]:
    """The native charts of a deck of one description, each with what it shows: two panels are two charts."""
    made = charts(page_of(drawing, **other))
    if len(drawing.facets) != 2:
        return [(made[0], drawing)]
    heads = [head.replace("\n", ": ") for head in drawing.facets]
    shown = [
        [replace(one, facet=0, name=one.name or heads[at]) for one in drawing.series if one.facet == at]
        for at in range(2)
    ]
    assert len(made) == 2
    return [(chart, replace(drawing, facets=(), series=tuple(own))) for chart, own in zip(made, shown, strict=True)]


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def cells_of(chart: Any) -> list[list[Any]]:
    """The rows of the chart's workbook."""
    sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def numbers_at(series: Any, tag: str) -> list[float]:
    found = series._element.find(qn(tag))
    return [float(value.text) for value in found.iter(qn("c:v"))] if found is not None else []


def points_on(chart: Any) -> Counter[tuple[float, float]]:
    """Every point of the named series of a chart on two axes of numbers."""
    named = [one for plot in chart.plots for one in plot.series if one.name not in UNSEEN]
    return Counter(
        point for one in named for point in zip(numbers_at(one, "c:xVal"), numbers_at(one, "c:yVal"), strict=True)
    )


def cells_on(chart: Any) -> dict[tuple[str, str], float]:
    """Every value of a chart over categories, by series and category."""
    dated = next(chart._chartSpace.iter(qn("c:dateAx")), None) is not None
    return {
        (one.name, _year(category) if dated else str(category)): value
        for plot in chart.plots
        for one in plot.series
        if one.name not in UNSEEN
        for category, value in zip(plot.categories, one.values, strict=True)
        if value is not None
    }


def _year(days: Any) -> str:
    """A date of a workbook, which counts days from the end of 1899, as its year."""
    return str((date(1899, 12, 30) + timedelta(days=float(str(days)))).year)


def points_of(plot: Plot) -> Counter[tuple[float, float]]:
    """Every point that a description puts on two axes of numbers; bars run from their start to their value."""
    found: Counter[tuple[float, float]] = Counter()
    for one in plot.series:
        if one.shape == "text" or (one.helper and not one.name):
            continue
        for at, y in enumerate(one.y):
            if plot.kind == "line":
                found.update([] if y is None else [(float(plot.categories[at]), y)])
            elif plot.kind == "bar":
                found.update(
                    [] if y is None else [(y, -float(at)), *([(0.0, -float(at))] if one.shape == "bar" else [])]
                )
            elif y is not None and one.x[at] is not None:
                found.update(
                    [(one.x[at], y), *([(one.start[at] if one.start else 0.0, y)] if one.shape == "bar" else [])]
                )
    return found


def cells_of_plot(plot: Plot, title: str) -> dict[tuple[str, str], float]:
    fallback = plot.values.title or title
    return {
        (_name(plot, one) or fallback, str(category)): value
        for one in plot.series
        for category, value in zip(plot.categories, one.y, strict=True)
        if value is not None and one.shape != "text"
    }


def words_of(plot: Plot) -> list[str]:
    """The lines of the labels, notes and events that a slide has to show; words inside bars need room there."""
    labels = [
        label.text
        for one in plot.series
        for at, label in one.labels.items()
        if not (one.shape == "bar" and label.side == "centre")
        and (plot.kind not in ("line", "radar") or one.y[at] is not None)
    ]
    rest = [note.text for note in plot.notes] + [event.text for event in plot.events]
    return [line for text in (*labels, *rest) for line in text.split("\n")]


def _name(plot: Plot, series: Series) -> str:
    return plot.facets[series.facet].replace("\n", " ") if plot.facets else series.name


def compared(chart: Any, plot: Plot, title: str) -> None:
    """Exactly the signed values of the description stand on the slide, each at its place."""
    if chart.chart_type in (XL_CHART_TYPE.XY_SCATTER, XL_CHART_TYPE.XY_SCATTER_LINES, XL_CHART_TYPE.BUBBLE):
        assert points_on(chart) == points_of(plot)
    else:
        found_cells = cells_on(chart)
        if plot.kind == "radar":
            found_cells = {(name, category.partition("\n")[0]): v for (name, category), v in found_cells.items()}
        guides = {f"{rule.at:g}" for rule in plot.rules} if plot.kind == "line" else set()
        assert {at: value for at, value in found_cells.items() if at[0] not in guides} == cells_of_plot(plot, title)
