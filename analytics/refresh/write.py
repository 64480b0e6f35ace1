"""Checked tables put in the place of those in use, all or none; the last good ones are kept."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analytics.contracts.checks import check
from analytics.contracts.manifest import write_manifest
from analytics.core import state, temporary
from analytics.own_tables import store
from analytics.refresh import folders
from analytics.refresh.calls import cells
from analytics.refresh.errors import RefusedError
from analytics.table_list import TABLES

SHOWN_FAULTS = 5


def check_rows(table: str, rows: pd.DataFrame, others: Mapping[str, pd.DataFrame]) -> None:
    """Raise RefusedError where rows (cells as text) break the contract of their table; `others` are new tables too."""
    contract = TABLES[table]
    names = {target.split(".")[0] for target in contract.references.values()}
    faults = check(
        contract, rows, {name: others[name] if name in others else cells(name, folders.in_use()) for name in names}
    )
    if faults:
        more = f" and {len(faults) - SHOWN_FAULTS:,} more" if len(faults) > SHOWN_FAULTS else ""
        raise RefusedError("; ".join(map(str, faults[:SHOWN_FAULTS])) + more)


def put(tables: Mapping[str, pd.DataFrame]) -> str:
    """Write tables (cells as text), those that others refer to first; says where the ones before are.

    With ATLAS_DATA_DIR they become the next state there, which a running server takes up and `load --rollback` leaves.
    Raises RefusedError, and then nothing is written.
    """
    for table, rows in tables.items():
        check_rows(table, rows, tables)
    if state.folder():
        return f"in use: {store.load(tables)}; back by `load --rollback`"
    kept = folders.KEPT / "before"
    kept.mkdir(parents=True, exist_ok=True)
    with temporary.held(folders.KEPT / "lock"):
        new = {table: _beside(table, rows) for table, rows in tables.items()}
        for table, path in new.items():
            old = folders.SHIPPED / TABLES[table].path
            shutil.copyfile(old, kept / old.name)
            path.replace(old)
        write_manifest(TABLES, folders.SHIPPED)
    return f"written to {folders.SHIPPED}; the tables before: {kept}"


def in_order(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by the key of their table, as the files have them."""
    contract = TABLES[table]

    def sortable(column: pd.Series) -> pd.Series:
        return column.map(int) if contract.duckdb_types[str(column.name)] == "BIGINT" else column

    return rows.sort_values(list(contract.key), key=sortable, kind="stable", ignore_index=True)


def _beside(table: str, rows: pd.DataFrame) -> Path:
    """The file of a table, written whole beside the one in use."""
    path = folders.SHIPPED / f"{TABLES[table].path}.new"
    columns = list(cells(table, folders.SHIPPED).columns)
    path.write_text(rows[columns].to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")
    return path
