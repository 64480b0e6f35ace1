"""A chart in sentences: what is shown, trend, extremes, comparison, and what is unknown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analytics import catalogue
from analytics.core import language
from analytics.core.plot import Axis, Plot, Series
from analytics.render import words
from tests.render import examples
from tests.render.examples import chart_of


def test_a_line_chart_is_told_by_the_one_in_front_and_the_ends() -> None:
    assert words.long(chart_of(examples.LINE)) == (
        "“A title” is a line chart: what was measured, %. There are 3 series (Finland, Germany and Norway), over the "
        "years 2020–2023. The vertical axis is labelled “%”. Finland: 1.50% in 2020 and 3.25% in 2023, a change of "
        "+1.75 percentage points. In 2023, Germany is the highest (3.50%, against 2.00% in 2020) and Finland the "
        "lowest (3.25%, against 1.50% in 2020). Finland is in place 3 of 3. 1 value is unknown: Finland."
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fi", "Suomi: 1,50\u00a0% vuonna 2020 ja 3,25\u00a0% vuonna 2023, ja muutos on +1,75 prosenttiyksikköä."),
        ("sv", "Suomi: 1,50\u00a0% år 2020 och 3,25\u00a0% år 2023, en förändring på +1,75 procentenheter."),
    ],
)
def test_sentences_leave_names_uninflected(code: str, said: str) -> None:
    language.use(code)
    own, *others = examples.LINE.series
    drawing = replace(examples.LINE, series=(replace(own, name="Suomi"), *others))
    assert said in words.long(chart_of(drawing))


def test_the_largest_and_the_smallest_bar_are_named_and_the_unknown_one_too() -> None:
    told = words.long(chart_of(examples.BAR))
    assert "The largest value is 7.25% (one) and the smallest −3.50% (two lines)." in told
    assert "one: 7.25%, in place 1 of 3 from the largest." in told
    assert told.endswith("1 value is unknown: three.")


def test_several_series_have_their_own_ends() -> None:
    told = words.long(chart_of(examples.GROUPED_BAR))
    assert "x: b 2.00, a 1.00; y: a 3.00, c −1.50." in told
    assert "2 values are unknown: x and y." in told


def test_points_at_the_ends_are_named() -> None:
    told = words.long(chart_of(examples.BUBBLE))
    assert "Highest stands “Digital”, lowest “Textiles”. Furthest to the right stands “Food”" in told
    assert "The horizontal axis is labelled “active clusters”, the vertical axis “RCA”." in told


def test_the_framed_column_of_a_grid_is_read_out() -> None:
    told = words.long(chart_of(examples.MATRIX))
    assert "The rows are Programme and Label, and the columns Finland and Norway." in told
    assert "The column “Finland” reads: Programme ○ no; Label ?." in told


def test_a_hatched_cell_is_unknown() -> None:
    assert "1 value is unknown: Fuels (SE)." in words.long(chart_of(examples.HEATMAP))


def test_regions_stand_by_class() -> None:
    assert words.long(chart_of(examples.MAP)).endswith("There is 1 region on it. most: Uusimaa.")


def test_no_change_is_worked_out_on_a_transformed_axis() -> None:
    series = Series("RCA", (0.5, 0.6), hover=("a 2020: 3.0", "a 2021: 4.0"))
    told = words.long(chart_of(Plot("line", (series,), y=Axis(transformed=True), categories=(2020, 2021))))
    assert "RCA: 3.0 in 2020 and 4.0 in 2021." in told
    assert "change" not in told


def test_what_lies_beyond_a_partial_line_is_not_unknown() -> None:
    series = (Series("known", (1.0, 2.0, None), partial=True), Series("path", (None, 2.0, 4.0), partial=True))
    assert "unknown" not in words.long(chart_of(Plot("line", series, categories=(1, 2, 3))))


def test_a_chart_without_values_says_so() -> None:
    drawing = Plot("line", (Series("a", (None, None)),), categories=(1, 2))
    assert words.long(chart_of(drawing)).endswith("No value is known.")
    assert words.long(chart_of(examples.EMPTY)).endswith("Nobody has answered yet.")


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("name", examples.DRAWINGS)
def test_every_kind_is_told_in_every_language(name: str, code: str) -> None:
    language.use(code)
    told = words.long(chart_of(examples.DRAWINGS[name]))
    assert told[-1] in ".?"
    assert not re.search(r"[{}\n]| {2}|None|nan", told)


def test_one_line_is_the_insight_or_the_latest_value() -> None:
    assert words.one_line(chart_of(examples.LINE, insight="One **is** [more](https://example.org/).")) == "One is more."
    assert words.one_line(chart_of(examples.LINE, insight="")) == "A title: Finland (2023), 3.25%"
    assert words.one_line(chart_of(examples.BAR, insight="")) == "A title: one, 7.25%"
    assert words.one_line(chart_of(examples.MAP, insight="")) == "A title"


def test_descriptions_of_the_atlas_have_at_most_seven_sentences() -> None:
    for chart_id in catalogue.CHARTS:
        chart = catalogue.chart(chart_id)
        assert 2 <= 1 + len([one for one in words.sentences(chart.drawing) if one]) <= 7, chart_id


def test_the_text_of_a_chart_has_title_insight_and_source() -> None:
    made = words.text(chart_of(examples.LINE))
    assert made.startswith("A title\n\nwhat was measured, %\n\nOne is more than two.\n\n“A title” is a line chart")
    assert made.endswith("Source: Statistics\n")
