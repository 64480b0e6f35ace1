"""Words in the theme's own colour: a deck in another look is read wherever that look's words are."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from analytics.core import style
from analytics.publish.slides import template

_READ = 4.5  # contrast that words need (WCAG 2.2)


def themed(page: Any, layout: Any) -> None:
    """Give words in the palette's text colours the theme's, where these are read on the layout's background.

    Cells of tables and words inside bars stand on fillings of their own and keep theirs.
    """
    if _contrast(template.words(layout), template.background(layout)) < _READ:
        return
    palette = style.palette()
    exact = {palette.text[1:]: "", palette.muted[1:]: '<a:alpha val="80000"/>'}
    roots = [page._element, *(shape.chart._chartSpace for shape in page.shapes if shape.has_chart)]
    for root in roots:
        for words in root.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
            colour = words.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
            if colour is None or colour.get("val") not in exact or _on_filling(words):
                continue
            clear = exact[colour.get("val")]
            new = parse_xml(f'<a:schemeClr {nsdecls("a")} val="tx1">{clear}</a:schemeClr>')
            colour.getparent().replace(colour, new)


def _on_filling(words: Any) -> bool:
    for owner in words.iterancestors():
        if owner.tag == qn("a:tbl"):
            return True
        if owner.tag == qn("c:dLbl"):
            place = owner.find(qn("c:dLblPos"))
            return place is not None and place.get("val") == "ctr"
    return False


def _contrast(one: str, other: str) -> float:
    low, high = sorted((style.luminance(one), style.luminance(other)))
    return (high + 0.05) / (low + 0.05)
