"""Decks: what python-pptx reads in them, and what LibreOffice makes of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from analytics import catalogue
from analytics.core import language, text_metrics
from analytics.core.chart import Chart
from analytics.core.plot import Mark, Plot, Series
from analytics.publish.slides import Slide, deck
from analytics.publish.slides.draws import how
from analytics.publish.slides.parted import parted
from tests.publish.slide_reading import MADE, drawn, opened, page_of, texts, words_of
from tests.render.examples import BAR, BLUE, DRAWINGS, EMPTY, MAP, chart_of

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


# ------------------------------------------------------------------ words


def test_the_title_is_the_insight_or_the_authors_and_notes_hold_the_rest() -> None:
    book = opened(
        Slide("chart", chart=chart_of(BAR), note="Pause here."),
        Slide(
            "chart", chart=chart_of(BAR), title="My own", filters=("Country: Finland",), link="https://example.org/x"
        ),
    )
    first, second = book.slides
    assert first.shapes.title.text_frame.text == "One is more than two."
    assert second.shapes.title.text_frame.text == "My own"
    assert "what was measured, %" in texts(first)
    assert "Source: Statistics (2020–2024)" in texts(first)
    assert "21 November 2026" not in texts(first)
    assert "21 November 2026" in first.notes_slide.notes_text_frame.text
    assert "Country: Finland" in texts(second)
    notes = first.notes_slide.notes_text_frame.text
    assert notes.startswith("Pause here.")
    for said in ("One is more than two.", "A title", "Counted.", "https://example.org/", "test.chart"):
        assert said in notes
    assert "https://example.org/x" in second.notes_slide.notes_text_frame.text
    links = [
        run.hyperlink.address
        for s in first.shapes
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for run in p.runs
    ]
    assert "https://example.org/" in links


def test_all_kinds_of_slides() -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20), "#0B3C86").save(picture, "PNG")
    rows = pd.DataFrame(
        {"name": [f"row {n}" for n in range(40)], "year": 2024, "share_pct": [n / 7 for n in range(40)]}
    )
    language.use("sv")
    book = opened(
        Slide("title", "Ett program för kluster", text="Karleby"),
        Slide("text", "Tre punkter", text="- Ett\n- Två\n\nTre", note="Långsamt."),
        Slide("table", "Alla rader", table=rows, alt="En tabell.", source="Egen"),
        Slide("picture", "En bild", picture=picture.getvalue(), alt="En blå bild."),
        title="Möte",
    )
    assert book.core_properties.title == "Möte"
    opening, points, table, image = book.slides
    assert opening.shapes.title.text_frame.text == "Ett program för kluster"
    assert "21 november 2026" in texts(opening)
    body = next(s for s in points.shapes if s.has_text_frame and "Två" in s.text_frame.text)
    assert [p.text for p in body.text_frame.paragraphs] == ["Ett", "Två", "Tre"]
    grid = next(shape for shape in table.shapes if shape.has_table)
    shown = len(grid.table.rows) - 1
    assert 5 < shown < 40
    assert str(40 - shown) in texts(table)  # so many more
    assert [cell.text for cell in grid.table.rows[2].cells] == ["row 1", "2024", "0,14"]  # 1/7
    assert grid._element.xpath(".//p:cNvPr")[0].get("descr") == "En tabell."
    shape = next(s for s in image.shapes if s.shape_type is not None and "PICTURE" in str(s.shape_type))
    assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == "En blå bild."
    assert abs(shape.width / shape.height - 2) < 0.01
    for slide in book.slides:
        spoken = {run.get("lang") for run in slide._element.iter(qn("a:rPr"))}
        assert spoken == {"sv-SE"}


def test_a_long_title_is_made_smaller_and_at_last_cut_so_that_it_takes_two_lines() -> None:
    for title in ("word " * 20, "word " * 60, "Kilpailukykyvertailumenetelmä" * 12):
        (slide,) = opened(Slide("chart", chart=chart_of(BAR), title=title.strip())).slides
        _title_fits(slide)


def _title_fits(slide: Any) -> None:
    shape = slide.shapes.title
    run = shape.text_frame.paragraphs[0].runs[0]
    room = shape.width / Inches(1) - 0.2
    lines = text_metrics.wrapped(shape.text_frame.text, room, run.font.size.pt, bold=True)
    assert len(lines) <= 2
    assert len(lines) * run.font.size.pt * text_metrics.LINE / 72 <= shape.height / Inches(1)


def test_text_that_a_spreadsheet_would_run_is_harmless_in_the_workbook() -> None:
    bars = Series("+cmd", (1.0, 2.0), shape="bar", marks=(Mark(BLUE),))
    chart = drawn(Plot("bar", (bars,), categories=("=1+1", "@SUM(A1)")))
    sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert sorted(cells) == ["'+cmd", "'=1+1", "'@SUM(A1)"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


# ------------------------------------------------------------------ templates and faults


def _template() -> bytes:
    book = Presentation()
    book.slide_masters[0].name = "Ours"
    page = book.slides.add_slide(book.slide_layouts[1])
    page.shapes.title.text_frame.text = "A slide of the template"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_template_gives_its_size_and_layouts_and_loses_its_slides() -> None:
    content = deck([Slide("title", "Ours"), Slide("chart", chart=chart_of(BAR))], template=_template(), made=MADE)
    book = Presentation(BytesIO(content))
    assert (book.slide_width, book.slide_height) == (Inches(10), Inches(7.5))
    assert len(book.slides) == 2
    assert "A slide of the template" not in "".join(texts(slide) for slide in book.slides)
    parts = zipfile.ZipFile(BytesIO(content)).namelist()
    assert len([name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]) == 2
    assert len(parts) == len(set(parts))
    for slide in book.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= book.slide_width + Inches(0.02)
            assert shape.top + shape.height <= book.slide_height


def _zip(**files: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return file.getvalue()


def _word() -> bytes:
    from docx import Document

    file = BytesIO()
    Document().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", _zip(a="b"), _template()[:2000], _word()],
    ids=["empty", "pdf", "zip", "cut off", "word"],
)
def test_a_wrong_template_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValueError, match="template cannot be used"):
        deck([Slide("title", "x")], template=content)


@pytest.mark.parametrize(
    "slides", [[], [Slide("chart")], [Slide("table")], [Slide("picture")], [Slide("picture", picture=b"no picture")]]
)
def test_slides_that_lack_what_they_should_show_are_refused(slides: list[Slide]) -> None:
    with pytest.raises(ValueError, match=r"slide|picture"):
        deck(slides)


def test_a_map_of_regions_is_a_picture() -> None:
    (image,) = [shape for shape in page_of(MAP).shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    across, down = Image.open(BytesIO(image.image.blob)).size
    assert across == 3200  # sharp on a projector
    assert across / down == pytest.approx(image.width / image.height, rel=0.01)  # and not distorted
    assert image.width == pytest.approx(page_of(MAP).shapes.title.width, rel=0.05)  # it fills its place
    assert image._element.xpath(".//p:cNvPr")[0].get("descr")


def test_where_nothing_is_to_draw_the_slide_says_why() -> None:
    page = page_of(EMPTY)
    assert not [shape for shape in page.shapes if shape.has_chart or shape.has_table]
    assert "Nobody has answered yet." in texts(page)


# ------------------------------------------------------------------ every chart, the languages by turns


@pytest.mark.parametrize(("turn", "code"), enumerate(language.LANGUAGES))
def test_every_registered_chart_makes_a_slide_that_libreoffice_draws(turn: int, code: str, tmp_path: Path) -> None:
    language.use(code)
    by_turns = list(catalogue.CHARTS)[turn :: len(language.LANGUAGES)]
    _drawn_by_libreoffice(list(map(catalogue.chart, by_turns)), tmp_path)


def test_every_kind_of_chart_makes_a_slide_that_libreoffice_draws(tmp_path: Path) -> None:
    _drawn_by_libreoffice([chart_of(drawing, id=name, insight="") for name, drawing in DRAWINGS.items()], tmp_path)


def _drawn_by_libreoffice(drawn: list[Chart], folder: Path) -> None:
    path = folder / "all.pptx"
    path.write_bytes(deck([Slide("chart", chart=chart) for chart in drawn], made=MADE))
    book = Presentation(path)
    drawn = [part.chart for chart in drawn for part in parted(Slide("chart", chart=chart)) if part.chart]
    assert len(book.slides) == len(drawn) > 0
    for slide, chart in zip(book.slides, drawn, strict=True):
        _checked(slide, chart, book)
    pages = _pages(path, folder)
    assert len(pages) == len(drawn)
    for at, (page, chart) in enumerate(zip(pages, drawn, strict=True), start=1):
        with Image.open(page) as opened:
            middle = opened.convert("L").crop((20, 90, 780, 400))
        dark = sum(count for level, count in enumerate(middle.histogram()) if level < 200)
        assert dark > 100, chart.id  # a page with a title alone has none there
        if how(chart.drawing) == "chart" and isinstance(chart.drawing, Plot):
            said = _bare(_printed(path.with_suffix(".pdf"), at))
            assert [word for word in words_of(chart.drawing) if _bare(word) not in said] == [], chart.id


def _checked(slide: Any, chart: Chart, book: Any) -> None:
    """A chart, table or picture with its words for who cannot see it, all of it on the slide."""
    _title_fits(slide)
    chosen = how(chart.drawing)
    shown = [s for s in slide.shapes if s.has_chart or s.has_table or "PICTURE" in str(s.shape_type)]
    panels = len(chart.drawing.facets) if isinstance(chart.drawing, Plot) else 0
    assert len(shown) == (2 if panels == 2 else chosen != "words"), chart.id
    for shape in shown:
        assert shape.has_chart == (chosen == "chart"), chart.id
        assert (chosen in ("grid", "values")) <= shape.has_table, chart.id
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == chart.alt, chart.id
    assert chart.alt
    assert slide.notes_slide.notes_text_frame.text.strip(), chart.id
    for shape in slide.shapes:
        assert shape.left >= 0, chart.id
        assert shape.left + shape.width <= book.slide_width, chart.id
        assert shape.top + shape.height <= book.slide_height, chart.id


def _bare(text: str) -> str:
    return "".join(text.split())


def _printed(path: Path, page: int) -> str:
    """The words of a page of a PDF."""
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def _pages(path: Path, folder: Path) -> list[Path]:
    """The slides as LibreOffice prints them, 60 dots an inch. LibreOffice's own folder keeps other runs apart."""
    assert PROGRAM, "LibreOffice is missing: make programs"
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [PROGRAM, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(path.with_suffix(".pdf")), str(folder / "page")], check=True)
    return sorted(folder.glob("page-*.png"))


def test_a_timeline_that_is_longer_than_a_slide_is_told_country_by_country() -> None:
    chart = catalogue.chart("programmes.timeline", country="FI")
    book = opened(Slide("chart", chart=chart))
    titles = [slide.shapes.title.text_frame.text for slide in book.slides]
    assert len(titles) > 1
    assert [
        sum(name in title for title in titles) for name in ("Finland", "Sweden", "Norway", "Denmark", "Iceland")
    ] == [1] * 5
