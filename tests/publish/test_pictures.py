"""Pictures of charts: their size and what stands on them."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from analytics import catalogue
from analytics.core import language
from analytics.core.chart import Chart
from analytics.publish import pictures
from analytics.render.svg_canvas import wide

DAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"


def chart() -> Chart:
    return catalogue.chart("exports.intensity", country="FI", since=2000)


def colours(picture: Image.Image) -> int:
    """How many colours a picture has; a blank one has one."""
    return len(picture.convert("RGB").resize((400, 400)).getcolors(400 * 400) or [])


@pytest.mark.parametrize(("shape", "size"), [("wide", (3200, 1800)), ("square", (2400, 2400))])
def test_a_png_has_two_dots_a_pixel_and_is_not_blank(shape: pictures.Shape, size: tuple[int, int]) -> None:
    picture = Image.open(io.BytesIO(pictures.picture(chart(), "png", shape=shape)))
    assert picture.size == size
    assert colours(picture) > 20
    # The margins stay empty: nothing is cut at an edge.
    for edge in ((0, 0, size[0], 40), (0, 0, 80, size[1]), (size[0] - 20, 0, *size), (0, size[1] - 20, *size)):
        assert picture.convert("RGB").crop(edge).getcolors() == [
            ((edge[2] - edge[0]) * (edge[3] - edge[1]), (255,) * 3)
        ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "en",
            ("Exports beside the economy", "% of GDP", "Country: Finland", "Source: World Bank", "21 November 2026"),
        ),
        ("fi", ("Vienti suhteessa talouden kokoon", "BKT:sta", "Maa: Suomi", "Lähde: ", "21. marraskuuta 2026")),
        ("sv", ("Exporten i förhållande till ekonomin", "BNP", "Land: Finland", "Källa: ", "21 november 2026")),
    ],
)
def test_an_svg_says_title_unit_filters_source_day_and_link(code: str, said: tuple[str, ...]) -> None:
    language.use(code)
    link = "https://atlas.example.org/exports?c=FI"
    root = ElementTree.fromstring(pictures.picture(chart(), "svg", link=link, made=DAY))
    words = " ".join(text.text or "" for text in root.findall(f"{SVG}text"))
    for word in (*said, "2000–2024", "atlas.example.org/exports?c=FI"):
        assert word in words, (word, words)
    assert root.findtext(f"{SVG}title") == chart().title
    assert root.get("width") == "1600"


def test_a_pdf_is_one_page_with_letters_and_a_drawing(tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    path.write_bytes(pictures.picture(chart(), "pdf", made=DAY))
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", told)
    words = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Exports beside the economy" in words
    assert "Denmark" in words, "labels of the plot are letters, not a picture of letters"
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-singlefile", path, tmp_path / "page"], check=True)
    with Image.open(tmp_path / "page.png") as page:
        assert page.width / page.height == pytest.approx(16 / 9, rel=0.01)
        assert colours(page) > 20


def test_long_words_are_kept_whole_and_leave_room_for_the_plot() -> None:
    long = dataclasses.replace(chart(), insight=" ".join(f"Sentence number {n} is said here." for n in range(60)))
    root = ElementTree.fromstring(pictures.picture(long, "svg"))
    plot = root.find(f"{SVG}svg")
    assert plot is not None
    above = [text for text in root.findall(f"{SVG}text") if float(text.get("y", 0)) < float(plot.get("y", 0))]
    assert "Sentence number 59" in " ".join(text.text or "" for text in above)
    assert float(plot.get("height", 0)) > 0.3 * 900


@pytest.mark.parametrize(("kind", "shape"), [("gif", "wide"), ("png", "round")])
def test_other_kinds_and_shapes_are_refused(kind: pictures.Kind, shape: pictures.Shape) -> None:
    with pytest.raises(ValueError, match="wide or square"):
        pictures.picture(chart(), kind, shape=shape)


def test_the_same_view_and_day_is_the_same_file_from_any_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda kind: (kind, pictures.picture(chart(), kind, made=DAY)), pictures.KINDS * 2))
    assert len(set(made)) == len(pictures.KINDS)


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("shape", pictures.SHAPES)
def test_words_of_every_picture_stay_inside_and_keep_a_size_that_can_be_read(shape: pictures.Shape, code: str) -> None:
    language.use(code)
    page = pictures.SHAPES[shape]
    for id_ in catalogue.CHARTS:
        root = ElementTree.fromstring(pictures.picture(catalogue.chart(id_), "svg", shape=shape))
        for text in root.findall(f"{SVG}text"):
            size, strong = float(text.get("font-size", 0)), text.get("font-weight") == "700"
            assert size >= 12, id_
            assert float(text.get("x", 0)) + wide(text.text or "", size, strong) <= page.width - pictures.MARGIN, id_
            assert size <= float(text.get("y", 0)) <= page.height, id_
