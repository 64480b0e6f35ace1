"""The presentation that a deck is written into: opened, its own slides taken out, its layouts and colours read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn

from analytics.core import style
from analytics.core.language import _
from analytics.publish.slides import base

LARGEST = 200_000_000  # bytes of a template when unpacked
DARK = 0.2  # relative luminance of a background below which words have to be light
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_COVERS = ("title", "secHead")  # layouts that divide a talk: no chart belongs on them
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def opened(template: bytes | None) -> Any:
    """An empty presentation. Raises ValueError, in words for the user, for a template that is none."""
    if template is None:
        return base.house()
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
    _emptied(book)
    return book


# ------------------------------------------------------------------ slides of the template


def _emptied(book: Any) -> None:
    """Take the slides out, and whatever names them: a slide that is still named would stay in the package."""
    root = book.part._element
    old = {book.part.related_part(entry.get(qn("r:id"))) for entry in book.slides._sldIdLst}
    for entry in list(book.slides._sldIdLst):
        book.slides._sldIdLst.remove(entry)
    for name in (f"{_P14}sectionLst", qn("p:custShowLst")):
        for element in list(root.iter(name)):
            element.getparent().remove(element)
    for part in list(book.part.package.iter_parts()):
        if part not in old:
            _forget(part, old)


def _forget(part: Any, slides: set[Any]) -> None:
    """Take every relation of a part to these slides out, with the elements that use it: links, shows, outlines."""
    named = {id_ for id_, rel in part.rels.items() if not rel.is_external and rel.target_part in slides}
    is_properties = part.partname in ("/ppt/presProps.xml", "/ppt/viewProps.xml")
    if not named and not is_properties:
        return
    root = part._element if isinstance(part, XmlPart) else etree.fromstring(part.blob)
    for element in list(root.iter(etree.Element)):
        if any(key.startswith(_RELATION) and value in named for key, value in element.attrib.items()):
            element.getparent().remove(element)
    if is_properties:
        for name in ("p:custShow", "p:sldRg"):  # a show of some slides alone
            for element in list(root.iter(qn(name))):
                element.getparent().remove(element)
    if not isinstance(part, XmlPart):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for id_ in named:
        part.rels.pop(id_)


# ------------------------------------------------------------------ layouts


def layout(book: Any, opening: bool) -> Any:
    """The layout of a title slide, or the one with a title and nothing else to fill: by its type, then its places."""
    layouts: list[Any] = [one for master in book.slide_masters for one in master.slide_layouts]
    wanted = "title" if opening else "titleOnly"
    if found := [one for one in layouts if one._element.get("type") == wanted]:
        return found[0]
    titled = [one for one in layouts if any(p.placeholder_format.type in _TITLES for p in one.placeholders)]
    inner = [one for one in titled if opening or one._element.get("type") not in _COVERS]

    def extra(one: Any) -> int:
        return sum(p.placeholder_format.type not in (*_TITLES, *_FOOT) for p in one.placeholders)

    return min(inner or titled or layouts, key=extra)


# ------------------------------------------------------------------ colours


def background(one: Any) -> str:
    """The colour behind the words of a layout, "#RRGGBB"; white where it is a picture or cannot be told."""
    master = one.slide_master
    for owner in (one, master):
        if (given := owner._element.cSld.find(qn("p:bg"))) is not None:
            if (fill := next(given.iter(qn("a:solidFill"), qn("p:bgRef")), None)) is not None and len(fill):
                return _colour(fill[0], master)
            if (fill := next(given.iter(qn("a:gs")), None)) is not None and len(fill):
                return _colour(fill[0], master)
            return "#FFFFFF"
    return _theme_colour("bg1", master)


def words(one: Any) -> str:
    """The colour that the theme gives the words of a layout."""
    return _theme_colour("tx1", one.slide_master)


def mode(one: Any) -> str:
    """The palette that is seen on a layout: "dark" or "light"."""
    return "dark" if style.luminance(background(one)) < DARK else "light"


def _colour(element: Any, master: Any) -> str:
    value = element.get("lastClr") or element.get("val") or ""
    if element.tag == qn("a:schemeClr"):
        return _theme_colour(value, master)
    return f"#{value.upper()}" if len(value) == 6 else "#FFFFFF"


def _theme_colour(name: str, master: Any) -> str:
    """A colour of the theme by its name on the master, such as "bg1" for what it maps to "lt1"."""
    mapped = master._element.find(qn("p:clrMap"))
    slot = (mapped.get(name) if mapped is not None else None) or name
    root = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    for found in root.iter(qn(f"a:{slot}")):
        if len(found):
            return _colour(found[0], master)
    return "#000000" if name.startswith("tx") else "#FFFFFF"
