"""What every Word document of the house has: paper, language, properties, and texts that XML can hold."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from analytics.core.language import tag

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def document(title: str, language: str, made: date) -> Any:
    """An empty python-docx document on A4, in a language (ISO 639-1) and made on a day."""
    from docx import Document

    new = Document()
    new.sections[0].page_width, new.sections[0].page_height = paper()
    new.styles["Normal"].font.name = "Calibri"
    _set_language(new, tag(language))
    properties = new.core_properties
    properties.title, properties.author, properties.comments = clean(title)[:255], "Nordic Cluster Atlas", ""
    properties.created = properties.modified = datetime(made.year, made.month, made.day)
    return new


def paper() -> tuple[Any, Any]:
    """Width and height of A4."""
    from docx.shared import Mm

    return Mm(210), Mm(297)


def mark_head(table: Any) -> None:
    """Mark a table's first row as a heading: repeated on every page, and read as such by screen readers."""
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def clean(text: str) -> str:
    """Text without the signs that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _set_language(document: Any, locale: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document.core_properties.language = locale
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), locale)
