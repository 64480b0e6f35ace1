"""The house's own presentation: 16:9, the atlas's colours, a blue title page and a page with a title."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from analytics.core import style
from analytics.core.codes import NORDIC

FONT = "Arial"  # on every machine that shows PowerPoint
WIDE, HIGH = 13.333, 7.5
MARGIN = 0.55


def house() -> Any:
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
    _blue(kept[0])
    return book


def _blue(cover: Any) -> None:
    """The cover in the blue of links, its words in the colour of the background."""
    fill = cover.background.fill
    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR.HYPERLINK
    for place in cover.placeholders:
        for style_of_words in place._element.iter(qn("a:lstStyle")):
            for old in list(style_of_words):
                if old.tag == qn("a:lvl1pPr"):
                    style_of_words.remove(old)
            style_of_words.append(
                parse_xml(
                    f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr><a:solidFill>'
                    '<a:schemeClr val="bg1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
                )
            )


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
