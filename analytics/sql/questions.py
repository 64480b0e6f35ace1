"""A reader's statement and its answer, asked in a process of its own; the tables; the named questions as examples."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from analytics.core import state, trade
from analytics.core.language import _
from analytics.core.worker import BusyError, RefusedError, TooMuchError, Workers
from analytics.sql import job
from analytics.warehouse import GoneError, Query, lent, queries, warehouse

PROCESSES = 2
KILLED_AFTER = job.SECONDS + 5.0  # where DuckDB does not stop by itself
_NUMBERS = ("DECIMAL", "DOUBLE", "FLOAT")
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")

START = """SELECT country, count(*) AS clusters
FROM cluster_facts
WHERE counted
GROUP BY country
ORDER BY clusters DESC"""
# Words of SQL that an editor offers.
WORDS = (
    *("SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "DISTINCT"),
    *("count(*)", "sum(", "avg(", "median(", "quantile_cont(", "CASE WHEN", "SUMMARIZE", "DESCRIBE", "UNION ALL"),
)

__all__ = [
    "START",
    "WORDS",
    "Answer",
    "BusyError",
    "RefusedError",
    "TooMuchError",
    "ask",
    "examples",
    "filled",
    "start_of",
    "stop",
    "tables",
]

_workers = Workers(PROCESSES, keeps=(state.SETTING, trade.SETTING))


@dataclass(frozen=True, eq=False)
class Answer:
    """The rows of a statement, DuckDB's type of each column, whether rows were left out, and the seconds it took."""

    rows: pd.DataFrame
    types: tuple[str, ...]
    cut: bool
    seconds: float


def ask(sql: str) -> Answer:
    """The answer of the tables in use, a visitor's own among them, to a statement.

    Raises RefusedError (also TooMuchError, BusyError) in words for its writer.
    """
    try:
        with lent() as lent_by:
            asked = f"{lent_by}\n{sql}".encode("utf-8", "replace")
            found = _workers.ask(job.answer, asked, seconds=KILLED_AFTER)
    except GoneError as error:
        raise RefusedError(_("Your own tables cannot be asked in SQL on this server.")) from error
    except BusyError as error:
        raise BusyError(_("Many statements are being answered just now. Try again in a minute.")) from error
    names = _different([name for name, _kind in found["columns"]])
    types = tuple(kind for _name, kind in found["columns"])
    rows = pd.DataFrame(found["rows"], columns=names, dtype=object)
    for name, kind in zip(names, types, strict=True):
        rows[name] = _typed(rows[name], kind)
    return Answer(rows, types, found["cut"], found["seconds"])


def stop() -> None:
    """End the processes; the next statement starts another."""
    _workers.stop()


@state.of_data(maxsize=1)
def tables() -> dict[str, list[tuple[str, str]]]:
    """The tables that a statement may name, with the names and types of their columns."""
    shown = warehouse().tables
    cursor = warehouse().connection.cursor()
    found = cursor.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    listed: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in found:
        listed.setdefault(table, []).append((column, kind))
    return {name: listed[name] for name in sorted(listed, key=lambda name: (name not in shown, name))}


def examples() -> dict[str, Query]:
    """The named questions behind the pages, by name."""
    return queries()


def start_of(table: str) -> str:
    """A statement that shows the first rows of a table."""
    return f"SELECT *\nFROM {table}\nLIMIT 100"


def filled(query: Query) -> str:
    """A named question as a statement that runs by itself: each parameter as its default, cast to its type."""
    sql = query.sql
    for parameter in query.parameters:
        value = parameter.default if parameter.default != "NULL" else "NULL"
        sql = re.sub(rf"\${parameter.name}\b", f"CAST({value} AS {parameter.type})", sql)
    return "\n".join(line for line in sql.splitlines() if not line.startswith(("-- grain", "-- param"))).strip()


def _different(names: list[str]) -> list[str]:
    """The names of columns, with a number where a statement gives two the same."""
    seen: dict[str, int] = {}
    kept = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        kept.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return kept


def _typed(cells: pd.Series, kind: str) -> pd.Series:
    if kind in _WHOLE:
        return cells.astype("Int64")
    if kind.startswith(_NUMBERS):
        return pd.to_numeric(cells)
    if kind == "BOOLEAN":
        return cells.astype("boolean")
    if kind == "VARCHAR":
        return cells.astype("string")
    return cells
