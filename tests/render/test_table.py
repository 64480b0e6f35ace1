"""The HTML table of a chart: every value, in the reader's language, with its header cells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.core import language
from analytics.core.plot import Axis, Cell, Empty, Plot, Series
from analytics.render import table
from tests.render import examples
from tests.render.examples import chart_of
from tests.render.test_registration import Rows


def test_lines_have_a_row_a_year_and_a_column_a_series() -> None:
    assert table.sheet(examples.LINE) == table.Sheet(
        ("Year", "Finland", "Germany", "Norway"),
        (
            ("2020", "1.50%", "2.00%", "1.00%"),
            ("2021", "unknown", "2.50%", "1.00%"),
            ("2022", "−2.25%", "3.00%", "2.00%"),
            ("2023", "3.25%", "3.50%", "3.30%"),
        ),
    )


def test_numbers_and_the_word_for_unknown_follow_the_language() -> None:
    language.use("fi")
    made = table.sheet(examples.LINE)
    assert made.head[0] == "Vuosi"
    assert [row[1] for row in made.rows] == ["1,50\u00a0%", "ei tiedossa", "−2,25\u00a0%", "3,25\u00a0%"]


def test_a_line_that_is_partial_has_dashes_beyond_its_ends_and_unknown_inside() -> None:
    series = Series("path", (None, 1.0, None, 2.0, None), partial=True)
    made = table.sheet(Plot("line", (series,), categories=(1, 2, 3, 4, 5)))
    assert [row[1] for row in made.rows] == ["–", "1", "unknown", "2", "–"]


def test_a_transformed_axis_is_told_by_its_tooltips() -> None:
    series = Series("RCA", (0.5, None), hover=("Finland 2020: 3.0", "Finland 2021: unknown"))
    made = table.sheet(Plot("line", (series,), y=Axis(transformed=True), categories=(2020, 2021)))
    assert [row[1] for row in made.rows] == ["3.0", "unknown"]


def test_bars_have_a_row_a_category_in_their_order() -> None:
    made = table.sheet(examples.BAR)
    assert made.head == ("Name", "share")
    assert [row[0] for row in made.rows] == ["one", "two lines", "three", "the sum"]
    assert made.rows[2][1] == "unknown"


def test_what_stands_beside_a_stack_is_a_column() -> None:
    beside = Series("", (0.0, 0.0, 0.0), shape="text", labels=examples.STACKED_BAR.series[1].labels, helper=True)
    made = table.sheet(replace(examples.STACKED_BAR, series=(*examples.STACKED_BAR.series, beside)))
    assert made.head == ("Name", "gold", "silver", "Beside the bar")
    assert [row[-1] for row in made.rows] == ["50 (2)", "", "5"]


def test_points_have_their_names_and_values_on_both_axes() -> None:
    made = table.sheet(examples.BUBBLE)
    assert made.head == ("Name", "active clusters", "RCA")
    assert made.rows == (("Textiles", "1", "0.50"), ("Digital", "4", "2.00"), ("Food", "9", "1.00"))


def test_a_point_without_a_place_is_told_by_its_words() -> None:
    made = table.sheet(examples.INTERVAL)
    assert ("State of Green", "free of charge") in [(row[0], row[-1]) for row in made.rows]
    assert not [row for row in made.rows if row[0] == "State of Green" and "unknown" in row]


def test_bars_of_a_timeline_have_their_years() -> None:
    made = table.sheet(examples.TIMELINE)
    assert made.rows == (("VRI", "Norway", "2007", "2016"),)


def test_marks_have_their_row_column_and_kind() -> None:
    made = table.sheet(examples.DOTS)
    assert made.rows[0] == ("yes", "training", "Finland")


def test_grids_keep_rows_and_columns() -> None:
    made = table.sheet(examples.HEATMAP)
    assert made.head == ("Row", "FI", "SE")
    assert made.rows == (("Wood, pulp", "6.0", "3.2"), ("Fuels", "0.5", "unknown"))


def test_a_sign_alone_is_told_by_its_tooltip() -> None:
    assert table.cell_words(Cell("●", "", hover="Norway, programme: yes\nA page says so: here")) == "yes"


def test_maps_name_regions_and_classes() -> None:
    assert table.sheet(examples.MAP).rows == (("Uusimaa", "most"),)


@pytest.mark.parametrize("name", examples.DRAWINGS)
def test_every_row_has_as_many_cells_as_the_head(name: str) -> None:
    found = Rows(table.html(chart_of(examples.DRAWINGS[name])))
    assert found.open == []
    assert len({len(row) for row in found.rows}) <= 1


def test_texts_are_escaped_and_the_source_stands_below() -> None:
    made = table.html(chart_of(replace(examples.LINE, categories=("<b>", "&", "a", "b")), title="<i>x</i>"))
    assert "<b>" not in made
    assert "<i>" not in made
    assert "&lt;b&gt;" in made
    assert made.index("<caption>") < made.index("</table>") < made.index("Source: Statistics")


def test_where_nothing_is_drawn_the_reason_is_said() -> None:
    made = table.html(chart_of(Empty("Nobody has <answered> yet.")))
    assert "<table" not in made
    assert "Nobody has &lt;answered&gt; yet." in made


def test_pieces_of_one_line_share_a_column_unless_both_know_a_place() -> None:
    def drawn(*values: tuple[float | None, ...]) -> table.Sheet:
        return table.sheet(Plot("line", tuple(Series("FI", one) for one in values), categories=(2018, 2019)))

    assert drawn((14.0, None), (None, 15.0)) == table.Sheet(("Year", "FI"), (("2018", "14"), ("2019", "15")))
    assert drawn((14.0, 16.0), (None, 15.0)).head == ("Year", "FI", "FI")
