"""Charts as SVG: places worked out by hand, gaps, words that fit, and nothing that a file must not hold."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from analytics import catalogue
from analytics.core import language, style
from analytics.core.plot import Axis, Drawing, Label, Mark, Plot, Series, Stroke
from analytics.publish import raster
from analytics.render import natural, svg
from tests.render.examples import BAR, COLUMN, DRAWINGS, GROUPED_BAR, HEATMAP, LINE, RADAR, STRIP
from tests.render.svg_reading import SVG, numbers, outside, overlapping, parsed, shapes, words

BLUE, RED = "#112233", "#445566"
EXPORTS = [id_ for id_ in catalogue.CHARTS if id_.startswith("exports.")]
# Its labels stand where it says, on purpose: one lies in a corner with a note.
CROWDED = {"scatter"}


def line(*values: float | None, **other: object) -> Plot:
    years = tuple(range(2000, 2000 + len(values)))
    series = Series("a", values, line=Stroke(BLUE))
    return replace(Plot("line", (series,), x=Axis(years=True, step=1), categories=years), **other)  # type: ignore[arg-type]


def bars(*values: float | None, kind: str = "bar", **axis: float) -> Plot:
    series = Series("a", values, shape="bar", marks=(Mark(BLUE),))
    names = tuple("abcdefghij"[: len(values)])
    along = Axis(**axis)  # type: ignore[arg-type]
    return Plot(kind, (series,), **({"x": along} if kind == "bar" else {"y": along}), categories=names)  # type: ignore[arg-type]


def levels(drawn: str) -> dict[float, float]:
    """The height of each tick of the upright axis with its value: the middle of its words."""
    return {float(text): (box.top + box.bottom) / 2 for text, box in words(drawn) if re.fullmatch(r"-?[\d.]+", text)}


# ------------------------------------------------------------------ places


def test_lines_stand_at_their_values_and_unknown_years_are_gaps() -> None:
    drawn = svg.drawn(line(0, 10, None, 20, 5, y=Axis(low=0, high=20, step=10)), 500, 300)
    first, second = (numbers(one["d"]) for one in shapes(drawn, "path", stroke=BLUE))
    assert [len(first), len(second)] == [2, 2]
    grid = sorted(numbers(one["d"])[0][1] for one in shapes(drawn, "path", stroke=style.LIGHT.grid))
    top, middle, bottom = grid  # of 20, 10 and 0
    assert middle == pytest.approx((top + bottom) / 2, abs=0.02)
    assert [first[0][1], first[1][1], second[0][1]] == pytest.approx([bottom, middle, top], abs=0.02)
    assert second[1][1] == pytest.approx(bottom - (bottom - top) / 4, abs=0.02)
    steps = [first[1][0] - first[0][0], (second[0][0] - first[1][0]) / 2, second[1][0] - second[0][0]]
    assert steps == pytest.approx([steps[0]] * 3, abs=0.05)


def test_a_single_year_between_gaps_is_a_dot_where_it_has_a_mark() -> None:
    alone = Series("a", (None, 2.0, None), line=Stroke(BLUE), marks=(Mark(BLUE, size=7),))
    drawn = svg.drawn(Plot("line", (alone,), x=Axis(years=True), categories=(2000, 2001, 2002)), 400, 300)
    assert shapes(drawn, "path", stroke=BLUE) == []
    assert len(shapes(drawn, "circle")) == 1


def test_bars_are_as_long_as_their_values_and_unknown_ones_have_none() -> None:
    drawn = shapes(svg.drawn(bars(1, 4, None, -2, low=-4, high=4), 500, 300), "rect", fill=BLUE)
    lengths = [float(one["width"]) for one in drawn]
    assert len(drawn) == 3
    assert [lengths[1] / lengths[0], lengths[2] / lengths[0]] == pytest.approx([4, 2], rel=0.001)
    zero = float(drawn[0]["x"])
    assert float(drawn[2]["x"]) + lengths[2] == pytest.approx(zero, abs=0.02)
    assert [float(one["y"]) for one in drawn] == sorted(float(one["y"]) for one in drawn)


def test_columns_stand_on_zero() -> None:
    one, two = shapes(svg.drawn(bars(3, -1.5, kind="column", low=-2, high=4), 500, 300), "rect", fill=BLUE)
    assert float(one["height"]) == pytest.approx(2 * float(two["height"]), rel=0.001)
    assert float(one["y"]) + float(one["height"]) == pytest.approx(float(two["y"]), abs=0.02)


def test_parts_of_a_stack_follow_each_other() -> None:
    series = [Series(name, (value,), shape="bar", marks=(Mark(fill),)) for name, value, fill in
              (("gold", 1.0, BLUE), ("silver", 3.0, RED))]  # fmt: skip
    drawn = svg.drawn(Plot("stacked_bar", tuple(series), categories=("a",)), 500, 200)
    (gold,), (silver,) = shapes(drawn, "rect", fill=BLUE), shapes(drawn, "rect", fill=RED)
    assert float(gold["x"]) + float(gold["width"]) == pytest.approx(float(silver["x"]), abs=0.02)
    assert float(silver["width"]) == pytest.approx(3 * float(gold["width"]), rel=0.001)


def test_powers_of_ten_are_evenly_apart_on_a_logarithmic_axis() -> None:
    points = Series("a", (0.0,) * 4, (1.0, 10.0, 100.0, 1000.0), "point", marks=(Mark(BLUE, size=8),))
    plot = Plot("strip", (points,), x=Axis(log=True, low=1, high=1000), y=Axis(low=-1, high=1))
    places = [float(one["cx"]) for one in shapes(svg.drawn(plot, 500, 200), "circle")]
    assert [b - a for a, b in pairwise(places)] == pytest.approx([places[1] - places[0]] * 3, abs=0.05)


def test_a_value_without_a_place_on_a_logarithmic_axis_stands_at_its_low_end() -> None:
    points = Series("a", (0.0, 0.0), (0.0, 10.0), "point", marks=(Mark(BLUE, size=8),))
    plot = Plot("strip", (points,), x=Axis(log=True, low=1, high=100), y=Axis(low=-1, high=1))
    low, middle = (float(one["cx"]) for one in shapes(svg.drawn(plot, 500, 200), "circle"))
    assert low < middle


def test_a_radar_puts_its_first_value_on_top_and_fills_only_what_is_known() -> None:
    drawn = svg.drawn(RADAR, 400, 400)
    filled = [one for one in shapes(drawn, "path") if one["fill"].startswith("#")]
    assert len(filled) == 1  # the second series; the first has a gap
    x, y = numbers(filled[0]["d"])[0]
    assert x == pytest.approx(200, abs=0.1)
    assert y < min(down for _across, down in numbers(filled[0]["d"])[1:])


def test_ticks_are_round_and_in_the_language() -> None:
    plot = bars(12345.0, kind="column")
    assert {"0", "5,000", "10,000"} <= {text for text, _box in words(svg.drawn(plot, 500, 300))}
    language.use("fi")
    assert {"0", "5\xa0000", "10\xa0000"} <= {text for text, _box in words(svg.drawn(plot, 500, 300))}


def test_ticks_stand_at_their_values() -> None:
    places = levels(svg.drawn(line(0, 9, y=Axis(low=0, high=9, step=3)), 400, 300))
    assert [places[value] - places[value + 3] for value in (0, 3, 6)] == pytest.approx(
        [places[0] - places[3]] * 3, abs=0.1
    )


# ------------------------------------------------------------------ words


@pytest.mark.parametrize("name", DRAWINGS)
def test_words_of_every_kind_stay_inside_and_apart(name: str) -> None:
    drawing = DRAWINGS[name]
    for width, height in ((700, 360), (420, 360)):
        drawn = svg.drawn(drawing, width, drawing.height or height)
        assert outside(drawn, width, drawing.height or height) == []
        assert name in CROWDED or overlapping(drawn) == []


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("id_", EXPORTS)
def test_words_of_charts_stay_inside_and_apart(id_: str, code: str) -> None:
    language.use(code)
    drawing = catalogue.chart(id_).drawing
    height = natural.height(drawing)
    drawn = svg.drawn(drawing, 900, height)
    assert outside(drawn, 900, height) == []
    assert overlapping(drawn) == []


def test_a_name_in_a_network_that_would_cover_a_larger_ones_is_left_out() -> None:
    small = Series("a", (0.5,), (0.5,), shape="point", marks=(Mark("#0B3C86", size=8),), labels={0: Label("Small")})
    large = Series("b", (0.505,), (0.5,), shape="point", marks=(Mark("#0B3C86", size=20),), labels={0: Label("Large")})
    far = Series("c", (0.1,), (0.1,), shape="point", marks=(Mark("#0B3C86", size=8),), labels={0: Label("Far")})
    axis = Axis(low=0, high=1, visible=False)
    said = {text for text, _room in words(svg.drawn(Plot("network", (small, large, far), x=axis, y=axis), 500, 300))}
    assert said == {"Large", "Far"}


def test_names_are_text_and_never_markup() -> None:
    hostile = "<b>&\"'\x00</text>"
    series = Series(hostile, (1.0,), shape="bar", marks=(Mark(BLUE),), labels={0: Label(hostile, "end")})
    plot = Plot("bar", (series,), x=Axis(hostile), categories=(hostile,), legend="top")
    drawn = svg.drawn(plot, 700, 300, title=hostile, desc=hostile)
    said = [text for text, _box in words(drawn)]
    assert said.count("<b>&\"'</text>") == 4
    assert parsed(drawn).findtext(f"{SVG}title") == parsed(drawn).findtext(f"{SVG}desc") == "<b>&\"'</text>"


def test_a_picture_says_what_it_is_and_fetches_nothing() -> None:
    drawn = svg.drawn(LINE, 500, 300, title="A title", desc="What it shows")
    root = parsed(drawn)
    assert root.get("role") == "img"
    assert [root.findtext(SVG + tag) for tag in ("title", "desc")] == ["A title", "What it shows"]
    assert "script" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_larger_letters_enlarge_the_whole_picture() -> None:
    assert 'viewBox="0 0 250 150"' in svg.drawn(LINE, 500, 300, letters=28)


def test_nothing_to_draw_is_said() -> None:
    assert "Nobody has answered yet." in " ".join(text for text, _box in words(svg.drawn(DRAWINGS["empty"], 500, 140)))


# ------------------------------------------------------------------ looks


@pytest.mark.parametrize("drawing", [BAR, COLUMN, HEATMAP])
def test_hatching_is_a_pattern_that_is_there(drawing: Drawing) -> None:
    drawn = svg.drawn(drawing, 500, 300)
    used = set(re.findall(r"url\(#([^)]+)\)", drawn))
    assert used
    assert used == {one["id"] for one in shapes(drawn, "pattern")}


def test_light_and_dark_differ_in_the_ground_and_the_words() -> None:
    for mode, colours in style.MODES.items():
        style.use(mode)
        drawn = svg.drawn(STRIP, 500, 300)
        assert f'fill="{colours.background}"' in drawn
        assert f'fill="{colours.text}"' in drawn


def test_the_same_description_is_the_same_picture() -> None:
    assert svg.drawn(GROUPED_BAR, 500, 300) == svg.drawn(GROUPED_BAR, 500, 300)


def test_what_is_no_description_is_refused() -> None:
    with pytest.raises(TypeError, match="str is no description"):
        svg.drawn("a bar", 500, 300)  # type: ignore[arg-type]


_VALUES = st.lists(
    st.none() | st.floats(-1e12, 1e12, allow_nan=False) | st.integers(-5, 5).map(float), min_size=1, max_size=8
)


@settings(max_examples=120, deadline=None)
@given(
    kind=st.sampled_from(["line", "bar", "column", "stacked_bar", "stacked_column", "radar", "strip", "interval"]),
    values=_VALUES, size=st.tuples(st.integers(60, 900), st.integers(60, 600)), log=st.booleans(),
    labelled=st.booleans(),
)  # fmt: skip
def test_no_length_is_negative_or_unknown(
    kind: str, values: list[float | None], size: tuple[int, int], log: bool, labelled: bool
) -> None:
    labels = {len(values) - 1: Label("a name", "right")} if labelled else {}
    flat = kind in ("strip", "interval")
    shape = "point" if flat else "line" if kind in ("line", "radar") else "bar"
    rows = tuple(-float(at) for at in range(len(values)))
    series = Series("a", rows if flat else tuple(values), tuple(values) if flat else (), shape, labels=labels,
                    marks=(Mark(BLUE, size=8),), line=None if shape == "bar" else Stroke(BLUE))  # fmt: skip
    along = Axis(log=log and kind not in ("radar",))
    axes = {"x": along} if kind in ("bar", "stacked_bar", "strip", "interval") else {"y": along, "x": Axis(years=True)}
    categories = () if flat else tuple(range(2000, 2000 + len(values)))
    drawn = svg.drawn(Plot(kind, (series,), categories=categories, legend="top", **axes), *size)  # type: ignore[arg-type]
    for one in parsed(drawn).iter():
        for name in ("x", "y", "width", "height", "cx", "cy", "r", "d", "font-size"):
            said = one.get(name, "")
            assert "nan" not in said
            assert "inf" not in said
            assert name not in ("width", "height", "r", "font-size") or said.endswith("%") or float(said or 0) >= 0


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_kind_is_a_png(name: str) -> None:
    picture = Image.open(io.BytesIO(raster.png(svg.drawn(DRAWINGS[name], 400, 240), 1.5)))
    assert picture.size == (600, 360)
    assert picture.convert("RGB").getcolors(600 * 360) != [(600 * 360, (255, 255, 255))]


def test_a_pdf_is_the_same_twice_and_holds_its_words() -> None:
    drawn = svg.drawn(LINE, 400, 240)
    assert raster.pdf(drawn, title="A title").startswith(b"%PDF")
    assert raster.pdf(drawn) == raster.pdf(drawn)
    with pytest.raises(ValueError, match="width"):
        raster.pdf("<svg/>")
