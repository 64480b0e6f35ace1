"""Sheets of an XLSX workbook, also of the Strict kind: stored values, hidden rows, formulas without a value."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any
from xml.etree import ElementTree

from analytics.core.language import _
from analytics.workshops.statements.models import CELLS, PARTS, UNPACKED, WIDEST, Sheet, UnreadableError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)


def sheets(content: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by name. Raises UnreadableError."""
    check_workbook(content)
    import openpyxl

    content = _transitional(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {sheet.title: _sheet(sheet, packed) for sheet in book.worksheets}
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise damaged() from error


def damaged() -> UnreadableError:
    """The refusal of a workbook that cannot be parsed."""
    return UnreadableError(_("The workbook is damaged. Open it, save it anew as XLSX or CSV, and try again."))


def check_workbook(content: bytes, part: str = "xl/workbook.xml") -> None:
    """Raises UnreadableError for a zip file that is no workbook, unpacks to too much, is locked or has entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise UnreadableError(
                    _("The workbook unpacks to far more than 25 MB. Copy the statements to a new workbook, or use CSV.")
                )
            if part not in {part.filename for part in parts}:
                raise UnreadableError(_("The file is no workbook. Save the statements as XLSX or CSV and try again."))
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableError(_("The workbook is locked with a password. Take the password off and try again."))
            # A size that a part declares too small ends its reading there, so what was summed up above holds.
            if any(_declares(packed.read(p)) for p in parts if p.filename.endswith((".xml", ".rels", ".vml"))):
                raise UnreadableError(
                    _("The workbook holds declarations that no spreadsheet writes. Save it anew as XLSX.")
                )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise damaged() from error


def _declares(part: bytes) -> bool:
    return b"<!DOCTYPE" in (bare := part.replace(b"\x00", b"").upper()) or b"<!ENTITY" in bare


def _transitional(content: bytes) -> bytes:
    """A Strict workbook with the namespaces that openpyxl knows; any other as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if _STRICT[0][0] not in packed.read("xl/workbook.xml"):
            return content
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as changed:
            for part in packed.infolist():
                held = packed.read(part)
                if part.filename.endswith((".xml", ".rels")):
                    for strict, usual in _STRICT:
                        held = held.replace(strict, usual)
                changed.writestr(part.filename, held)
    return file.getvalue()


def _sheet(sheet: Any, packed: zipfile.ZipFile) -> Sheet:
    sheet.reset_dimensions()  # what a sheet says of its size is not to be trusted
    found = Sheet([], hidden=sheet.sheet_state != "visible")
    _looks(found, packed, sheet._worksheet_path)  # openpyxl tells of hidden rows only when it holds the whole book
    cells_read = 0
    for row, cells in enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), start=1):
        texts = [cell_text(value) for value in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts or row in found.no_value:
            found.rows.append((row, texts))
        cells_read += len(texts)
        if cells_read > CELLS:
            raise UnreadableError(_("The sheet holds too many cells. Keep only the columns that are needed."))
    rows = found.rows
    found.blank = rows[-1][0] - rows[0][0] + 1 - len(rows) if rows else 0
    return found


def _looks(sheet: Sheet, packed: zipfile.ZipFile, path: str) -> None:
    """Hidden rows and columns, and rows in which a formula has no stored value."""
    rows: set[int] = set()
    columns: set[int] = set()
    no_value: list[int] = []
    row = 0
    with packed.open(path.lstrip("/")) as part:
        for event, element in ElementTree.iterparse(part, events=("start", "end")):
            if event == "start":
                if element.tag == _MAIN + "row":
                    row = int(element.get("r") or row + 1)
                    if element.get("hidden") in ("1", "true"):
                        rows.add(row)
                elif element.tag == _MAIN + "col" and element.get("hidden") in ("1", "true"):
                    last = min(int(element.get("max", "1")), WIDEST)
                    columns.update(range(int(element.get("min", "1")) - 1, last))
            elif element.tag == _MAIN + "c":
                value = element.find(_MAIN + "v")
                stored = (value is not None and value.text is not None) or element.get("t") == "str"  # "" is a value
                if element.find(_MAIN + "f") is not None and not stored:
                    no_value.append(row)
            elif element.tag == _MAIN + "row":
                element.clear()
    sheet.hidden_rows, sheet.hidden_columns = frozenset(rows), frozenset(columns)
    sheet.no_value = tuple(dict.fromkeys(no_value))


def cell_text(value: object) -> str:
    """A cell as text, with the line breaks that Excel writes as `_x000D_`."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)) if int(m[1], 16) < 32 else m[0], str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")
