"""The presentation that a deck is written into: the house's own, or the user's with its slides taken out."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from analytics.core import style
from analytics.core.codes import NORDIC
from analytics.core.language import _

FONT = "Arial"  # on every machine that shows PowerPoint
WIDE, HIGH = 13.333, 7.5
MARGIN = 0.55
LARGEST = 200_000_000  # bytes of a template when unpacked
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def opened(template: bytes | None) -> Any:
    """An empty presentation. Raises ValueError, in words for the user, for a template that is none."""
    if template is None:
        return _house()
    refused = _(
        "This template cannot be used: it is not a PowerPoint presentation (.pptx). Save it as .pptx and try again."
    )
    try:
        with zipfile.ZipFile(BytesIO(template)) as packed:
            unpacked = sum(info.file_size for info in packed.infolist())
        book = Presentation(BytesIO(template)) if unpacked <= LARGEST else None
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        AttributeError,
        IndexError,
        OSError,
        ValueError,
    ) as error:
        raise ValueError(refused) from error
    if book is None:
        raise ValueError(_("This template cannot be used: it is too large."))
    if not any(len(master.slide_layouts) for master in book.slide_masters) or not book.slide_width:
        raise ValueError(refused)
    for entry in list(book.slides._sldIdLst):
        book.part.drop_rel(entry.get(qn("r:id")))
        book.slides._sldIdLst.remove(entry)
    for sections in list(
        book.part._element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst")
    ):
        sections.getparent().remove(sections)  # they name the slides taken out
    return book


def layout(book: Any, opening: bool) -> Any:
    """The layout of a title slide, or the one with a title and nothing else to fill."""
    layouts: list[Any] = [one for master in book.slide_masters for one in master.slide_layouts]
    if opening:
        kinds = [one for one in layouts if one._element.get("type") == "title"]
        if kinds:
            return kinds[0]
    titled = [one for one in layouts if any(p.placeholder_format.type in _TITLES for p in one.placeholders)]

    def extra(one: Any) -> int:
        return sum(p.placeholder_format.type not in (*_TITLES, *_FOOT) for p in one.placeholders)

    return min(titled or layouts, key=extra)


def _house() -> Any:
    """python-pptx's own presentation, made 16:9, in the atlas's colours and a plain face, with two layouts."""
    book = Presentation()
    book.slide_width, book.slide_height = Inches(WIDE), Inches(HIGH)
    master = book.slide_masters[0]
    _theme(master)
    _placed(master, body=True)
    kept: Any = (book.slide_layouts[0], book.slide_layouts[5])
    for one in list(book.slide_layouts):
        if one not in kept:
            book.slide_layouts.remove(one)
        else:
            _placed(one, body=False)
    for place in kept[0].placeholders:
        if place.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE:
            _box(place, (0.9, 1.9, WIDE - 1.8, 1.8))
        elif place.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            _box(place, (0.9, 3.9, WIDE - 1.8, 1.4))
            for level in place._element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
    return book


def _placed(owner: Any, body: bool) -> None:
    places = {
        PP_PLACEHOLDER.TITLE: (MARGIN, 0.35, WIDE - 2 * MARGIN, 0.95),
        PP_PLACEHOLDER.SLIDE_NUMBER: (WIDE - MARGIN - 0.7, 7.0, 0.7, 0.3),
    }
    for place in list(owner.placeholders):
        kind = place.placeholder_format.type
        if kind in places:
            _box(place, places[kind])
        elif kind == PP_PLACEHOLDER.BODY and body:
            _box(place, (MARGIN, 1.6, WIDE - 2 * MARGIN, 5.2))
        elif kind in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER):
            place._element.getparent().remove(place._element)  # the source line stands there


def _box(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(part) for part in box)


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    look = style.LIGHT
    colours = {
        "dk1": look.text,
        "lt1": look.background,
        "dk2": look.country["FI"],
        "lt2": look.panel,
        "hlink": look.link,
        "folHlink": look.muted,
    }
    colours |= {f"accent{at}": look.country[code] for at, code in enumerate((*NORDIC, "DE"), start=1)}
    root = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for name, colour in colours.items():
        for slot in root.iterfind(f".//a:clrScheme/a:{name}", space):
            for old in list(slot):
                slot.remove(old)
            etree.SubElement(slot, f"{{{space['a']}}}srgbClr", val=colour[1:])
    for face in root.iterfind(".//a:fontScheme/*/a:latin", space):
        face.set("typeface", FONT)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    styles = master._element.find(qn("p:txStyles"))
    for level in styles.find(qn("p:titleStyle")):
        level.set("algn", "l")
        for run in level.iter(qn("a:defRPr")):
            run.set("b", "1")
            run.set("sz", str(Pt(26).centipoints))
