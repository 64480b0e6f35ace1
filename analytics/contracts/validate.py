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
from analytics.core.paths import DATA

FORMATS = ("text", "csv")


def run(
    tables: Tables, path: Path | None = None, table: str | None = None, fmt: str = "text", write_manifest: bool = False
) -> int:
    """Check a data folder or one CSV file and print every fault.

    A file's table is `table`, or else the one its name says; `table` with a folder checks that table only.
    Returns 0 without faults, 1 with faults, 2 when the path, the table or the format is unknown.
    """
    path = path or DATA
    if fmt not in FORMATS:
        return _refuse(f"unknown format {fmt!r}; there are {', '.join(FORMATS)}")
    if not path.exists():
        return _refuse(f"no such file or folder: {path}")
    if table is not None and table not in tables:
        return _refuse(f"unknown table {table!r}; there are {', '.join(tables)}")
    name = table or (path.stem if path.is_file() else None)
    if name is not None and name not in tables:
        return _refuse(f"{path.name} is no table's name; say which with --table: {', '.join(tables)}")
    if write_manifest and (name is not None or path.is_file()):
        return _refuse("--write-manifest needs a whole data folder")

    if name is None:
        faults, what = check_all(tables, path), f"{len(tables)} tables"
        rows = sum(count_rows(known, path / known.path) for known in tables.values())
    else:
        file = path if path.is_file() else path / tables[name].path
        references = referred_tables(tables[name], tables, DATA if path.is_file() else path)
        faults, what = check_file(tables[name], file, references), f"table {name}"
        rows = count_rows(tables[name], file)
    _print(faults, fmt, what, rows)
    if not faults and write_manifest:
        print(f"wrote {record(tables, path)}", file=sys.stderr)
    return 1 if faults else 0


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
