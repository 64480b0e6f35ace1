"""Charts on slides: their types and exact values, what is told of them, and their axes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import pandas as pd
import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from analytics import catalogue
from analytics.core import language
from analytics.core.plot import CATEGORICAL, Axis, GridKind, Label, Mark, Plot, PlotKind, Series, Stroke
from analytics.publish.slides import Slide
from analytics.publish.slides.draws import DRAWS, how
from analytics.publish.slides.scales import of_points, of_values
from analytics.warehouse import warehouse
from tests.publish.slide_reading import (
    UNSEEN,
    cells_of,
    charts,
    compared,
    drawn,
    in_panels,
    numbers_at,
    opened,
    page_of,
    texts,
)
from tests.render.examples import BAR, BLUE, DRAWINGS, HEATMAP, LINE, MATRIX

NATIVE = [name for name, drawing in DRAWINGS.items() if how(drawing) == "chart"]


# ------------------------------------------------------------------ chart types and values


def test_every_kind_of_chart_has_its_place_on_slides() -> None:
    assert set(DRAWS) == {*get_args(PlotKind), *get_args(GridKind), "map", "empty"}
    assert {drawing.kind for drawing in DRAWINGS.values()} == set(DRAWS)  # the hand-made ones are of all kinds
    assert {catalogue.chart(chart_id).drawing.kind for chart_id in catalogue.CHARTS} <= set(DRAWS)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("line", XL_CHART_TYPE.LINE_MARKERS),
        ("line_event", XL_CHART_TYPE.XY_SCATTER),  # a line chart has no place for what happened between two years
        ("line_log", XL_CHART_TYPE.LINE_MARKERS),
        ("bar", XL_CHART_TYPE.BAR_CLUSTERED),
        ("grouped_bar", XL_CHART_TYPE.BAR_CLUSTERED),
        ("facets", XL_CHART_TYPE.BAR_CLUSTERED),
        ("points_over_bars", XL_CHART_TYPE.XY_SCATTER),
        ("column", XL_CHART_TYPE.COLUMN_CLUSTERED),
        ("grouped_column", XL_CHART_TYPE.COLUMN_CLUSTERED),
        ("points_over_columns", XL_CHART_TYPE.COLUMN_CLUSTERED),
        ("stacked_bar", XL_CHART_TYPE.BAR_STACKED),
        ("stacked_column", XL_CHART_TYPE.COLUMN_STACKED),
        ("strip", XL_CHART_TYPE.XY_SCATTER),
        ("interval", XL_CHART_TYPE.XY_SCATTER),
        ("dumbbell", XL_CHART_TYPE.XY_SCATTER),
        ("scatter", XL_CHART_TYPE.XY_SCATTER),
        ("dots", XL_CHART_TYPE.XY_SCATTER),
        ("bubble", XL_CHART_TYPE.BUBBLE),
        ("radar", XL_CHART_TYPE.RADAR_MARKERS),
    ],
)
def test_types_and_exact_values(name: str, kind: Any) -> None:
    plot = DRAWINGS[name]
    assert isinstance(plot, Plot)
    simple = {XL_CHART_TYPE.LINE: XL_CHART_TYPE.LINE_MARKERS, XL_CHART_TYPE.RADAR: XL_CHART_TYPE.RADAR_MARKERS,
              XL_CHART_TYPE.XY_SCATTER_LINES: XL_CHART_TYPE.XY_SCATTER,
              XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS: XL_CHART_TYPE.XY_SCATTER,
              XL_CHART_TYPE.BUBBLE_THREE_D_EFFECT: XL_CHART_TYPE.BUBBLE}  # fmt: skip
    for chart, part in in_panels(plot):
        assert simple.get(chart.chart_type, chart.chart_type) == kind
        compared(chart, part, "A title")


def test_points_that_differ_have_the_legend_mark_of_the_description() -> None:
    marks = (Mark("#3B7BBB", size=20), Mark("#C77700", size=20))
    key = Mark("#0D1620", size=14)
    with_key = Series("strong", (0.0, -1.0), (0.0, 1.0), shape="point", marks=marks, key=key)
    ticks = ((0.0, "a"), (-1.0, "b"))
    chart = drawn(Plot("dots", (with_key,), y=Axis(ticks=ticks), legend="bottom"))
    (series,) = [one for one in chart.plots[0].series if one.name == "strong"]
    assert str(series.marker.format.fill.fore_color.rgb) == "0D1620"
    assert str(series.points[1].marker.format.fill.fore_color.rgb) == "C77700"


def test_every_native_kind_is_compared() -> None:
    listed = test_types_and_exact_values.pytestmark[0].args[1]
    assert {name for name, _kind in listed} == set(NATIVE)


@pytest.mark.parametrize(
    "name", ["bar", "column", "stacked_bar", "line", "scatter", "bubble", "strip", "points_over_bars"]
)
def test_a_wrong_sign_a_swapped_axis_and_a_lost_value_are_seen(name: str) -> None:
    """Of the comparison itself: a slide of another description is refused."""
    plot = DRAWINGS[name]
    assert isinstance(plot, Plot)
    first, *rest = plot.series
    wrong = [
        replace(first, y=tuple(None if value is None else -value - 1 for value in first.y)),
        replace(first, y=(None, *first.y[1:])),
        replace(first, y=(first.y[0] + 1e-12 if first.y[0] is not None else None, *first.y[1:])),
        replace(first, x=first.y, y=first.x) if first.x else replace(first, y=first.y[::-1]),
    ]
    for one in wrong:
        other = drawn(replace(plot, series=(one, *rest)))
        with pytest.raises(AssertionError):
            compared(other, plot, "A title")


def test_lines_over_years_are_a_line_chart_with_gaps_and_names_at_their_ends() -> None:
    chart = drawn(LINE)
    shown = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert shown["Finland"] == (1.5, None, -2.25, 3.25)  # 2021 is unknown: a gap, not zero
    assert list(shown)[-2:] == ["Finland", "1"]  # in front of the others, then the reference line
    assert chart._chartSpace.chart.find(qn("c:dispBlanksAs")).get("val") == "gap"
    assert [dash.get("val") for dash in chart._chartSpace.iter(qn("a:prstDash"))] == ["dash"]
    assert chart.value_axis.axis_title.text_frame.text == "%"
    named = [
        label for label in chart._chartSpace.iter(qn("c:dLbl")) if label.find(qn("c:showSerName")).get("val") == "1"
    ]
    assert len(named) == 3  # the names follow the series when these are renamed
    assert [label.find(qn("c:idx")).get("val") for label in named] == ["3", "3", "3"]
    moved = [float(y.get("val")) for label in named for y in label.iter(qn("c:y"))]
    assert len(moved) >= 2  # 3.25, 3.3 and 3.5 would cover each other


def test_years_are_dates_in_the_workbook_so_that_the_axis_keeps_its_step() -> None:
    values = (0.1, 0.30000000000000004)
    plot = Plot("line", (Series("Finland", values, line=Stroke(BLUE)),), x=Axis(years=True), categories=(2020, 2021))
    rows = cells_of(drawn(plot))[1:]
    assert [row[-1] for row in rows] == [0.1, 0.30000000000000004]
    assert [row[0].year for row in rows] == [2020, 2021]


@pytest.mark.parametrize("name", NATIVE)
def test_the_workbook_holds_all_digits(name: str) -> None:
    plot = DRAWINGS[name]
    assert isinstance(plot, Plot)
    measured = "x" if plot.kind not in CATEGORICAL else "y"
    series = [replace(one, **{measured: tuple(_long(getattr(one, measured)))}) for one in plot.series]
    made = [chart for chart, _part in in_panels(replace(plot, series=tuple(series)))]
    held = {cell for chart in made for row in cells_of(chart) for cell in row}
    for one in series:
        if not one.helper and one.shape != "text":
            assert {value for value in getattr(one, measured) if value is not None} <= held


def _long(values: tuple[float | None, ...]) -> Iterator[float | None]:
    """Values of 17 digits."""
    yield from (None if value is None else value + 0.1 + 0.2 for value in values)


def test_bars_stand_from_the_foot_up_with_a_gap_before_those_apart() -> None:
    language.use("fi")
    page = page_of(BAR)
    (chart,) = charts(page)
    assert [str(name) for name in chart.plots[0].categories] == ["the sum", " ", "three", "two\nlines", "one"]
    assert tuple(chart.plots[0].series[0].values) == (5.0, None, None, -3.5, 7.25)
    labels = {x.find(qn("c:idx")).get("val"): x for x in chart._chartSpace.iter(qn("c:dLbl"))}
    assert set(labels) == {"0", "3", "4"}
    assert "".join(t.text for t in labels["0"].iter(qn("a:t"))) == "5.0 (of 9)"
    assert "unknown" in texts(page)
    assert "a note" in texts(page)
    hatches = [fill.get("prst") for fill in chart._chartSpace.iter(qn("a:pattFill"))]
    assert hatches == ["wdUpDiag"]


def test_a_label_that_is_its_value_follows_when_that_is_edited() -> None:
    language.use("fi")
    one = Series("x", (5.0, 7.0), shape="bar", labels={0: Label("5,0", "end"), 1: Label("7 (2)", "end")})
    chart = drawn(Plot("bar", (replace(one, marks=(Mark(BLUE),)),), categories=("one", "two")))
    labels = {x.find(qn("c:idx")).get("val"): x for x in chart._chartSpace.iter(qn("c:dLbl"))}
    assert labels["1"].find(qn("c:showVal")).get("val") == "1"
    assert labels["1"].find(qn("c:numFmt")).get("formatCode").endswith("#,##0.0")
    assert "".join(t.text for t in labels["0"].iter(qn("a:t"))) == "7 (2)"


def test_bubbles_areas_are_the_values_of_the_description() -> None:
    chart = drawn(DRAWINGS["bubble"])
    (series,) = [one for one in chart.plots[0].series if one.name not in UNSEEN]
    assert numbers_at(series, "c:bubbleSize") == [70.0, 280.0, 630.0]
    assert numbers_at(series, "c:xVal") == [1.0, 4.0, 9.0]


def test_rows_have_words_and_logarithmic_axes_their_base() -> None:
    chart = drawn(DRAWINGS["strip"])
    assert next(chart._chartSpace.iter(qn("c:logBase"))).get("val") == "10"
    assert {"Health", "Digital"} <= {t.text.strip("\u00a0") for t in chart._chartSpace.iter(qn("a:t"))}
    interval = page_of(DRAWINGS["interval"])
    assert "free of charge" in "".join(t.text for t in charts(interval)[0]._chartSpace.iter(qn("a:t")))


def test_a_heat_map_is_a_table_in_its_colours() -> None:
    (table,) = [shape.table for shape in page_of(HEATMAP).shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "FI", "SE"], ["Wood, pulp", "6.0", "3.2"], ["Fuels", "0.5", ""],
    ]  # fmt: skip
    assert str(table.cell(1, 1).fill.fore_color.rgb) == "B35806"
    assert table.cell(2, 2)._tc.tcPr.find(qn("a:pattFill")) is not None  # hatched
    assert "under 0.5" in texts(page_of(HEATMAP))
    (framed,) = [shape.table for shape in page_of(MATRIX).shapes if shape.has_table]
    assert framed.cell(1, 1)._tc.tcPr.find(qn("a:lnL")) is not None


def test_values_are_those_of_the_named_query() -> None:
    (slide,) = opened(Slide("chart", chart=catalogue.chart("exports.intensity"))).slides
    (chart,) = charts(slide)
    rows = warehouse().ask("exports.intensity", countries=["FI"], since=1995)
    shown = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert shown["Finland"] == tuple(rows.sort_values("year")["exports_pct_gdp"])


@pytest.mark.parametrize("country", ["FI", "DK", "SE"])
def test_the_gap_of_the_last_year_is_written_beside_its_column(country: str) -> None:
    chart = drawn(catalogue.chart("exports.gap", country=country).drawing)
    (series,) = chart.plots[0].series
    last = len(list(series.values)) - 1
    rows = catalogue.chart("exports.gap", country=country).table
    assert list(series.values) == [None if pd.isna(value) else value / 1e9 for value in rows["gap_eur"]]
    assert [x.find(qn("c:idx")).get("val") for x in series._element.iter(qn("c:dLbl"))][-1] == str(last)


@pytest.mark.parametrize("chart_id", catalogue.CHARTS)
def test_exactly_the_values_of_the_description_are_drawn(chart_id: str) -> None:
    chart = catalogue.chart(chart_id)
    if how(chart.drawing) != "chart":
        assert how(chart.drawing) in ("grid", "picture", "values", "words")
        return
    assert isinstance(chart.drawing, Plot)
    for made, part in in_panels(chart.drawing, title=chart.title):
        compared(made, part, chart.title)


COUNTED = ("needs.services",)  # bars count the table's rows
ADDED_UP = {"membership.coverage": "clusters"}  # bars of several rows of the table, whose sum is compared
# What stands on the axis of values, and how it follows from the table's numbers where it is not one of them.
SCALES = (1.0, 100.0, 1e-3, 1e-6, 1e-9)


@pytest.mark.parametrize("chart_id", catalogue.CHARTS)
def test_what_is_measured_is_in_the_table(chart_id: str) -> None:
    chart = catalogue.chart(chart_id)
    plot = chart.drawing
    if not isinstance(plot, Plot) or how(plot) != "chart" or plot.kind == "dots":  # cells of a grid hold no numbers
        return
    if chart_id in COUNTED:
        assert sum(value or 0 for one in plot.series for value in one.y) == len(chart.table)
        return
    if chart_id in ADDED_UP:
        assert sum(value or 0 for one in plot.series for value in one.y) == chart.table[ADDED_UP[chart_id]].sum()
        return
    numbers = chart.table.select_dtypes("number")
    cells = {float(value) for name in numbers for value in numbers[name].dropna()}
    if chart_id == "fees.cost":  # the pale part of a bar is what the span is beyond its lower end
        cells |= set((chart.table["fee_high_eur"] - chart.table["fee_low_eur"]).dropna())
    across = plot.kind in ("strip", "interval", "dumbbell", "scatter", "bubble")
    for one in plot.series:
        for value in () if one.helper or one.shape == "text" else one.x if across else one.y:
            # A bar of zero stands for a kind that a country does not have.
            same = [cell for cell in cells for scale in SCALES if value == pytest.approx(cell * scale, rel=1e-12)]
            assert value in (None, 0.0) or same, (one.name, value)


# ------------------------------------------------------------------ axes


@pytest.mark.parametrize(
    ("values", "axis", "ends", "step"),
    [
        ([1.0, 9.0], Axis(), (0, 10), 2),
        ([-3.0, 9.0], Axis(), (-5, 10), 5),
        ([21.0, 64.0], Axis(low=18.4), (20, 70), 10),  # ticks count from the low end, so it is one of them
        ([19.0, 64.0], Axis(low=16.2), (10, 70), 10),
        ([20.0, 64.0], Axis(low=0.0, high=100.0, ticks=((0, "0%"), (50, "50%"), (100, "100%"))), (0, 100), 50),
        ([30.0, 4000.0], Axis(log=True, low=20.0, high=5000.0), (10, 5000), None),
    ],
)
def test_axes_of_values(values: list[float], axis: Axis, ends: tuple[float, float], step: float | None) -> None:
    scale = of_values(axis, values)
    assert (scale.low, scale.high, scale.step) == (*ends, step)
    assert scale.at(scale.share(values[1])) == pytest.approx(values[1])


def test_ticks_that_are_numbers_are_numbers_and_others_words() -> None:
    numbers = Axis(ticks=((0, "0 %"), (50, "50 %")))
    assert (of_values(numbers, [10.0]).words, of_values(numbers, [10.0]).suffix) == ((), " %")
    assert of_values(Axis(ticks=((0, "none"), (1, "all"))), [1.0]).words == ((0, "none"), (1, "all"))
    rows = of_points(Axis(ticks=((0, "a"), (-1, "b"))), [0.0, -1.0], rows=True)
    assert (rows.low, rows.high) == (-1.6, 0.6)
