"""The database of the live workshops: SQLite in a file by default, PostgreSQL by ATLAS_DATABASE_URL.

The schema is brought up to date in process at first use. Reads see one moment of the database; a write is committed
when its block ends, or raises and leaves nothing behind.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from analytics.core.paths import ROOT
from analytics.workshops.errors import Unavailable

log = logging.getLogger("atlas")
SETTING = "ATLAS_DATABASE_URL"
DEFAULT_FILE = ROOT / "var" / "workshops.sqlite"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
WAIT_SECONDS = 30  # for other writers or a free connection
CONNECT_SECONDS = 5  # for a server to let in
LOCK_SECONDS = 10  # for a server's other writers
SILENT_SECONDS = 15.0  # for a server to answer anything
REST_SECONDS = 5.0  # in which a store that could not be opened or fell silent is not asked again
TOLD_SECONDS = 60.0  # between two lines of the log about its trouble
CONNECTIONS = 10  # of one process
WRITERS = 4  # of these, so that a crowd that writes leaves some for the boards that read
_LOCK_NUMBER = 7_283_911_402  # any number, the same in all replicas: PostgreSQL's advisory locks are named by numbers


class _UnknownTablesError(Exception):
    """The database was made by a newer atlas, or by something else."""


_TROUBLE = (DBAPIError, PoolTimeoutError, sqlite3.Error, OSError, _UnknownTablesError)

_writing: ContextVar[tuple[Store, Session] | None] = ContextVar("transaction that writes", default=None)
_stores: dict[URL, Store] = {}
_rests: dict[URL, Rest] = {}
_opening = threading.Lock()  # Alembic keeps its context in module globals: one migration at a time in a process


@dataclass
class Turns:
    """Lets `free` threads in at once and the others in the order in which they came.

    A pool of connections gives them to whoever asks first after one is back, which in a crowd is the thread that has
    just had it: measured with 60 threads, the last of them waited for all statements of all others.
    """

    free: int
    waiting: deque[threading.Event] = field(default_factory=deque)
    _mutex: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Wait for a turn and have it for the block. Raises Unavailable if it does not come within the time."""
        ticket = threading.Event()
        with self._mutex:
            if self.free:
                self.free -= 1
                ticket.set()
            else:
                self.waiting.append(ticket)
        if not ticket.wait(seconds):
            with self._mutex:
                if not ticket.is_set():
                    self.waiting.remove(ticket)
                    raise Unavailable
        try:
            yield
        finally:
            with self._mutex:
                if self.waiting:
                    self.waiting.popleft().set()
                else:
                    self.free += 1


@dataclass
class Rest:
    """After a database did not answer, nobody asks it for some seconds: who would wait for it holds up everybody."""

    until: float = 0.0  # by the clock of the process
    told: float = -TOLD_SECONDS

    def check(self) -> None:
        """Raises Unavailable while the rest lasts."""
        if time.monotonic() < self.until:
            raise Unavailable

    @contextmanager
    def answering(self, *, opening: bool = False) -> Iterator[None]:
        """Raises Unavailable for whatever a database in trouble raises in the block, and says in the log what it was.

        A database that cannot be opened, or is silent, rests; one that is locked or full may serve the next caller.
        """
        self.check()
        try:
            yield
        except Unavailable:
            raise
        except _TROUBLE as trouble:
            if isinstance(trouble, DBAPIError) and not _no_answer(trouble):
                raise
            if opening or _silent(trouble):
                self.until = time.monotonic() + REST_SECONDS
            if time.monotonic() - self.told >= TOLD_SECONDS:
                self.told = time.monotonic()
                reason = getattr(trouble, "orig", None) or trouble
                log.error("the workshops' database: %s: %s", type(reason).__name__, str(reason).partition("\n")[0])
            raise Unavailable from trouble


@dataclass
class Journal:
    """SQLite's journal, brought to the disk once for all writers that wait for it.

    A transaction that SQLite itself brings to the disk holds the write lock meanwhile, so a hall that writes waits for
    as many turns of the disk, one after the other, as there are writers before one.
    """

    file: Path
    _begun: int = 0  # turns of the disk
    _mutex: threading.Lock = field(default_factory=threading.Lock)

    def kept(self) -> None:
        """Return when what was written before the call is on the disk. Raises OSError."""
        seen = self._begun
        with self._mutex:
            if self._begun > seen:
                return  # by a turn that began after the call
            self._begun += 1
            try:
                self._bring()
            except OSError:
                self._begun -= 1  # whoever waits for this turn has to take one of their own
                raise

    def _bring(self) -> None:
        try:
            descriptor = os.open(self.file, os.O_RDWR)
        except FileNotFoundError:
            return  # who closed the database last has brought all of it into its file
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@dataclass(frozen=True)
class Store:
    """An up-to-date database: `writing` starts transactions that hold the write lock at once, `reading` snapshots."""

    writing: Engine
    reading: Engine
    turns: Turns
    rest: Rest = field(default_factory=Rest)
    journal: Journal | None = None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction, on the disk when the block ends. Raises Unavailable if the database does not answer.

        A block within another one of the same thread is part of its transaction: all of it is kept, or nothing.
        """
        around = _writing.get()
        if around is not None and around[0] is self:
            yield around[1]
            return
        self.rest.check()
        with (
            self.turns.turn(WAIT_SECONDS),
            self.rest.answering(),
            Session(self.writing) as session,
            session.begin(),
        ):
            token = _writing.set((self, session))
            try:
                yield session
            finally:
                _writing.reset(token)
        if self.journal is not None:
            with self.rest.answering():
                self.journal.kept()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One moment of the database. Raises Unavailable if it does not answer."""
        with self.rest.answering(), Session(self.reading) as session:
            yield session

    def forget(self) -> None:
        """After a deletion: SQLite overwrites deleted rows, but its journal holds them until it is emptied."""
        if self.writing.dialect.name == "sqlite":
            with self.turns.turn(WAIT_SECONDS), self.rest.answering(), self.writing.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections that are not in use."""
        self.writing.dispose()
        self.reading.dispose()


def current() -> Store:
    """The store that ATLAS_DATABASE_URL names now, opened and migrated once a process.

    Raises ValueError for an address that is neither PostgreSQL's nor SQLite's, Unavailable if it does not answer.
    """
    url = address(os.environ.get(SETTING, ""))
    with _opening:
        if url not in _stores:
            rest = _rests.setdefault(url, Rest())
            with rest.answering(opening=True):
                _stores[url] = _open(url, rest)
        return _stores[url]


def answers() -> bool:
    """Whether the store that the setting names answers now."""
    try:
        with current().read() as session:
            session.execute(text("SELECT 1"))
    except (Unavailable, ValueError):
        return False
    return True


def opened(url: URL) -> Store:
    """A database beside the one of the setting, up to date; who opens it closes it. Raises Unavailable."""
    rest = Rest()
    with _opening, rest.answering(opening=True):
        return _open(url, rest)


def address(setting: str) -> URL:
    """The database that a setting names; empty is the default file. Raises ValueError, never showing a password."""
    if not setting.strip():
        return URL.create("sqlite", database=str(DEFAULT_FILE))
    try:
        url = make_url(setting.strip())
    except ArgumentError:
        raise ValueError(f"{SETTING} is not the address of a database.") from None
    if url.drivername in {"postgresql", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url
    raise ValueError(f"{SETTING} must start with postgresql:// or name a file as sqlite:///path, not {url.drivername}.")


def hold(connection: Connection) -> None:
    """Let one writer at a time pass, in all processes, until its transaction ends (in SQLite it holds already)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})


def _open(url: URL, rest: Rest) -> Store:
    store = _sqlite(url, rest) if url.drivername == "sqlite" else _postgresql(url, rest)
    try:
        if url.drivername == "sqlite":
            _use_wal(store.writing)
        _migrate(store.writing)
    except Exception:
        store.close()
        raise
    return store


def _postgresql(url: URL, rest: Rest) -> Store:
    engine = create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        connect_args={"connect_timeout": CONNECT_SECONDS, "options": f"-c lock_timeout={LOCK_SECONDS}s"},
    )
    event.listen(engine, "do_connect", lambda _dialect, _record, args, given: _limited(*args, **given))
    snapshots = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return Store(engine, engine.execution_options(**snapshots), Turns(WRITERS), rest)


def _limited(*args: Any, **given: Any) -> Any:
    from analytics.workshops.postgresql import Connection

    connection = Connection.connect(*args, **given)
    connection.seconds = SILENT_SECONDS
    return connection


def _sqlite(url: URL, rest: Rest) -> Store:
    folder = Path(str(url.database)).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):  # what stands in the way is said when the file is opened
        # Made here, the file is nobody else's to read; SQLite gives those beside it the same rights.
        os.close(os.open(str(url.database), os.O_CREAT | os.O_RDWR, 0o600))
    # One connection writes: SQLite has one write lock, and who polls for it may find it taken again and again.
    # An error must not carry what people wrote into the log.
    options: dict[str, Any] = {"max_overflow": 0, "pool_timeout": WAIT_SECONDS, "hide_parameters": True}
    writing = create_engine(url, pool_size=1, **options)
    reading = create_engine(url, pool_size=CONNECTIONS, **options)
    for engine, begin in ((writing, "BEGIN IMMEDIATE"), (reading, "BEGIN")):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", lambda connection, begin=begin: connection.exec_driver_sql(begin))
    return Store(writing, reading, Turns(1), rest, Journal(Path(f"{os.path.realpath(str(url.database))}-wal")))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver starts no transactions of its own; "begin" above does
    for setting in (
        f"busy_timeout = {int(WAIT_SECONDS * 1000)}",
        "foreign_keys = ON",
        "synchronous = NORMAL",  # what was written is brought to the disk by Journal, before anybody is told of it
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {setting}")


def _use_wal(engine: Engine) -> None:
    # For the file's lasting change to WAL SQLite does not always wait: of 250 new files that 8 processes opened at
    # once, 2 said "database is locked" at once in spite of busy_timeout.
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        give_up = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as locked:
                if time.monotonic() > give_up:
                    raise Unavailable from locked
                time.sleep(0.02)


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        hold(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "heads")
        except CommandError as error:
            raise _UnknownTablesError(str(error)) from error


def _silent(trouble: Exception) -> bool:
    from analytics.workshops.postgresql import SilentError

    return isinstance(getattr(trouble, "orig", None), SilentError)


def _no_answer(error: DBAPIError) -> bool:
    """Whether the database itself is in trouble: the errors below these are of the program that asks."""
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
