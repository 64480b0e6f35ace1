"""Sheets of an OpenDocument spreadsheet (ODS). Its XML is read as it stands: no reader of it tells of hidden rows."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from analytics.core.language import _
from analytics.workshops.statements.models import CELLS, WIDEST, Sheet, UnreadableError
from analytics.workshops.statements.workbook import cell_text, check_workbook, damaged

MARK = b"vnd.oasis.opendocument.spreadsheet"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE = (f"{{{_SPACE}{name}:1.0}}" for name in ("table", "text", "office", "style"))


def sheets(content: bytes) -> dict[str, Sheet]:
    """The sheets of a spreadsheet by name. Raises UnreadableError."""
    check_workbook(content, "content.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            root = ElementTree.fromstring(packed.read("content.xml"))
        unseen = {
            style.get(_STYLE + "name")
            for style in root.iter(_STYLE + "style")
            for kept in style.iter(_STYLE + "table-properties")
            if kept.get(_TABLE + "display") == "false"
        }
        return {t.get(_TABLE + "name", ""): _sheet(t, unseen) for t in root.iter(_TABLE + "table")}
    except (ElementTree.ParseError, ValueError) as error:
        raise damaged() from error


def _sheet(table: Element, unseen: set[str | None]) -> Sheet:
    found, row, cells_read = Sheet([], hidden=table.get(_TABLE + "style-name") in unseen), 0, 0
    hidden: set[int] = set()
    for element in table.iter(_TABLE + "table-row"):
        times = int(element.get(_TABLE + "number-rows-repeated", "1"))
        texts: list[str] = []
        for cell in element:
            if cell.tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell") and len(texts) < WIDEST:
                again = min(int(cell.get(_TABLE + "number-columns-repeated", "1")), WIDEST - len(texts))
                texts += [_value(cell)] * again
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            cells_read += len(texts) * times
            if cells_read > CELLS:
                raise UnreadableError(_("The sheet holds too many cells. Keep only the columns that are needed."))
            found.rows += [(row + at, texts) for at in range(1, times + 1)]
            if element.get(_TABLE + "visibility") in ("collapse", "filter"):
                hidden.update(range(row + 1, row + times + 1))
        row += times
    rows = found.rows
    found.blank = rows[-1][0] - rows[0][0] + 1 - len(rows) if rows else 0
    found.hidden_rows = frozenset(hidden)
    return found


def _value(cell: Element) -> str:
    if (kind := cell.get(_OFFICE + "value-type")) in ("float", "percentage", "currency"):
        return cell_text(float(cell.get(_OFFICE + "value", "nan")))
    if kind == "date":
        return cell.get(_OFFICE + "date-value", "")
    return cell_text("\n".join(_words(line) for line in cell.findall(_TEXT + "p")))


def _words(element: Element) -> str:
    """The text of a paragraph, with the spaces and breaks that are elements of their own."""
    found = element.text or ""
    for part in element:
        if part.tag == _TEXT + "s":
            found += " " * min(int(part.get(_TEXT + "c", "1")), 100)
        elif part.tag == _TEXT + "tab":
            found += "\t"
        elif part.tag == _TEXT + "line-break":
            found += "\n"
        else:
            found += _words(part)
        found += part.tail or ""
    return found
