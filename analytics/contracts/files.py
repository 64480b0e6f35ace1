"""Reading the CSV file of a table so that nothing in it can raise: what cannot be read is a fault of its cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analytics.contracts.faults import Fault
from analytics.contracts.table import Table
from analytics.core import csvfile


@dataclass(frozen=True)
class Sheet:
    """A file as read: texts by row number, and what was wrong with the file itself."""

    frame: pd.DataFrame | None
    faults: list[Fault]
    bad_cells: set[tuple[int, str]]


def read(table: Table, path: Path, file: str = "") -> Sheet:
    """Read a table's CSV file; bytes that are not UTF-8 are reported cell by cell. Faults name the file `file`."""
    file = file or path.as_posix()

    def stop(row: int | None, value: str, expected: str) -> Sheet:
        return Sheet(None, [Fault(table.name, file, row, "", value, expected)], set())

    try:
        raw = path.read_bytes()
    except OSError:
        return stop(None, "", "a readable file here; there is none")
    encoding = csvfile.marked_encoding(raw)
    if encoding not in ("", "utf-8-sig"):
        return stop(None, encoding.upper(), "a file in UTF-8")
    if not raw.strip():
        return stop(None, "", f"a header row with the columns {', '.join(table.columns)}; the file is empty")
    content = raw.decode(encoding or "utf-8", errors="surrogateescape")
    records, broken = _records(content)
    faults = []
    if broken:
        faults.append(Fault(table.name, file, len(records) + 1, "", broken, "cells with closed quotation marks"))
    if not records:
        return Sheet(None, faults, set())
    header = [_legible(cell) for cell in records[0]]
    wrong = _wrong_separator(header, table.columns)
    if wrong:
        return stop(1, records[0][0][:80], f"columns separated by commas; the file uses {wrong!r}")
    return _sheet(table, file, header, records[1:], faults)


def count_rows(table: Table, path: Path) -> int:
    """Count the rows of a table's file, the header and blank rows not counted; 0 when it cannot be read."""
    frame = read(table, path).frame
    return 0 if frame is None else len(frame)


def _records(content: str) -> tuple[list[list[str]], str]:
    """The rows of a CSV text, and why reading stopped early ("" if it did not)."""
    records, broken = csvfile.sound_records(content, longest=None)  # a cell may be as long as the file
    while not broken and records and not any(records[-1]):  # blank lines at the end are no rows
        records.pop()
    return records, broken


def _legible(cell: str) -> str:
    """The text with the bytes that are not UTF-8 shown as \\xNN."""
    return cell.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")


def _wrong_separator(header: list[str], columns: tuple[str, ...]) -> str:
    """The separator that splits a header of one cell into columns of the table, "" for none."""
    for mark in csvfile.SEPARATORS:
        parts = {part.strip().strip('"') for part in mark.join(header).split(mark)}
        if mark != "," and len(header) < 2 and len(parts) > 1 and parts & set(columns):
            return "tab" if mark == "\t" else mark
    return ""


def _sheet(table: Table, file: str, header: list[str], records: list[list[str]], faults: list[Fault]) -> Sheet:
    names: list[str] = []
    for place, column in enumerate(header):
        if column in names or not column:
            expected = "a column name used once" if column else f"a name for column {place + 1}"
            faults.append(Fault(table.name, file, 1, column, column, expected))
            column = f"\0{place}"  # kept apart until the frame is made, then dropped
        names.append(column)
    rows: dict[int, list[str]] = {}
    bad: set[tuple[int, str]] = set()
    for row, record in enumerate(records, start=2):
        if not any(record):
            faults.append(Fault(table.name, file, row, "", "", "a row with values; it is blank"))
            continue
        if len(record) != len(header):
            expected = f"{len(header)} cells, as many as the header"
            if len(record) > len(header):
                expected += " (a cell with a comma needs quotation marks)"
            faults.append(Fault(table.name, file, row, "", f"{len(record)} cells", expected))
            bad |= {(row, name) for name in names[len(record) :]}
        cells = (record + [""] * len(header))[: len(header)]
        for name, cell in zip(names, cells, strict=True):
            if any("\udc80" <= sign <= "\udcff" for sign in cell):
                faults.append(Fault(table.name, file, row, name.lstrip("\0"), _legible(cell), "text in UTF-8"))
                bad.add((row, name))
        rows[row] = [_legible(cell) for cell in cells]
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=names, dtype="object")
    return Sheet(frame.loc[:, [not name.startswith("\0") for name in names]], faults, bad)
