"""One DuckDB a process over the sourced tables: locked, asked by named SQL only (see warehouse_file for its file)."""

from __future__ import annotations

import os
import re
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from analytics.core import state
from analytics.core.codes import NORDIC
from analytics.core.language import current
from analytics.core.paths import DATA, MACROS, SUBJECTS
from analytics.core.texts import Texts, put
from analytics.table_facts import text_keys
from analytics.warehouse_file import open_database, open_lent, shared_folder

if TYPE_CHECKING:
    from analytics.contracts.faults import Fault

BUDGET_SECONDS = 2.0
MAX_ROWS = 200_000
REMEMBERED = 1024  # answers kept; the tables never change while the process lives

_HEADER = re.compile(r"^-- (question|grain|units): (.+)$", re.M)
_PARAMETER = re.compile(r"^-- param (\w+) ([A-Z]+(?:\[\])?) = (.+?): (.+)$", re.M)
_INTEGERS = {
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
}


class WarehouseError(Exception):
    """A question that the warehouse cannot answer; the message is fit for a reader."""


class GoneError(WarehouseError):
    """The tables of a visitor are no longer held: too many others came after."""


class UnknownQuery(WarehouseError):  # noqa: N818
    """No file of that name in the folder `queries` of a subject."""


class BadParameter(WarehouseError):  # noqa: N818
    """A parameter that the query does not declare, or a value that is not of its type."""


class TableUnavailable(WarehouseError):  # noqa: N818
    """The query needs a table that was left out because it breaks its contract."""


class QueryTimeout(WarehouseError):  # noqa: N818
    """The query ran longer than its time budget and was interrupted."""


@dataclass(frozen=True)
class Parameter:
    """A bound parameter of a query: its DuckDB type, default (a SQL literal) and meaning."""

    name: str
    type: str
    default: str
    meaning: str


@dataclass(frozen=True)
class Query:
    """A named question: the SQL as stored, and what its header says."""

    name: str
    sql: str
    question: str
    grain: str
    units: str
    parameters: tuple[Parameter, ...]

    @cached_property
    def bound_sql(self) -> str:
        """The SQL with each parameter cast to its declared type, so that text from a link cannot change a type."""
        sql = self.sql
        for p in self.parameters:
            sql = re.sub(rf"\${p.name}\b", f"CAST(${p.name} AS {p.type})", sql)
        return sql

    @cached_property
    def used(self) -> tuple[Parameter, ...]:
        """The parameters that the SQL names; DuckDB refuses values for others."""
        return tuple(p for p in self.parameters if re.search(rf"\${p.name}\b", self.sql))


def read_query(path: Path, root: Path = SUBJECTS) -> Query:
    """Read a named query from its file, `<subject>/queries/<question>.sql` under `root`.

    Raises ValueError when the header lacks question, grain or units.
    """
    sql = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(sql))
    subject, _folder, file = path.relative_to(root).with_suffix("").parts
    name = f"{subject}.{file}"
    missing = {"question", "grain", "units"} - header.keys()
    if missing:
        raise ValueError(f"{name}: the header lacks {', '.join(sorted(missing))}")
    parameters = tuple(Parameter(*found) for found in _PARAMETER.findall(sql))
    return Query(name, sql, header["question"], header["grain"], header["units"], parameters)


@lru_cache(maxsize=1)
def queries() -> dict[str, Query]:
    """Every named query of the product by its name, such as "clusters.by_country"."""
    found = (read_query(path) for path in sorted(SUBJECTS.glob("*/queries/*.sql")))
    return {query.name: query for query in found}


@dataclass
class Warehouse:
    """The locked database and the faults of the tables that were left out of it."""

    connection: duckdb.DuckDBPyConnection
    tables: frozenset[str]
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    descriptor: int | None = None
    _defaults: dict[Parameter, Any] = field(default_factory=dict)
    _statements: dict[str, duckdb.Statement] = field(default_factory=dict)
    _answers: OrderedDict[str, pd.DataFrame] = field(default_factory=OrderedDict)
    _languages: dict[str, Texts] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        if self.descriptor is not None:
            self._closing = weakref.finalize(self, os.close, self.descriptor)

    def close(self) -> None:
        """Close the database; nothing of one without a name stays."""
        self.connection.close()
        if self.descriptor is not None:
            self._closing()

    def ask(self, name: str, /, **params: Any) -> pd.DataFrame:
        """Answer a named query as a frame (integers stay integers, unknown is missing).

        Raises UnknownQuery, BadParameter, TableUnavailable or QueryTimeout.
        """
        query = queries().get(name)
        if query is None:
            raise UnknownQuery(f"There is no query named {name!r}; see `python -m analytics queries`.")
        values = self._values(query, params)
        return self._remembered(f"{name}?{values!r}", lambda: self.run(self._statement(query), values, label=name))

    def table(self, name: str) -> pd.DataFrame:
        """A whole table as it is shipped. Raises TableUnavailable when there is none of that name or it is faulty."""
        if name not in self.tables:
            raise TableUnavailable(self._explain(name, name))
        return self._remembered(name, lambda: self.run(f"SELECT * FROM {name}", {}, label=name))

    def localised(
        self, rows: pd.DataFrame, table: str, *fields: str, language: str = "", **columns: str
    ) -> pd.DataFrame:
        """The rows with texts of `table` in a language ("" = in use), and as they stand in it where there are none.

        `fields` are columns of the table, `columns` those that the rows call otherwise: who="who_can_apply". The rows
        hold the key of the table unless its contract finds these texts by themselves. Raises KeyError without it.
        """
        texts, keys = self._texts(language or current()), text_keys(table)
        for column, said in {**{name: name for name in fields}, **columns}.items():
            by = [column] if keys[said] == [said] else keys[said]
            rows = put(rows, column, by, texts.get((table, said), {}))
        return rows

    def _texts(self, language: str) -> Texts:
        if language not in self._languages:
            rows = self.run(
                "SELECT table_name, field, key, text FROM texts WHERE language = $language",
                {"language": language},
                label="texts",
            )
            texts: dict[tuple[str, str], dict[str, str]] = {}
            for table, field, key, text in rows.itertuples(index=False, name=None):
                texts.setdefault((table, field), {})[key] = text
            self._languages[language] = texts
        return self._languages[language]

    def run(
        self, sql: str | duckdb.Statement, values: dict[str, Any], *, label: str, budget: float = BUDGET_SECONDS
    ) -> pd.DataFrame:
        """Run trusted SQL with bound values within a time budget (seconds). Never called with a visitor's text."""
        cursor = self.connection.cursor()
        timer = threading.Timer(budget, cursor.interrupt)
        timer.start()
        try:
            answer = cursor.execute(sql, values)
            types = [str(column[1]) for column in answer.description]
            frame = answer.df()
        except duckdb.InterruptException as stopped:
            raise QueryTimeout(f"{label} took longer than {budget:g} s and was stopped.") from stopped
        except duckdb.CatalogException as absent:
            raise TableUnavailable(self._explain(label, str(absent))) from absent
        except (duckdb.ConversionException, duckdb.InvalidInputException) as wrong:
            raise BadParameter(f"{label}: {str(wrong).splitlines()[0]}") from wrong
        finally:
            timer.cancel()
            cursor.close()
        if len(frame) > MAX_ROWS:
            raise QueryTimeout(f"{label} gives {len(frame):,} rows; the limit is {MAX_ROWS:,}.")
        for column, kind in zip(frame.columns, types, strict=True):
            if kind in _INTEGERS and frame[column].dtype.kind == "f":
                frame[column] = frame[column].astype("Int64")
        return frame

    def _remembered(self, key: str, answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        with self._lock:
            known = self._answers.get(key)
            if known is not None:
                self._answers.move_to_end(key)
        if known is None:
            known = answer()
            with self._lock:
                self._answers[key] = known
                while len(self._answers) > REMEMBERED:
                    self._answers.popitem(last=False)
        # pandas copies on write, so what a caller changes stays the caller's.
        return known.copy(deep=False)

    def _statement(self, query: Query) -> duckdb.Statement:
        # Parsed once: reading a long query takes as long as answering a short one.
        if query.name not in self._statements:
            with self.connection.cursor() as cursor:
                self._statements[query.name] = cursor.extract_statements(query.bound_sql)[0]
        return self._statements[query.name]

    def _values(self, query: Query, params: dict[str, Any]) -> dict[str, Any]:
        declared = {p.name: p for p in query.parameters}
        for name in params:
            if name not in declared:
                known = ", ".join(declared) or "none"
                raise BadParameter(f"{query.name} has no parameter {name!r} (it has: {known}).")
        return {p.name: params[p.name] if p.name in params else self._default(p) for p in query.used}

    def _default(self, parameter: Parameter) -> Any:
        if parameter not in self._defaults:
            cursor = self.connection.cursor()
            row = cursor.execute(f"SELECT CAST({parameter.default} AS {parameter.type})").fetchone()
            self._defaults[parameter] = row[0] if row else None
        return self._defaults[parameter]

    def _explain(self, label: str, message: str) -> str:
        # The absent name may be a macro's, which lacks a table itself or stands on a macro that does. The files are
        # numbered in the order in which they build on each other.
        needed = message
        for name, text in reversed(list(macros())):
            needed += text if re.search(rf"\b{name}\b", needed) else ""
        for table, faults in self.faults.items():
            if re.search(rf"\b{table}\b", needed):
                return f"{label} needs the table {table}, which was left out: {faults[0]}"
        return f"{label}: {message.splitlines()[0]}"


def open_warehouse(data: Path = DATA, folder: Path | None = None) -> Warehouse:
    """Load the tables under `data`, leave out those that break their contract, and lock the database.

    A table whose checksum stands in data/manifest.json was checked when it was shipped and is loaded at once;
    when any differs, all are checked in full. The database is kept in `folder` for whoever opens the same state
    of the data next; without a folder it goes with this warehouse.
    """
    return Warehouse(**vars(open_database(data, list(macros()), folder)))


def warehouse() -> Warehouse:
    """The warehouse of the state in use: of the shipped tables, of those that the operator loaded, or a visitor's.

    Raises GoneError for a visitor's that was given up.
    """
    name = state.current()
    if name == state.SHARED:
        return _shared(state.trade_tables())
    if name.startswith(state.LOADED):
        return _loaded(name, state.trade_tables())
    with _lock:
        found = _own.get(name)
        if found is None:
            raise GoneError("These tables of a visitor are no longer held.")
        _own.move_to_end(name)
    return found


def hold(name: str, opened: Warehouse) -> None:
    """Hold the warehouse of a visitor's state; beyond state.STATES the one unused for longest is given up."""
    with _lock:
        _own[name] = opened
        while len(_own) > state.STATES:
            _name, given_up = _own.popitem(last=False)
            given_up.close()


def held(name: str) -> bool:
    """Whether the warehouse of a visitor's state is held."""
    with _lock:
        return name in _own


def let_go(name: str) -> None:
    """Give up the warehouse of a visitor's state."""
    with _lock:
        if (given_up := _own.pop(name, None)) is not None:
            given_up.close()


@contextmanager
def lent() -> Iterator[str]:
    """What a process that this one started may borrow the tables in use by, meanwhile; "" where it opens them itself.

    Raises GoneError for a visitor's that were given up or cannot be lent.
    """
    name = state.of_visitor()
    if not name:
        yield ""
        return
    with _lock:
        found = _own.get(name)
        if found is None or found.descriptor is None:
            raise GoneError("These tables of a visitor are not held where another process can read them.")
        # Of its own, so that the number means these tables also when the visitor gives them up meanwhile.
        descriptor = os.dup(found.descriptor)
    try:
        yield f"/proc/{os.getpid()}/fd/{descriptor}"
    finally:
        os.close(descriptor)


@contextmanager
def borrowed(lent_by: str) -> Iterator[Warehouse]:
    """The warehouse that another process lends, "" = the one of the state in use here."""
    if not lent_by:
        yield warehouse()
        return
    opened = Warehouse(**vars(open_lent(Path(lent_by))))
    try:
        yield opened
    finally:
        opened.close()


@lru_cache(maxsize=2)  # the one before may still be asked when another is loaded
def _shared(_trade: str) -> Warehouse:
    return open_warehouse(DATA, shared_folder())


@lru_cache(maxsize=2)
def _loaded(name: str, _trade: str) -> Warehouse:
    kept = state.folder()
    assert kept is not None, name
    return open_warehouse(kept / "states" / name, kept / "built")


_own: OrderedDict[str, Warehouse] = OrderedDict()
_lock = threading.Lock()


def macros() -> Iterator[tuple[str, str]]:
    """The SQL of the macros by name, in the order in which they build on each other; fixed lists of codes first."""
    yield "nordic", f"CREATE MACRO nordic() AS {list(NORDIC)}"
    yield "country_place", "CREATE MACRO country_place(code) AS list_position(nordic(), code)"
    for path in sorted(MACROS.glob("*.sql")):
        yield path.stem.split("_", 1)[1], path.read_text(encoding="utf-8")
