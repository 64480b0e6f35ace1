"""What people wrote in a workshop, read from a CSV or XLSX file or from pasted lines; nothing is dropped silently.

`read` says how it understood a file, row by row what is wrong with it, and `rows == statements + left out + empty`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from analytics.core import csvfile
from analytics.core import text_index as words
from analytics.core.language import _, number
from analytics.workshops.column_names import LANGUAGES, fields

BYTES = 5_000_000
STATEMENTS = 5_000
CHARACTERS = 1_000  # of a statement
SHORT = 200  # characters of a group or session
UNPACKED = 25_000_000  # bytes of a workbook's parts
PARTS = 500  # of a workbook
WIDEST = 50  # columns of a table
VOTES = 1_000_000
FIELDS = ("statement", "group", "session", "language", "votes")
_KINDS = {"row": "int64", **dict.fromkeys(("statement", "group", "session", "language"), "str"), "votes": "Int64"}
_SPREADSHEET = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class UnreadableError(Exception):
    """A file of which nothing can be read; says why and what to do, in the language in use."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one row: the row as a spreadsheet counts it, the column, what stands there, what to do."""

    row: int
    column: str
    found: str
    remedy: str

    def __str__(self) -> str:
        where = _("row {row}, column {column}").format(row=self.row, column=self.column)
        return f"{where}: {self.found[:80]!r}. {self.remedy}"


@dataclass(frozen=True, eq=False)
class Understood:
    """How a file was read.

    `columns` are the file's own names with the field each is read as ("" = not read). `statements` has row, statement,
    group, session, language, votes (missing = not given) and, of a live workshop, question; one row a statement as in
    the file. `rows` counts all rows
    under the header, `empty` those without any text, `left_out` those that hold something but no sound statement.
    """

    kind: Literal["csv", "xlsx", "lines", "frame"]
    encoding: str
    separator: str
    sheet: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    empty: int
    left_out: int
    statements: pd.DataFrame
    faults: tuple[Fault, ...]
    other_sheets: tuple[str, ...] = ()


@dataclass
class _Table:
    """Rows of texts with the place of each in the file; the first may be a header."""

    rows: list[tuple[int, list[str]]]
    faults: list[Fault] = field(default_factory=list)
    blank: int = 0  # rows without text that are not among the rows


# --- reading ---------------------------------------------------------------------------------------------


def read(content: bytes) -> Understood:
    """The statements of a CSV or XLSX file, or a text file of one statement a line. Raises UnreadableError."""
    if len(content) > BYTES:
        raise UnreadableError(_("The file is larger than 5 MB. Split it, or keep only the columns that are needed."))
    if content.startswith(_OLD_EXCEL):
        raise UnreadableError(_("This is a workbook of the old Excel format. Save it as XLSX or CSV and try again."))
    if content.startswith(_SPREADSHEET):
        return _workbook(content)
    text, encoding = decoded(content)
    return _text_file(text, encoding)


def read_lines(text: str) -> Understood:
    """Pasted text: one statement a line, or a table with a header that names its columns. Raises UnreadableError."""
    if len(text.encode("utf-8", "replace")) > BYTES:
        raise UnreadableError(_("The text is larger than 5 MB. Paste it in parts."))
    return _text_file(text, "", pasted=True)


def from_frame(frame: pd.DataFrame) -> Understood:
    """Statements that are a table already: any of FIELDS and question, numbered from 1; statement is needed."""
    whole = frame.reindex(columns=[*FIELDS, *(name for name in frame if name not in FIELDS)])
    whole.insert(0, "row", range(1, len(frame) + 1))
    return Understood("frame", "", "", "", (), len(frame), 0, 0, whole.astype(_KINDS), ())


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding: by its mark, else UTF-8, UTF-16, Windows-1252, Latin-1.

    Raises UnreadableError for what is no text.
    """
    tried: tuple[str, ...] = (csvfile.marked_encoding(content),)
    if not tried[0]:
        tried = ("utf-8", "cp1252", "latin-1")
        nulls = content[0::2].count(0), content[1::2].count(0)
        if sum(nulls) > len(content) / 10:  # every second byte of western text in UTF-16 is 0
            tried = ("utf-16-be" if nulls[0] > nulls[1] else "utf-16-le",)
    for name in tried:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        sample = text[:10_000]
        controls = sum(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r" for sign in sample)
        if controls <= 2 + len(sample) / 50:
            return text, name.removesuffix("-sig")
        break
    raise UnreadableError(_("The file cannot be read as text. Save it as CSV in UTF-8, or as XLSX, and try again."))


def parsed(text: str, separator: str) -> _Table:
    """The rows of a text as CSV. Where a quotation mark is not closed, marks are read as signs and a fault says so."""
    sound, broken = csvfile.sound_records(text, separator)
    if not broken:
        return _Table(list(enumerate(sound, start=1)))
    try:
        found = list(enumerate(csvfile.records(text, separator, quoting=csv.QUOTE_NONE), start=1))
    except csv.Error as error:
        raise UnreadableError(_("A cell is far too long to be read. Put one statement in a row.")) from error
    remedy = _(
        "A quotation mark is not closed or stands inside a cell: double the marks in the text, or take them out."
    )
    return _Table(found, [Fault(len(sound) + 1, _("whole row"), '"', remedy)])


def _text_file(text: str, encoding: str, *, pasted: bool = False) -> Understood:
    separator = _separator(text, pasted=pasted)
    if separator is None:
        return _lines(text, encoding, pasted=pasted)
    return _understood(parsed(text, separator), "csv", encoding=encoding, separator=separator)


def _separator(text: str, *, pasted: bool) -> str | None:
    """The separator by which the first row names most columns, the statement among them; None where none does.

    Of pasted text at least half of the first row must be names: it may be a statement that begins with "Needs,".
    """
    best, most = None, 0
    for separator in csvfile.SEPARATORS:
        try:
            header = next((cells for cells in csvfile.records(text, separator) if any(map(str.strip, cells))), [])
        except csv.Error:
            continue
        names = fields(header)
        n = len(set(names) - {""})
        if "statement" in names and n > most and not (pasted and 2 * n < len(names)):
            best, most = separator, n
    return best


def _lines(text: str, encoding: str, *, pasted: bool) -> Understood:
    found = re.split(r"\r\n|\r|\n", text.removesuffix("\n"))
    if not pasted:  # a column of a file without a header: the marks round a text are the file's
        found = [re.sub(r'^"((?:[^"]|"")*)"$', lambda m: m[1].replace('""', '"'), line) for line in found]
    table = _Table([(row, [line]) for row, line in enumerate(found, start=1)])
    return _understood(table, "lines", encoding=encoding, header=False)


# --- workbooks -------------------------------------------------------------------------------------------


def _workbook(content: bytes) -> Understood:
    """The first sheet that names a column of statements, else the first that holds anything."""
    check_workbook(content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = {sheet.title: _sheet(sheet) for sheet in book.worksheets}
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise UnreadableError(
            _("The workbook is damaged. Open it, save it anew as XLSX or CSV, and try again.")
        ) from error
    filled = {name: table for name, table in sheets.items() if table.rows}
    if not filled:
        raise UnreadableError(_("The workbook is empty: no sheet holds any text."))
    named = [name for name, table in filled.items() if "statement" in fields(table.rows[0][1])]
    chosen = (named or list(filled))[0]
    others = tuple(name for name in filled if name != chosen)
    return _understood(filled[chosen], "xlsx", sheet=chosen, header=bool(named), other_sheets=others)


def check_workbook(content: bytes) -> None:
    """Raises UnreadableError for a zip file that is no workbook, unpacks to too much, is locked or has entities."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise UnreadableError(
                    _("The workbook unpacks to far more than 25 MB. Copy the statements to a new workbook, or use CSV.")
                )
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise UnreadableError(_("The file is no workbook. Save the statements as XLSX or CSV and try again."))
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableError(_("The workbook is locked with a password. Take the password off and try again."))
            # A size that a part declares too small ends its reading there, so what was summed up above holds.
            if any(_declares(packed.read(p)) for p in parts if p.filename.endswith((".xml", ".rels", ".vml"))):
                raise UnreadableError(
                    _("The workbook holds declarations that no spreadsheet writes. Save it anew as XLSX.")
                )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise UnreadableError(
            _("The workbook is damaged. Open it, save it anew as XLSX or CSV, and try again.")
        ) from error


def _declares(part: bytes) -> bool:
    return b"<!DOCTYPE" in (bare := part.replace(b"\x00", b"").upper()) or b"<!ENTITY" in bare


def _sheet(sheet: Any) -> _Table:
    sheet.reset_dimensions()  # what a sheet says of its size is not to be trusted
    rows: list[tuple[int, list[str]]] = []
    for row, cells in enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), start=1):
        texts = [_cell(value) for value in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            rows.append((row, texts))
        if len(rows) > STATEMENTS + 1:
            raise UnreadableError(_too_many())
    blank = rows[-1][0] - rows[0][0] + 1 - len(rows) if rows else 0
    return _Table(rows, blank=blank)


def _cell(value: object) -> str:
    """A cell as text; a formula stays the text it is written as."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# --- understanding ---------------------------------------------------------------------------------------


def _understood(
    table: _Table,
    kind: Literal["csv", "xlsx", "lines"],
    *,
    header: bool = True,
    encoding: str = "",
    separator: str = "",
    sheet: str = "",
    other_sheets: tuple[str, ...] = (),
) -> Understood:
    rows = list(table.rows)
    names: list[str] = ["statement"]
    columns: tuple[tuple[str, str], ...] = ()
    if header:
        while rows and not any(cell.strip() for cell in rows[0][1]):
            rows.pop(0)
        own = rows.pop(0)[1]
        names = fields(own)
        columns = tuple((name.strip(), meant) for name, meant in zip(own, names, strict=True))
    faults, found, empty = list(table.faults), [], table.blank
    for row, cells in rows:
        if not any(cell.strip() for cell in cells):
            empty += 1
        elif kept := _row(row, cells, names, header, faults):
            found.append(kept)
    if len(found) > STATEMENTS:
        raise UnreadableError(_too_many())
    return Understood(
        kind,
        encoding,
        separator,
        sheet,
        columns,
        len(rows) + table.blank,
        empty,
        len(rows) + table.blank - empty - len(found),
        _frame(found),
        tuple(sorted(faults, key=lambda fault: fault.row)),
        other_sheets,
    )


def _row(row: int, cells: Sequence[str], names: Sequence[str], header: bool, faults: list[Fault]) -> dict[str, Any]:
    """A row's fields; empty where it holds no sound statement. What is wrong with it joins the faults."""
    given = dict.fromkeys(FIELDS, "")
    given |= {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
    if any(cell.strip() for cell in cells[len(names) :]):
        beyond = " ".join(cells[len(names) :]).strip()
        if header:
            remedy = _("There are more cells than columns: put quotation marks round texts that hold the separator.")
        else:
            remedy = _("Only the first column was read: name the columns in the first row.")
        faults.append(Fault(row, _("beyond the last column"), beyond, remedy))
    if not given["statement"]:
        remedy = _("The row has no statement and was left out: write one, or take the row out.")
        faults.append(Fault(row, _("statement"), " ".join(cells).strip(), remedy))
        return {}
    if len(given["statement"]) > CHARACTERS:
        remedy = _("The statement has {n} characters, {most} at most, and was left out: shorten or split it.").format(
            n=number(len(given["statement"])), most=number(CHARACTERS)
        )
        faults.append(Fault(row, _("statement"), given["statement"], remedy))
        return {}
    return {
        "row": row,
        "statement": given["statement"],
        "group": _short(row, _("group"), given["group"], faults),
        "session": _short(row, _("session"), given["session"], faults),
        "language": _language(row, given["language"], faults),
        "votes": _votes(row, given["votes"], faults),
    }


def _short(row: int, column: str, text: str, faults: list[Fault]) -> str | None:
    if len(text) > SHORT:
        remedy = _("The text is longer than {most} characters and was cut: shorten it.").format(most=SHORT)
        faults.append(Fault(row, column, text, remedy))
    return text[:SHORT] or None


def _language(row: int, text: str, faults: list[Fault]) -> str | None:
    if not text:
        return None
    folded = words.fold(text)
    code = next((code for code, names in LANGUAGES.items() if folded in names or folded[:3] == f"{code}-"), None)
    if code is None:
        remedy = _(
            "The language is none of the five that are known and will be recognised: write fi, sv, en, no or da."
        )
        faults.append(Fault(row, _("language"), text, remedy))
    return code


def _votes(row: int, text: str, faults: list[Fault]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdecimal() and int(text[:8]) <= VOTES and len(text) <= 8:
        return int(text)
    remedy = _("Votes are a whole number from 0 on; they were left open and the statement was kept.")
    faults.append(Fault(row, _("votes"), text, remedy))
    return None


def _too_many() -> str:
    return _("There are more than {most} statements. Split the file.").format(most=number(STATEMENTS))


def _frame(found: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=["row", *FIELDS]).astype(_KINDS)
