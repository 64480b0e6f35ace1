"""Every fault of a table: cells that are not of their column's type, broken rules, repeated keys, lost references.

Nothing here knows which tables there are: callers hand them in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.faults import Fault
from analytics.contracts.files import Sheet, read
from analytics.contracts.table import Table, Tables, type_name
from analytics.contracts.text_files import TEXT_FILE, text_files
from analytics.core.paths import DATA
from analytics.core.unseen import HIDDEN

# --- what is asked --------------------------------------------------------------------------------------


def check(table: Table, frame: pd.DataFrame, references: Mapping[str, pd.DataFrame] | None = None) -> list[Fault]:
    """Every fault of a frame against a table's contract.

    Cells may be texts as in a file or typed values; `references` are the other tables by name, for the
    columns that refer to them (a table not given is not looked into). The first row of the frame is row 2.
    """
    twice = frame.columns.duplicated()
    rows = frame.loc[:, ~twice].set_axis(pd.RangeIndex(2, len(frame) + 2))
    faults = [
        Fault(table.name, table.path, 1, str(column), str(column), "a column name used once")
        for column in frame.columns[twice]
    ]
    return faults + _check_rows(table, rows, references or {}, table.path)


def check_file(table: Table, path: Path, references: Mapping[str, pd.DataFrame], file: str = "") -> list[Fault]:
    """Every fault of a CSV file against a table's contract, faults of the file itself included.

    Nothing in the file raises.
    """
    file = file or path.as_posix()
    return check_sheet(table, read(table, path, file), references, file)


def check_all(tables: Tables, root: Path = DATA) -> list[Fault]:
    """Every fault of every table and file of texts under `root`, references between tables included."""
    sheets = {table.name: read(table, root / table.path, table.path) for table in tables.values()}
    frames = {name: sheet.frame for name, sheet in sheets.items() if sheet.frame is not None}
    faults = [
        fault for table in tables.values() for fault in check_sheet(table, sheets[table.name], frames, table.path)
    ]
    for name, path in text_files(root).items():
        faults += check_sheet(TEXT_FILE, read(TEXT_FILE, path, name), {}, name)
    return faults


def referred_tables(table: Table, tables: Tables, root: Path = DATA) -> dict[str, pd.DataFrame]:
    """The tables under `root` that a table refers to, as texts; unreadable ones are left out."""
    others = {target.split(".")[0] for target in table.references.values()} - {table.name}
    sheets = {other: read(tables[other], root / tables[other].path) for other in others}
    return {other: sheet.frame for other, sheet in sheets.items() if sheet.frame is not None}


def check_sheet(table: Table, sheet: Sheet, references: Mapping[str, pd.DataFrame], file: str) -> list[Fault]:
    """Every fault of a file as read, by row."""
    faults = list(sheet.faults)
    if sheet.frame is not None:
        faults += _check_rows(table, sheet.frame, references, file, sheet.bad_cells)
    return sorted(faults, key=lambda fault: fault.row or 0)


# --- cells ----------------------------------------------------------------------------------------------

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}\Z")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\Z")
_NO_SIGN = r"\x00-\x1f\x7f" + HIDDEN
_TEXT = re.compile(rf"[^\s{_NO_SIGN}]([^{_NO_SIGN}]*[^\s{_NO_SIGN}])?\Z")
_ODD = object()  # a cell that is not of its column's type


def _whole(cell: Any) -> Any:
    if isinstance(cell, str):
        return int(cell) if _WHOLE.match(cell) else _ODD
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != cell // 1 or abs(cell) >= 2**63:
        return _ODD
    return int(cell)


def _real(cell: Any) -> Any:
    if isinstance(cell, str):
        cell = float(cell) if _NUMBER.match(cell) else math.nan
    elif isinstance(cell, bool) or not isinstance(cell, int | float):
        return _ODD
    return float(cell) if math.isfinite(cell) else _ODD


def _truth(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    return {"true": True, "false": False}.get(cell, _ODD) if isinstance(cell, str) else _ODD


def _words(cell: Any) -> Any:
    return cell if isinstance(cell, str) and _TEXT.match(cell) else _ODD


# A column's type, which is also the pandas type of the checked frame -> reader of a cell.
_READERS: dict[str, Any] = {"Int64": _whole, "float64": _real, "boolean": _truth, "string": _words}


def _missing(cell: Any) -> bool:
    return cell is None or cell is pd.NA or cell is pd.NaT or cell == "" or cell != cell


def _plain(cell: Any) -> Any:
    """A numpy scalar as the Python value it stands for; anything else as it is."""
    return cell.item() if hasattr(cell, "item") and getattr(cell, "ndim", 0) == 0 else cell


def _shown(cell: Any) -> str:
    return "" if _missing(cell) else str(cell)


def _expected(column: Any) -> str:
    return str((column.metadata or {}).get("expected", "a value"))


# --- rows -----------------------------------------------------------------------------------------------


def _check_rows(
    table: Table,
    frame: pd.DataFrame,
    references: Mapping[str, pd.DataFrame],
    file: str,
    known_bad: Iterable[tuple[int, str]] = (),
) -> list[Fault]:
    """As `check`, for a frame whose index is the rows in the file; `known_bad` cells are told already."""
    schema = table.schema
    faults = [
        Fault(
            table.name,
            file,
            1,
            str(column),
            "",
            f"one of the columns {', '.join(schema.columns)}",
        )
        for column in frame.columns
        if column not in schema.columns
    ]
    for column in schema.columns:
        if column not in frame.columns:
            faults.append(
                Fault(
                    table.name,
                    file,
                    1,
                    column,
                    "",
                    f"a column of this name: {_expected(schema.columns[column])}",
                )
            )
    given = frame.loc[:, [c for c in schema.columns if c in frame.columns]]
    bad = set(known_bad)
    typed = {}
    for column in schema.columns:
        cells = given[column] if column in given else pd.Series(pd.NA, index=given.index, dtype="object")
        typed[column], odd = _typed(cells, schema.columns[column])
        for row, cell in odd:
            if (row, column) not in bad:
                expected = _expected(schema.columns[column]) + _hint(cell)
                faults.append(Fault(table.name, file, row, column, _shown(cell), expected))
                bad.add((row, column))
    whole = pd.DataFrame(typed, index=given.index)
    faults += _model_faults(table, whole, given, file, bad)
    faults += _reference_faults(table, whole, references, file, bad)
    order = {column: place for place, column in enumerate(schema.columns)}
    return sorted(faults, key=lambda f: (f.row or 0, order.get(f.column.split(",")[0], 99), f.column, f.expected))


def _hint(cell: Any) -> str:
    """What is most likely wrong with a cell that is not of its type."""
    if not isinstance(cell, str):
        return ""
    if cell != cell.strip():
        return ", without blanks at its ends"
    if re.fullmatch(r"[+-]?[0-9 .]*,[0-9]+", cell):
        return ", with a decimal point and no commas"
    return "" if cell.isprintable() else ", without line breaks and control characters"


def _typed(cells: pd.Series, column: Any) -> tuple[pd.Series, list[tuple[int, Any]]]:
    """The column in its own type, and the (row, cell) that are not of it, which become unknown."""
    dtype = type_name(column)
    if cells.isna().all():
        return pd.Series(None, index=cells.index, dtype=dtype), []
    read_cell = _READERS[dtype]
    given = [cell if type(cell) is str else _plain(cell) for cell in cells.tolist()]
    known = {cell: read_cell(cell) if cell else None for cell in {cell for cell in given if type(cell) is str}}
    values = [
        known[cell] if type(cell) is str else None if _missing(cell) else read_cell(cell) for cell in given
    ]  # texts repeat, such as codes, years and countries: each is read once
    odd = [(row, cell) for row, cell, value in zip(cells.index, given, values, strict=True) if value is _ODD]
    if odd:
        values = [None if value is _ODD else value for value in values]
    return pd.Series(values, index=cells.index, dtype=dtype), odd


def _model_faults(
    table: Table, whole: pd.DataFrame, given: pd.DataFrame, file: str, bad: set[tuple[int, str]]
) -> Iterator[Fault]:
    """What pandera finds. Cells told already, and columns that are not there, are passed over."""
    schema = table.schema
    try:
        schema.validate(whole, lazy=True)
        return
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    seen: set[tuple[int, str, str]] = set()
    for column, found, row in zip(cases["column"], cases["check"], cases["index"], strict=True):
        found = str(found)
        if found == "multiple_fields_uniqueness":
            continue
        expected = _expected(schema.columns[column])
        place, bar, said = found.partition("|")  # a rule; a pattern may hold a bar too
        if bar and place in schema.columns:
            column, expected = place, said
        elif found == "not_nullable":
            expected = f"a value, not an empty cell: {expected}"
        if column not in given or (row, column) in bad or (row, column, expected) in seen:
            continue
        seen.add((row, column, expected))
        yield Fault(table.name, file, int(row), column, _shown(_plain(given.at[row, column])), expected)
    yield from _repeated_keys(table, whole, given, file, bad)


def _repeated_keys(
    table: Table, whole: pd.DataFrame, given: pd.DataFrame, file: str, bad: set[tuple[int, str]]
) -> Iterator[Fault]:
    """A fault for each row whose key was used in a row before it."""
    key = list(table.key)
    if not all(column in given for column in key):
        return
    told = [any((row, column) in bad for column in key) for row in whole.index]
    keys = whole.loc[[not t for t in told], key].astype("string").fillna("")
    first: dict[tuple[str, ...], int] = {}
    for row, values in zip(keys.index, keys.itertuples(index=False, name=None), strict=True):
        if values not in first:
            first[values] = row
        elif any(values):
            expected = f"a {' + '.join(key)} that is used once (it is in row {first[values]} too)"
            yield Fault(table.name, file, int(row), ", ".join(key), ", ".join(values), expected)


def _reference_faults(
    table: Table,
    whole: pd.DataFrame,
    references: Mapping[str, pd.DataFrame],
    file: str,
    bad: set[tuple[int, str]],
) -> Iterator[Fault]:
    for column, target in table.references.items():
        other, other_column = target.split(".")
        there = whole if other == table.name else references.get(other)
        if there is None or other_column not in there:
            continue
        cells = whole[column].dropna().astype(str)
        known = set(there[other_column].dropna().astype(str)) if len(cells) else set()
        lost = cells[[cell not in known for cell in cells]]
        expected = f"a {other_column} that is in the table {other}"
        for row, value in lost.items():
            if (row, column) not in bad:
                yield Fault(table.name, file, int(str(row)), column, str(value), expected)
