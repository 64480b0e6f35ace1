"""Detailed exports by product as the database holds them: the last years of the roll-up's tables at HS 4 digits.

The database also answers what stands on whole files of hundreds of millions of rows, so it takes from their roll-up
only what pages ask for: `hs4_exports`, `hs4_products` and `hs4_edition` (one row: what the roll-up was made of).
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from analytics.contracts.faults import Fault
from analytics.core import trade
from analytics.core.trade import MANIFEST

YEARS = 6  # the latest and the five before it, over which growth is worked out
_FROM = "the tables that `python -m analytics rollup` writes"


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, empty, as they stay where the atlas was given no roll-up."""
    connection.execute("CREATE TABLE hs4_edition (source VARCHAR, edition VARCHAR)")
    connection.execute("CREATE TABLE hs4_products (code INTEGER, chapter INTEGER, name VARCHAR)")
    connection.execute(
        "CREATE TABLE hs4_exports (year INTEGER, country VARCHAR, code INTEGER, value_usd DOUBLE, rca DOUBLE)"
    )


def load(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Fault]:
    """Fill the tables from a roll-up's folder; where anything is wrong with it they stay empty, and the faults."""
    connection.execute("BEGIN")
    try:
        faults = _fill(connection, folder)
    except (duckdb.Error, OSError, ValueError, KeyError) as unreadable:
        faults = [Fault("hs4_exports", str(folder), None, "", str(unreadable).splitlines()[0], _FROM)]
    connection.execute("ROLLBACK" if faults else "COMMIT")
    return faults


def _fill(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Fault]:
    from analytics.rollup.tables import wrong  # with all of pyarrow, which an atlas without these tables does not need

    about = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    years = [year for year in about["years"] if year > max(about["years"]) - YEARS]
    files = {table: trade.files(folder, table) for table in ("countries", "products")}
    files["product_exports"] = [folder / "product_exports" / f"{year}.parquet" for year in years]
    if faults := list(wrong(files, years)):
        return [
            Fault("hs4_exports", f"{one.table} {one.year}".strip(), None, one.column, one.found, one.expected)
            for one in faults
        ]
    connection.execute("INSERT INTO hs4_edition VALUES (?, ?)", [str(about["source"]), str(about["edition"])])
    for table, columns, source in (
        ("hs4_products", "code, chapter, name", "products"),
        ("hs4_exports", "year, country, code, value_usd, rca", "product_exports"),
    ):
        connection.execute(
            f"INSERT INTO {table} SELECT {columns} FROM read_parquet($files) WHERE level = 4 ORDER BY ALL",
            {"files": [str(path) for path in files[source]]},
        )
    return []
