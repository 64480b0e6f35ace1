"""Small made-up tables in a real database, asked through the product's own SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import duckdb

from analytics.warehouse import Warehouse
from analytics.warehouse import macros as every_macro

Rows = Iterable[Sequence[Any]]


@lru_cache(maxsize=1)
def _database() -> duckdb.DuckDBPyConnection:
    """One database for all examples of a process: to open one takes longer than most questions."""
    return duckdb.connect(config={"threads": 1})


@lru_cache(maxsize=1)
def _drops() -> str:
    made = re.findall(r"CREATE MACRO (\w+)\(.*?\) AS( TABLE)?", "\n".join(sql for _, sql in every_macro()), re.S)
    return ";".join(f"DROP MACRO{table} IF EXISTS {name}" for name, table in made)


def _emptied() -> duckdb.DuckDBPyConnection:
    connection = _database()
    for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        connection.execute(f"DROP TABLE {table}")
    connection.execute(_drops())
    return connection


def made_up(macros: Iterable[str], **tables: tuple[str, Rows]) -> Warehouse:
    """A warehouse of tables given as (columns with their types, rows), with the named macros and those of codes.

    It stands until the next one is made up.
    """
    connection = _emptied()
    for name, (columns, rows) in tables.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        values = [list(row) for row in rows]
        if values:
            places = ", ".join(f"({', '.join('?' * len(row))})" for row in values)
            connection.execute(f"INSERT INTO {name} VALUES {places}", [value for row in values for value in row])
    wanted = {"nordic", "country_place", *macros}
    for name, sql in every_macro():
        if name in wanted:
            connection.execute(sql)
    return Warehouse(connection, frozenset(tables))


def filled(columns: str, rows: Iterable[Mapping[str, Any]]) -> tuple[str, Rows]:
    """A table of rows that name only the columns that matter; the others are missing."""
    names = [column.split()[0] for column in columns.split(",")]
    return columns, [[row.get(name) for name in names] for row in rows]


def plain(value: Any) -> Any:
    """A value of a frame as Python has it: what is missing is None."""
    return None if value is None or value != value or str(value) == "<NA>" else value


REGISTER = {
    "clusters": "cluster_id VARCHAR, name VARCHAR, name_en VARCHAR, country VARCHAR, ecosystem VARCHAR, status VARCHAR,"
    " kind VARCHAR, duplicate_of VARCHAR, last_seen_year INTEGER, esca_label VARCHAR, programme VARCHAR,"
    " programme_status VARCHAR, fee_model VARCHAR, fee_min_eur DOUBLE, fee_max_eur DOUBLE, founded_year INTEGER,"
    " members_total BIGINT, sector_detail VARCHAR, city VARCHAR, note VARCHAR, source_url VARCHAR,"
    " what_it_does VARCHAR, what_it_does_url VARCHAR",
    "cluster_regions": "cluster_id VARCHAR, nuts_code VARCHAR",
    "cluster_labels": "cluster_id VARCHAR, label VARCHAR, awarded_year INTEGER, valid_until VARCHAR,"
    " source_url VARCHAR",
    "cluster_cell_sources": "cluster_id VARCHAR, field VARCHAR, used BOOLEAN, source_url VARCHAR",
    "texts": "table_name VARCHAR, key VARCHAR, field VARCHAR, text VARCHAR",
    "membership_fees": "cluster_id VARCHAR",
}


def register(**rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, Rows]]:
    """The tables that the macro cluster_facts asks for, with the rows given; the others are empty."""
    return {name: filled(columns, rows.get(name, ())) for name, columns in REGISTER.items()}
