"""Detailed exports by product as the database holds them: the last years of the roll-up's tables at HS 4 digits.

The database also answers what stands on whole files of hundreds of millions of rows, so it takes from their roll-up
only what pages ask for: `hs4_exports`, `hs4_products` and `hs4_edition` (one row: what the roll-up was made of).
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from analytics.contracts.faults import Fault
from analytics.core.trade import MANIFEST

EXPORTS, PRODUCTS = "product_exports.parquet", "products.parquet"
YEARS = 6  # the latest and the five before it, over which growth is worked out
_FROM = "the tables that `python -m analytics rollup` writes"
# What must not be in a table: a condition on its rows, and what is expected instead.
_WRONG = {
    "hs4_exports": (
        ("year IS NULL OR code IS NULL OR code NOT BETWEEN 101 AND 9999", "a year and an HS code of four digits"),
        ("value_usd IS NULL OR value_usd < 0 OR rca < 0", "a value and an RCA that are not negative"),
    ),
    "hs4_products": (("code IS NULL OR chapter IS NULL OR chapter <> code // 100", "the chapter of each code"),),
}
_KEYS = {"hs4_exports": "year, country, code", "hs4_products": "code"}


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
        _fill(connection, folder)
        faults = _faults(connection)
    except (duckdb.Error, OSError, ValueError, KeyError) as unreadable:
        faults = [Fault("hs4_exports", str(folder), None, "", str(unreadable).splitlines()[0], _FROM)]
    connection.execute("ROLLBACK" if faults else "COMMIT")
    return faults


def _fill(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    about = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    connection.execute("INSERT INTO hs4_edition VALUES (?, ?)", [str(about["source"]), str(about["edition"])])
    connection.execute(
        "INSERT INTO hs4_products SELECT code, chapter, name FROM read_parquet($file) WHERE level = 4 ORDER BY code",
        {"file": str(folder / PRODUCTS)},
    )
    # An RCA of zeros alone is NaN, which to DuckDB is greater than any number.
    connection.execute(
        "INSERT INTO hs4_exports "
        "SELECT year, country, code, value_usd, CASE WHEN isfinite(rca) THEN rca END FROM read_parquet($file) "
        "WHERE level = 4 AND year > (SELECT max(year) FROM read_parquet($file)) - $years "
        "ORDER BY year, country, code",
        {"file": str(folder / EXPORTS), "years": YEARS},
    )


def _faults(connection: duckdb.DuckDBPyConnection) -> list[Fault]:
    found = []
    for table, file in (("hs4_exports", EXPORTS), ("hs4_products", PRODUCTS)):
        rows = f"SELECT * FROM {table}"
        for condition, expected in _WRONG[table]:
            if wrong := connection.execute(f"{rows} WHERE {condition} LIMIT 1").fetchone():
                found.append(Fault(table, file, None, "", str(wrong), expected))
        if twice := connection.execute(f"{rows} QUALIFY count(*) OVER (PARTITION BY {_KEYS[table]}) > 1").fetchone():
            found.append(Fault(table, file, None, "", str(twice), f"each {_KEYS[table]} once"))
        if not connection.execute(f"{rows} LIMIT 1").fetchone():
            found.append(Fault(table, file, None, "", "", "rows of level 4"))
    return found
