"""Whole decks: letters that are read in a hall, native charts, and the looks of others without their faults."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from analytics.core import language, style
from analytics.publish import presentation, storyboard
from analytics.publish.slides import Slide, deck
from analytics.publish.slides.draws import how
from tests.publish.slide_reading import MADE
from tests.render.examples import BAR, chart_of

BOARDS = list(storyboard.shipped())
SLIDES = (
    Slide("title", "A talk of an hour", text="Kokkola"),
    Slide("chart", "A title of its own", chart_of(BAR)),
    Slide("text", "Points", text="One\nTwo"),
)


def checked(content: bytes) -> Any:
    """The deck, after its package was found whole: no part twice, and every relation leads to a part."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if not name.endswith(".rels"):
                etree.fromstring(package.read(name)) if name.endswith(".xml") else None
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(package.read(name)):
                if relation.get("TargetMode") != "External":
                    target = relation.get("Target")
                    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                    assert posixpath.normpath(path) in names, (name, target)
    return Presentation(BytesIO(content))


# ------------------------------------------------------------------ the shipped talks


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize("board", BOARDS)
def test_every_letter_of_a_shipped_deck_is_read_in_a_hall(board: str, code: str) -> None:
    book = checked(presentation.file(storyboard.shipped()[board], "pptx", code))
    charts = storyboard.charts(storyboard.shipped()[board])
    for page, chart in zip(book.slides, charts, strict=True):
        roots = [page._element, *(shape.chart._chartSpace for shape in page.shapes if shape.has_chart)]
        sizes = [int(size) for root in roots for size in root.xpath(".//@sz") if str(size).isdigit()]
        assert min(sizes) >= 1400
        said = "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
        assert not re.search(r"\w+\.\w+\?\w+=", said), said
        if chart is not None and how(chart.drawing) != "picture":
            assert all(shape.shape_type != MSO_SHAPE_TYPE.PICTURE for shape in page.shapes)
            assert any(shape.has_chart or shape.has_table for shape in page.shapes)


def test_the_title_page_is_blue_and_its_words_are_read_on_it() -> None:
    cover = checked(deck(SLIDES, made=MADE)).slides[0].slide_layout
    assert cover._element.xpath(".//p:bg//a:schemeClr/@val") == ["hlink"]
    assert set(cover._element.xpath(".//a:lvl1pPr//a:schemeClr/@val")) == {"bg1"}


# ------------------------------------------------------------------ looks of others


def _cover_with_a_title_alone(book: Any) -> None:
    _drop(book.slide_layouts[0], "subTitle")


def _divider_with_a_title_alone(book: Any) -> None:
    _drop(book.slide_layouts[2], "body")


def _drop(layout: Any, kind: str) -> None:
    for place in layout._element.xpath(f".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='{kind}']"):
        place.getparent().remove(place)


def _home_button(book: Any) -> None:
    first = book.slides.add_slide(book.slide_layouts[0])
    layout = book.slide_layouts[5]
    target = layout.part.relate_to(
        first.part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    )
    name = layout._element.xpath(".//p:cNvPr")[1]
    name.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{target}" action="ppaction://hlinksldjump"/>'))


def _custom_show(book: Any) -> None:
    book.slides.add_slide(book.slide_layouts[0])
    entry = book.slides._sldIdLst[0].get(qn("r:id"))
    shows = parse_xml(
        f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="a" id="0"><p:sldLst><p:sld r:id="{entry}"/></p:sldLst>'
        "</p:custShow></p:custShowLst>"
    )
    book.part._element.find(qn("p:notesSz")).addnext(shows)


def _dark(book: Any) -> None:
    master = book.slide_masters[0]
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb("101830")
    colours = master._element.find(qn("p:clrMap"))
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colours.set(name, slot)


def _rgb(value: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(value)


def _title(book: Any, left: float, top: float, across: float, down: float) -> None:
    for layout in book.slide_layouts:
        for place in layout.placeholders:
            if place.placeholder_format.type in (1, 3):
                place.left, place.top, place.width, place.height = map(Inches, (left, top, across, down))


def _title_at_the_bottom(book: Any) -> None:
    _title(book, 0.5, 6.6, 12, 0.7)


def _title_in_a_column(book: Any) -> None:
    _title(book, 0.3, 0.5, 2.2, 6)


def _title_without_a_place(book: Any) -> None:
    for owner in (book.slide_masters[0], *book.slide_layouts):
        for place in owner._element.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='title']"):
            if owner is book.slide_masters[0]:
                place.getparent().remove(place)
            else:
                for form in place.xpath("./p:spPr/a:xfrm"):
                    form.getparent().remove(form)


LOOKS: tuple[Callable[[Any], None], ...] = (
    *(_cover_with_a_title_alone, _divider_with_a_title_alone, _home_button, _custom_show, _dark),
    *(_title_at_the_bottom, _title_in_a_column, _title_without_a_place),
)


def look(change: Callable[[Any], None]) -> bytes:
    """A presentation of 13.333 x 7.5 inches with one peculiarity."""
    book = Presentation()
    book.slide_width, book.slide_height = Inches(13.333), Inches(7.5)
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("change", LOOKS)
def test_a_deck_in_another_look_is_whole_and_on_the_slide(change: Callable[[Any], None]) -> None:
    book = checked(deck(SLIDES, template=look(change), made=MADE))
    assert [page.slide_layout._element.get("type") for page in book.slides] == ["title", "titleOnly", "titleOnly"]
    for page in book.slides:
        shapes = [shape for shape in page.shapes if shape.width is not None]
        for shape in shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= book.slide_width
            assert shape.top + shape.height <= book.slide_height
            assert max(shape.width, shape.height) > 0


@pytest.mark.parametrize("change", [_home_button, _custom_show])
def test_no_slide_of_a_template_stays(change: Callable[[Any], None]) -> None:
    with zipfile.ZipFile(BytesIO(deck(SLIDES, template=look(change), made=MADE))) as package:
        names = package.namelist()
    assert sorted(name for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)) == [
        f"ppt/slides/slide{at}.xml" for at in (1, 2, 3)
    ]


def test_a_chart_stands_above_a_title_at_the_bottom_and_beside_one_in_a_column() -> None:
    for change, apart in ((_title_at_the_bottom, "below"), (_title_in_a_column, "left")):
        page = checked(deck(SLIDES, template=look(change), made=MADE)).slides[1]
        (chart,) = (shape for shape in page.shapes if shape.has_chart)
        title = page.shapes.title
        if apart == "below":
            assert chart.top + chart.height <= title.top
        else:
            assert chart.left >= title.left + title.width
        assert chart.width > Inches(6)
        assert chart.height > Inches(3)


def test_words_on_a_dark_look_have_the_colour_of_its_theme() -> None:
    page = checked(deck(SLIDES, template=look(_dark), made=MADE)).slides[1]
    (chart,) = (shape.chart for shape in page.shapes if shape.has_chart)
    dark = {style.LIGHT.text[1:], style.LIGHT.muted[1:]}
    for root in (page._element, chart._chartSpace):
        assert not dark & set(
            root.xpath(".//a:rPr/a:solidFill/a:srgbClr/@val | .//a:defRPr/a:solidFill/a:srgbClr/@val")
        )
        assert "tx1" in root.xpath(".//a:schemeClr/@val")
