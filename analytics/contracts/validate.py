"""The work behind `python -m analytics validate`: tables checked against their contracts."""

from __future__ import annotations

import csv
import sys
from dataclasses import astuple
from pathlib import Path

from analytics.contracts.checks import check_all, check_file, referred_tables
from analytics.contracts.faults import Fault
from analytics.contracts.files import count_rows
from analytics.contracts.manifest import write_manifest as record
from analytics.contracts.table import Tables
from analytics.contracts.text_files import TEXT_FILE, text_files
from analytics.contracts.texts import check_texts
from analytics.core.paths import DATA

FORMATS = ("text", "csv")


def run(
    tables: Tables, path: Path | None = None, table: str | None = None, fmt: str = "text", write_manifest: bool = False
) -> int:
    """Check a data folder or one CSV file and print every fault.

    A file's table is `table`, or else the one its name says; `table` with a folder checks that table only.
    Texts that a language lacks are listed too; they do not keep the manifest from being written.
    Returns 0 without faults, 1 with faults, 2 when the path, the table or the format is unknown.
    """
    path = path or DATA
    if fmt not in FORMATS:
        return _refuse(f"unknown format {fmt!r}; there are {', '.join(FORMATS)}")
    if not path.exists():
        return _refuse(f"no such file or folder: {path}")
    known = {**tables, TEXT_FILE.name: TEXT_FILE}
    if table is not None and table not in known:
        return _refuse(f"unknown table {table!r}; there are {', '.join(known)}")
    name = table or (path.name.split(".")[0] if path.is_file() else None)
    if name is not None and name not in known:
        return _refuse(f"{path.name} is no table's name; say which with --table: {', '.join(known)}")
    if write_manifest and (name is not None or path.is_file()):
        return _refuse("--write-manifest needs a whole data folder")

    broken, gaps, what, rows = _checked(known, tables, path, name)
    _print(broken + gaps, fmt, what, rows)
    if not broken and write_manifest:
        print(f"wrote {record(tables, path)}", file=sys.stderr)
    return 1 if broken or gaps else 0


def _checked(known: Tables, tables: Tables, path: Path, name: str | None) -> tuple[list[Fault], list[Fault], str, int]:
    """The faults that keep tables from being loaded, those of texts that do not, what was checked, and its rows."""
    if path.is_file() or name not in (None, TEXT_FILE.name):
        table = known[name or ""]
        file = path if path.is_file() else path / table.path
        references = referred_tables(table, tables, DATA if path.is_file() else path)
        return check_file(table, file, references), [], f"table {name}", count_rows(table, file)
    gaps = check_texts(tables, path)
    if name:
        rows = sum(count_rows(TEXT_FILE, file) for file in text_files(path).values())
        return check_all({}, path), gaps, f"table {name}", rows
    rows = sum(count_rows(table, path / table.path) for table in tables.values())
    return check_all(tables, path), gaps, f"{len(tables)} tables", rows


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _print(faults: list[Fault], fmt: str, what: str, rows: int) -> None:
    if fmt == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("table", "file", "row", "column", "value", "expected"))
        writer.writerows(astuple(fault) for fault in faults)
        return
    for fault in faults:
        print(fault)
    found = "no fault" if not faults else f"{len(faults):,} fault{'s' if len(faults) != 1 else ''}"
    print(f"{what}, {rows:,} rows: {found}")
