"""What the worker process does with a reader's SQL: the gate, then DuckDB, within limits of rows and seconds."""

from __future__ import annotations

import base64
import json
import math
import threading
import time
from datetime import date, datetime
from datetime import time as clock_time
from decimal import Decimal
from typing import Any

import duckdb

from analytics.core import state
from analytics.core.language import _, number
from analytics.core.worker import RefusedError, TooMuchError
from analytics.sql import gate
from analytics.warehouse import Warehouse, borrowed, warehouse

ROWS = 10_000  # of an answer; more are left out, and the answer says so
COLUMNS = 200
CELLS = 500_000
CHARACTERS = 20_000_000  # of all cells in text
SECONDS = 5.0
_PAGE = 1_000  # rows at a time


def get_ready() -> None:
    """Open the warehouse, before the time of a statement counts."""
    askable()


@state.of_data(maxsize=1)
def askable() -> frozenset[str]:
    """The tables and table macros of the atlas that a statement may name."""
    return _askable(warehouse())


def _askable(asked: Warehouse) -> frozenset[str]:
    cursor = asked.connection.cursor()
    found = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal UNION ALL "
        "SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal UNION ALL "
        "SELECT function_name FROM duckdb_functions() WHERE function_type = 'table_macro' AND NOT internal"
    ).fetchall()
    return frozenset(name for (name,) in found)


def answer(content: bytes) -> dict[str, Any]:
    """The answer to a statement: columns with DuckDB's types, rows of plain values, whether cut.

    `content` is a line with what is borrowed (see warehouse.lent), then the statement in UTF-8. Raises RefusedError
    with the gate's words or DuckDB's, TooMuchError where a limit ends it.
    """
    lent_by, _line, sql = content.decode("utf-8", "replace").partition("\n")
    with borrowed(lent_by) as asked:
        return _answer(gate.check(sql, _askable(asked) if lent_by else askable()), asked)


def _answer(statement: str, asked: Warehouse) -> dict[str, Any]:
    cursor = asked.connection.cursor()
    timer = threading.Timer(SECONDS, cursor.interrupt)
    started = time.perf_counter()
    timer.start()
    try:
        cursor.execute(statement)
        columns = [(str(name), str(kind)) for name, kind, *_more in cursor.description or ()]
        if len(columns) > COLUMNS:
            raise TooMuchError(_("The answer has more than {n} columns. Choose fewer.").format(n=COLUMNS))
        rows, cut = _rows(cursor, len(columns))
    except duckdb.InterruptException as error:
        raise TooMuchError(
            _("The statement took longer than {n} seconds and was stopped. Ask for less at a time.").format(
                n=number(SECONDS)
            )
        ) from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise TooMuchError(_("The statement needs more memory than it may. Ask for less at a time.")) from error
    except duckdb.Error as error:
        raise RefusedError(_readable(error)) from error
    finally:
        timer.cancel()
        cursor.close()
    return {"columns": columns, "rows": rows, "cut": cut, "seconds": time.perf_counter() - started}


def _rows(cursor: duckdb.DuckDBPyConnection, columns: int) -> tuple[list[list[Any]], bool]:
    most = min(ROWS, CELLS // max(1, columns))
    rows: list[list[Any]] = []
    characters = 0
    while len(rows) <= most and (page := cursor.fetchmany(_PAGE)):
        for row in page:
            cells = [_plain(value) for value in row]
            characters += sum(len(cell) for cell in cells if isinstance(cell, str))
            if characters > CHARACTERS:
                raise TooMuchError(_("The answer is too large. Choose fewer columns or rows."))
            rows.append(cells)
    return rows[:most], len(rows) > most


def _plain(value: Any) -> Any:
    """A cell as JSON holds it; numbers that JSON does not know, days and lists as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime | date | clock_time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, default=str, ensure_ascii=False)
    return str(value)


def _readable(error: duckdb.Error) -> str:
    """DuckDB's message without its picture of the statement, which a proportional font would misplace."""
    said = str(error).split("\n\nLINE ")[0].splitlines()
    return _("DuckDB says: {message}").format(message=" ".join(line.strip() for line in said if line.strip())[:600])
