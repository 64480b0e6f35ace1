"""A frame as an XLSX workbook: the table on one sheet, sources and notes on a second one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.core.language import _
from analytics.publish.cells import FORMULA, Column, Exact, columns_of, text_of
from analytics.publish.word import clean
from analytics.table_facts import column_kind

if TYPE_CHECKING:
    from analytics.core.chart import Source


XLSX_ROWS = 1_048_575  # Excel's 1,048,576 less the header
XLSX_COLUMNS = 16_384
XLSX_TEXT = 32_767  # characters in a cell
READ = 40  # rows of a table that is read rather than reckoned with: its long texts stand on lines
_A4, _LINE = 9, 15  # Excel's number of the paper; the height of a line in points
XLSX_WHOLE = 2**53  # a cell holds a double: longer whole numbers would change, so they are written as text


def to_xlsx(
    frame: pd.DataFrame,
    *,
    title: str,
    sources: Sequence[Source],
    notes: Sequence[str] = (),
    data_columns: Mapping[str, str] | None = None,
    made: date | None = None,
) -> bytes:
    """A workbook: the table on a sheet named after `title`, then a sheet of sources, notes and the date made.

    `data_columns` says which column of the data a heading in words stands for, so that its kind is known.
    Dates before 1900 and whole numbers over 2**53, which Excel cannot hold, are written as text.
    `made` is today if not given.
    Raises ValueError for what Excel cannot hold at all: too many rows or columns, too long a text, infinity.
    """
    import xlsxwriter

    if len(frame) > XLSX_ROWS:
        raise ValueError(f"The table has {len(frame):,} rows; Excel holds {XLSX_ROWS:,}. Take CSV or Parquet.")
    if frame.shape[1] > XLSX_COLUMNS:
        raise ValueError(f"The table has {frame.shape[1]:,} columns; Excel holds {XLSX_COLUMNS:,}.")
    day = made or date.today()
    file = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": _xml(title), "created": datetime(day.year, day.month, day.day)})
        names = _sheet_name(title), _sheet_name(_("Sources"))
        first = names[0] if names[0].casefold() != names[1].casefold() else _("Data")
        _table_sheet(book, book.add_worksheet(first), columns_of(frame), data_columns or {})
        _source_sheet(book, book.add_worksheet(names[1]), title, sources, notes, day)
    return file.getvalue()


def _table_sheet(book: Any, sheet: Any, columns: list[Column], data_columns: Mapping[str, str]) -> None:
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        lines = {"text_wrap": True, "valign": "top"} if len(column.values) <= READ else {}
        words = book.add_format(lines)
        quoted = book.add_format({"quote_prefix": True, **lines})  # stays text even when it is edited
        form = book.add_format({"num_format": _number_format(column, data_columns.get(column.name, column.name))})
        sheet.set_column(at, at, _width(column))
        sheet.write_string(0, at, _xml(column.name), heading)
        for row, value in enumerate(column.values, start=1):
            _write(sheet, row, at, value, (form, words, quoted), column.name)
    if columns:
        sheet.autofilter(0, 0, len(columns[0].values), len(columns) - 1)
        if len(columns[0].values) <= READ:
            _set_to_read(sheet, columns)


def _set_to_read(sheet: Any, columns: list[Column]) -> None:
    """Rows as high as their long texts need, which not every program sees to, and all columns on one sheet of paper."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    for row in range(len(columns[0].values)):
        texts = ((text_of(column.values[row]), _width(column)) for column in columns)
        lines = max(sum(-(-len(part) // wide) or 1 for part in text.split("\n")) for text, wide in texts)
        if lines > 1:
            sheet.set_row(row + 1, _LINE * lines)


def _write(sheet: Any, row: int, at: int, value: Any, forms: tuple[Any, Any, Any], name: str) -> None:
    """Write one cell by the kind of its value, in the form of numbers, words or quoted words; a missing is left out."""
    form, words, quoted = forms
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, at, value)
        case int() if abs(value) <= XLSX_WHOLE:
            sheet.write_number(row, at, value, form)
        case float() | Decimal():
            if math.isinf(value):
                raise ValueError(f"Column {name}, row {row}: Excel holds no infinite number.")
            sheet.write_number(row, at, Exact(value), form)
        case date() if value.year >= 1900:
            sheet.write_datetime(row, at, value, form)
        case _:
            text = _xml(text_of(value))
            if len(text) > XLSX_TEXT:
                raise ValueError(f"Column {name}, row {row}: {len(text):,} characters; Excel holds {XLSX_TEXT:,}.")
            if text:
                sheet.write_string(row, at, text, quoted if FORMULA.match(text) else words)


def _number_format(column: Column, data_column: str) -> str:
    """Excel's number format: years without a thousands mark; as many decimals as needed, at most four."""
    if column.kind == "date":
        return "yyyy-mm-dd"
    if column.kind == "datetime":
        return "yyyy-mm-dd hh:mm:ss"
    numbers: list[Any] = [abs(v) for v in column.values if isinstance(v, int | float | Decimal)]
    if column.kind not in ("int", "float") or not numbers:
        return "General"
    if column_kind(data_column).is_year:
        return "0"
    if 0 < max(numbers) < 0.01:
        return "General"  # four decimals would show nothing
    decimals = max(_decimals(v) for v in numbers)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _decimals(value: float | Decimal, most: int = 4) -> int:
    return next((n for n in range(most) if round(value, n) == value), most) if math.isfinite(value) else 0


def _width(column: Column, least: int = 9, most: int = 60, rows: int = 1000) -> int:
    """Column width in characters: the longest of the first rows, and the heading with its filter button."""
    longest = max((len(text_of(value)) for value in column.values[:rows]), default=0)
    if column.kind in ("int", "float"):
        longest = min(longest + longest // 4, 16)  # thousands marks; decimals not shown
    return min(max(longest + 1, len(column.name) + 3, least), most)


def _source_sheet(
    book: Any, sheet: Any, title: str, sources: Sequence[Source], notes: Sequence[str], day: date
) -> None:
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 3, 24)
    sheet.write_string(0, 0, _xml(title), bold)
    sheet.write_string(1, 0, _("Made on"))
    sheet.write_datetime(1, 1, day, book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}))
    for at, heading in enumerate((_("Source"), _("Table"), _("Years"), _("Address"))):
        sheet.write_string(3, at, heading, bold)
    for row, source in enumerate(sources, start=4):
        for at, text in enumerate((source.text, source.table, source.years, source.url)):
            sheet.write_string(row, at, _xml(text))
    if notes:
        below = 5 + len(sources)
        sheet.write_string(below, 0, _("Notes"), bold)
        for row, note in enumerate(notes, start=below + 1):
            sheet.write_string(row, 0, _xml(note))


def _xml(text: str) -> str:
    """The text without characters that XML forbids; line breaks as Excel has them, "\\n"."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n")


def _sheet_name(title: str) -> str:
    """At most 31 UTF-16 units without []:*?/\\ or outer apostrophes; never empty or Excel's own "History"."""
    name = re.sub(r"[\[\]:*?/\\\s]+", " ", _xml(title)).strip(" '")
    name = name.encode("utf-16-le")[:62].decode("utf-16-le", "ignore").rstrip(" '")
    return name if name and name.casefold() != "history" else _("Data")
