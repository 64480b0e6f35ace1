"""Figures on the screen: the values of the description and no others, its gaps, looks, legends, labels and axes."""

from __future__ import annotations

import json
from dataclasses import replace
from math import log10
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.io.json import to_json_plotly

from analytics.core.plot import Axis, Empty, Grid, Label, Mark, Plot, RegionMap, Series
from analytics.render import screen
from tests.render import examples
from tests.render.examples import BLUE, GREY, RED, chart_of

CATEGORIES = ("line", "bar", "grouped_bar", "points_over_bars", "column", "grouped_column", "points_over_columns",
              "stacked_bar", "stacked_column", "facets")  # fmt: skip
POINTS = ("strip", "dumbbell", "scatter", "bubble", "dots", "network", "path")


def plain(values: Any) -> list[Any]:
    return [] if values is None else [None if value is None else value for value in values]


def words(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def entries(figure: go.Figure) -> list[str]:
    """What the legend shows, in order."""
    return [trace.name for trace in figure.data if trace.showlegend is not False] if figure.layout.showlegend else []


def drawn(drawing: Plot) -> list[Series]:
    return [series for series in drawing.series if series.shape != "text"]


# ------------------------------------------------------------------ values


@pytest.mark.parametrize("name", CATEGORIES)
def test_values_over_categories_are_those_of_the_description(name: str) -> None:
    drawing = examples.DRAWINGS[name]
    assert isinstance(drawing, Plot)
    across = drawing.kind in ("bar", "stacked_bar")
    found = {trace.name: plain(trace.x if across else trace.y) for trace in screen.drawn(drawing).data if trace.name}
    for series in drawn(drawing):
        if not series.name:
            continue
        # A bar of an unknown value has no length.
        missing = 0 if series.shape == "bar" else None
        assert found[series.name] == [missing if value is None else value for value in series.y]


def test_panels_hold_the_values_of_their_own_series() -> None:
    figure = screen.drawn(examples.FACETS)
    assert [(trace.xaxis, plain(trace.x)) for trace in figure.data] == [("x", [10.0, 20.0]), ("x2", [30.0, 0])]
    assert [text for text in words(figure) if text.startswith("<b>")] == [
        "<b>Managers<br>(n = 3)</b>", "<b>Firms<br>(n = 9)</b>",
    ]  # fmt: skip
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range == (0.0, 100.0)


@pytest.mark.parametrize("name", POINTS)
def test_points_stand_where_the_description_says(name: str) -> None:
    drawing = examples.DRAWINGS[name]
    assert isinstance(drawing, Plot)
    traces = screen.drawn(drawing).data
    assert [(plain(t.x), plain(t.y)) for t in traces] == [(list(s.x), list(s.y)) for s in drawn(drawing)]


@pytest.mark.parametrize("name", ["interval", "timeline"])
def test_spans_reach_from_start_to_end(name: str) -> None:
    drawing = examples.DRAWINGS[name]
    assert isinstance(drawing, Plot)
    bars = [trace for trace in screen.drawn(drawing).data if trace.type == "bar"]
    told = [series for series in drawing.series if series.shape == "bar"]
    assert [list(bar.base) for bar in bars] == [list(series.start) for series in told]
    for bar, series in zip(bars, told, strict=True):
        ends = [low + length for low, length in zip(bar.base, bar.x, strict=True)]
        assert ends == pytest.approx(list(series.x))


def test_spokes_close_the_outline_and_a_gap_is_not_filled() -> None:
    own, mean = screen.drawn(examples.RADAR).data
    assert list(own.r) == [10.0, None, 30.0, 10.0]
    assert (own.fill, mean.fill) == ("none", "toself")
    assert own.theta[0] == "a<br><b>10</b>"


def test_cells_of_a_grid_have_their_words_places_and_fillings() -> None:
    found = {
        (round(y + base, 3) > -0.5, x): (text, bar.marker.color, bar.marker.pattern.shape)
        for bar in screen.drawn(examples.HEATMAP).data
        if bar.type == "bar"
        for x, y, base, text in zip(bar.x, bar.y, bar.base, bar.text, strict=True)
    }
    assert found == {
        (True, 0): ("<b>6.0</b>", "#B35806", ""),
        (True, 1): ("3.2", "#B35806", ""),
        (False, 0): ("0.5", "#92C5DE", ""),
        (False, 1): ("", "#FFFFFF", "/"),
    }


def test_the_framed_column_has_its_frame_and_a_bold_name() -> None:
    figure = screen.drawn(examples.MATRIX)
    assert [(shape.x0, shape.x1, shape.line.color) for shape in figure.layout.shapes] == [(-0.5, 0.5, RED)]
    assert figure.layout.xaxis.ticktext == ("<b>Finland</b>", "Norway")


def test_regions_have_their_outlines_and_each_class_one_entry() -> None:
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
    region = examples.MAP.regions[0]
    look = Mark("#FFFFFF", hatch="/", hatch_colour=GREY)
    drawing = RegionMap(
        "map", (region, replace(region, name="Lapland"), replace(region, group=1)), (("most", Mark(BLUE)), ("?", look))
    )
    figure = screen.drawn(drawing)
    assert [list(trace.x) for trace in figure.data] == [[*(x for x, _y in ring), None]] * 3
    assert entries(figure) == ["most", "?"]
    assert [trace.fillpattern.shape for trace in figure.data] == [None, None, "/"]


# ------------------------------------------------------------------ gaps and unknown values


def test_gaps_stay_gaps() -> None:
    for name in ("line", "dumbbell", "radar"):
        traces = [trace for trace in screen.drawn(examples.DRAWINGS[name]).data if trace.type != "bar"]
        assert traces
        assert all(trace.connectgaps is False for trace in traces)
    assert list(screen.drawn(examples.LINE).data[-1].y)[1] is None


def test_the_line_in_front_is_drawn_last() -> None:
    assert [trace.name for trace in screen.drawn(examples.LINE).data] == ["Germany", "Norway", "Finland"]


def test_the_word_for_an_unknown_bar_stands_at_zero() -> None:
    bar = screen.drawn(examples.BAR).data[0]
    assert (bar.x[2], bar.text[2], bar.textposition[2]) == (0, "unknown", "outside")


def test_the_words_of_an_unknown_point_stand_at_the_low_end() -> None:
    figure = screen.drawn(examples.INTERVAL)
    assert [(one.x, one.y) for one in figure.layout.annotations if one.text == "free of charge"] == [(0.0, -2.0)]


def test_nothing_to_draw_is_said_in_the_middle() -> None:
    figure = screen.drawn(Empty("No <b> yet."))
    assert words(figure) == ["No &lt;b&gt; yet."]
    assert figure.layout.height == 140
    assert not figure.data


# ------------------------------------------------------------------ looks


def test_bars_keep_their_own_fillings_edges_and_hatchings() -> None:
    look = screen.drawn(examples.BAR).data[0].marker
    assert list(look.color) == [BLUE, GREY, GREY, "#FFFFFF"]
    assert list(look.pattern.shape) == ["", "", "", "/"]
    assert look.pattern.fgcolor[3] == BLUE
    assert (look.line.color[3], look.line.width[3]) == (BLUE, 1)


def test_one_filling_is_given_once_so_that_its_hatching_keeps_its_colour() -> None:
    series = Series("a", (1.0, 2.0), shape="bar", marks=(Mark(BLUE), Mark(BLUE, hatch="/", hatch_colour=RED)))
    look = screen.drawn(Plot("bar", (series,), categories=("a", "b"))).data[0].marker
    assert look.color == BLUE
    assert list(look.pattern.shape) == ["", "/"]
    assert look.pattern.fgcolor[1] == RED


def test_lines_keep_colour_width_dashes_and_opacity() -> None:
    germany, _norway, finland = screen.drawn(examples.LINE).data
    assert (germany.line.color, germany.line.width, germany.line.dash, germany.opacity) == (GREY, 2, "dash", 0.75)
    assert (finland.line.color, finland.line.width, finland.line.dash) == (BLUE, 4, "solid")


def test_points_keep_symbols_and_sizes() -> None:
    look = screen.drawn(examples.BUBBLE).data[0].marker
    assert list(look.size) == [20, 40, 60]
    assert look.line.color[1] == BLUE
    assert screen.drawn(examples.POINTS_OVER_COLUMNS).data[1].marker.symbol[0] == "diamond"


# ------------------------------------------------------------------ legends and labels


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("line", []),
        ("grouped_bar", ["x", "y"]),
        ("points_over_bars", ["now", "before"]),
        ("stacked_bar", ["gold", "silver"]),
        ("strip", ["own", "others", "median"]),
        ("dots", ["yes", "no"]),
        ("radar", ["own", "mean"]),
        ("heatmap", ["under 0.5", "2 and over"]),
        ("map", ["most"]),
    ],
)
def test_the_legend_names_the_series(name: str, shown: list[str]) -> None:
    assert entries(screen.drawn(examples.DRAWINGS[name])) == shown


def test_points_that_differ_have_the_entry_that_the_description_gives() -> None:
    marks = (Mark(BLUE, size=20), Mark(RED, size=20))
    series = Series("strong", (0.0, 0.0), (0.0, 1.0), shape="point", marks=marks, key=Mark(GREY, size=14))
    figure = screen.drawn(Plot("dots", (series,), legend="bottom"))
    assert entries(figure) == ["strong"]
    (entry,) = [trace for trace in figure.data if trace.showlegend]
    assert entry.marker.color == (GREY,)
    assert figure.data[0].marker.color == (BLUE, RED)


def test_bars_that_differ_have_the_entry_that_the_description_gives() -> None:
    series = Series("sum", (1.0, 2.0), shape="bar", marks=(Mark(BLUE), Mark(RED)), key=Mark(GREY, hatch="/"))
    hidden = Series("hidden", (1.0, 1.0), shape="bar", marks=(Mark(BLUE),), in_legend=False)
    figure = screen.drawn(Plot("bar", (series, hidden), categories=("a", "b"), legend="top"))
    assert entries(figure) == ["sum"]
    own = next(trace for trace in figure.data if trace.showlegend is not False)
    assert (own.marker.color, own.marker.pattern.shape) == (GREY, "/")


@pytest.mark.parametrize("name", [name for name, one in examples.DRAWINGS.items() if isinstance(one, Plot)])
def test_every_label_note_and_event_is_there(name: str) -> None:
    drawing = examples.DRAWINGS[name]
    assert isinstance(drawing, Plot)
    figure = screen.drawn(drawing)
    written = [
        *words(figure),
        *(text for trace in figure.data for text in (trace.text if isinstance(trace.text, tuple) else ())),
        *(text for trace in figure.data if trace.type == "scatterpolar" for text in trace.theta),
    ]
    wanted = [label.text for series in drawing.series for label in series.labels.values()]
    wanted += [one.text for one in (*drawing.notes, *drawing.events)]
    for text in wanted:
        assert any(text.replace("\n", "<br>") in one for one in written), text


def test_labels_of_last_points_are_moved_apart() -> None:
    line = Series("a", (1.0, 2.0), labels={1: Label("a")})
    drawing = Plot("line", (line, replace(line, name="b", labels={1: Label("b")})), categories=(1, 2))
    low, high = sorted(one.y for one in screen.drawn(drawing).layout.annotations)
    assert high - low > 0.1


def test_a_tag_in_a_name_is_text() -> None:
    tag, safe = "<b>A</b> & <script>", "&lt;b&gt;A&lt;/b&gt; &amp; &lt;script&gt;"
    series = Series(tag, (1.0, 2.0), shape="bar", marks=(Mark(BLUE),), labels={0: Label(tag, "end", bold=True)})
    figure = screen.drawn(Plot("bar", (series,), x=Axis(tag), categories=(tag, "b"), strong=frozenset({tag})))
    bar = figure.data[0]
    assert bar.name == safe
    assert bar.text[0] == f"<b>{safe}</b>"
    assert safe in bar.hovertext[0].replace("<br>", " ")
    assert figure.layout.xaxis.title.text == safe
    assert figure.layout.yaxis.ticktext[0] == f"<b>{safe}</b>"
    grid = Grid("matrix", (tag,), ((tag, (examples.MATRIX.rows[0][1][0],)),), key=((tag, BLUE),))
    assert "<script" not in str(screen.drawn(grid).to_dict())


# ------------------------------------------------------------------ axes and reference lines


def test_logarithmic_axes_have_their_ends_and_labels_as_logarithms() -> None:
    figure = screen.drawn(examples.STRIP)
    assert figure.layout.xaxis.type == "log"
    assert figure.layout.xaxis.range == pytest.approx((log10(5), 3))
    assert figure.layout.xaxis.ticktext == ("10", "100", "1,000")
    upright = screen.drawn(examples.LINE_LOG).layout.yaxis
    assert (upright.type, upright.ticktext) == ("log", ("0.01", "0.1", "1", "10"))


def test_years_have_no_thousands_mark_and_rows_their_names() -> None:
    assert screen.drawn(examples.LINE).layout.xaxis.tickformat == "d"
    rows = screen.drawn(examples.STRIP).layout.yaxis
    assert (rows.tickvals, rows.ticktext) == ((0.0, -1.0), ("<b>Health</b>", "Digital"))


def test_bars_of_another_kind_stand_apart() -> None:
    places = list(screen.drawn(examples.BAR).data[0].y)
    assert places[:3] == [0, -1, -2]
    assert places[3] < -3.3


def test_axes_of_values_begin_at_zero_and_keep_given_ends() -> None:
    assert screen.drawn(examples.STACKED_BAR).layout.xaxis.range[0] == 0
    assert screen.drawn(examples.COLUMN).layout.yaxis.range == (-2.0, 7.0)
    assert screen.drawn(examples.BAR).layout.xaxis.range[0] < -3.5


def test_reference_lines_bands_and_events_stand_at_their_values() -> None:
    shapes = screen.drawn(examples.SCATTER).layout.shapes
    lines = [(shape.x0, shape.x1, shape.y0, shape.y1) for shape in shapes if shape.type == "line"]
    assert lines == [(0.0, 0.0, 0, 1), (0.0, 10.0, 0.5, 0.5)]
    band = next(shape for shape in shapes if shape.type == "rect")
    assert ((band.x0, band.x1), (band.y0, band.y1)) == ((5.0, 15.0), (-1.0, 2.0))
    event = screen.drawn(examples.COLUMN).layout.shapes[-1]
    assert (event.x0, event.x1, event.line.dash) == (2021.5, 2021.5, "dot")


def test_a_description_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="int is no description"):
        screen.drawn(3)  # type: ignore[arg-type]


def test_the_figure_of_a_chart_is_made_once_in_its_height() -> None:
    chart = chart_of(replace(examples.BAR, height=333))
    assert screen.spec(chart) is screen.spec(chart)
    assert screen.spec(chart)["layout"]["height"] == 333


@pytest.mark.parametrize("name", examples.DRAWINGS)
def test_what_is_sent_unchecked_is_what_plotly_makes_of_it(name: str) -> None:
    chart = chart_of(examples.DRAWINGS[name])
    checked = json.loads(to_json_plotly(screen.figure(chart)))
    assert checked["layout"].pop("template") == {"data": {"scatter": [{"type": "scatter"}]}}  # none of plotly's looks
    assert json.loads(to_json_plotly(screen.spec(chart))) == checked
