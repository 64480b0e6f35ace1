"""Live workshops in one file, while the atlas runs, and back into either database.

A backup is an SQLite file whichever database it is of, so that one can also move from one to the other. It shows one
moment of the database. It holds what people wrote: only its owner may read it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Table, delete, func, insert, select, text, update

from analytics.core import temporary
from analytics.workshops import schema, store

CHUNK = 1_000  # rows that are copied at once
Counts = dict[str, int]  # of rows, by table


class RefusedError(ValueError):
    """A backup cannot be made or restored; says why and what to do."""


def backup(file: Path, *, force: bool = False) -> Counts:
    """Write all workshops of the store into a new file. Raises RefusedError, Unavailable or OSError."""
    url = store.address(os.environ.get(store.SETTING, ""))
    if url.drivername == "sqlite":
        source = Path(str(url.database)).resolve()
        if file.resolve() == source:
            raise RefusedError(f"{file} is the database itself. Name another file.")
        if not source.is_file():
            raise RefusedError(f"There is no database at {source}, so there is nothing to back up.")
    if file.exists() and not force:
        raise RefusedError(f"{file} is there already. Name another file, or write over it with --force.")
    if not file.resolve().parent.is_dir():
        raise RefusedError(f"There is no folder {file.resolve().parent}.")
    with temporary.folder(".atlas-backup-", file.resolve().parent) as folder:
        part = folder / "workshops.sqlite"
        (_sqlite if url.drivername == "sqlite" else _from_server)(store.current(), part)
        counts = _sound(part)
        descriptor = os.open(part, os.O_RDWR)
        os.fsync(descriptor)
        os.close(descriptor)
        part.replace(file)  # whole or not at all
    return counts


def restore(file: Path, *, force: bool = False) -> Counts:
    """Bring the workshops of a backup into the store, making its tables if need be; others there go only by force.

    All or nothing: a restore that fails leaves the store as it was. Raises RefusedError or Unavailable.
    """
    if not file.is_file():
        raise RefusedError(f"There is no file {file}.")
    with temporary.folder("atlas-restore-") as folder:
        copy = folder / "workshops.sqlite"  # a backup of an older atlas is brought up to date, and stays as it is
        _copied(file, copy)
        _sound(copy, str(file))
        with _opened(copy) as source, source.read() as given, store.current().write() as session:
            into = session.connection()
            store.hold(into)
            there = into.scalar(select(func.count()).select_from(schema.Workshop.__table__)) or 0
            if there and not force:
                raise RefusedError(
                    f"The database holds workshops already ({there}). Back it up, then restore with --force, which "
                    "deletes them."
                )
            for table in reversed(_tables()):
                into.execute(delete(table))
            counts = _copy(given.connection(), into)
        if there:
            store.current().forget()
    return counts


def _sqlite(source: store.Store, part: Path) -> None:
    os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
    with source.rest.answering(), source.reading.connect() as connection, closing(sqlite3.connect(part)) as target:
        reading = connection.connection.driver_connection
        assert isinstance(reading, sqlite3.Connection)
        reading.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def _from_server(source: store.Store, part: Path) -> None:
    with _opened(part) as target:
        with source.read() as given, target.write() as session:
            _copy(given.connection(), session.connection())
        target.forget()
        target.close()
    with closing(sqlite3.connect(part)) as one:
        one.execute("PRAGMA journal_mode = DELETE")


def _copied(file: Path, copy: Path) -> None:
    """A copy with what may still stand in a journal beside the file. Raises RefusedError where it is no database."""
    os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        with (
            closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as given,
            closing(sqlite3.connect(copy)) as target,
        ):
            given.backup(target)
    except sqlite3.Error as error:
        raise RefusedError(f"{file} cannot be read as a backup: {error}.") from error


def _sound(file: Path, name: str = "") -> Counts:
    """The number of rows of each table in a file. Raises RefusedError where it is damaged or something else."""
    name = name or str(file)
    try:
        with closing(sqlite3.connect(file)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if verdict != "ok" or broken:
                raise RefusedError(f"{name} is damaged: {verdict if verdict != 'ok' else 'rows without their owner'}.")
            if not {"alembic_version", "workshops"} <= names:
                raise RefusedError(f"{name} holds no workshops of the atlas.")
            known = [table.name for table in _tables() if table.name in names]
            return {one: connection.execute(f'SELECT count(*) FROM "{one}"').fetchone()[0] for one in known}
    except sqlite3.Error as error:
        raise RefusedError(f"{name} is damaged: {error}.") from error


@contextmanager
def _opened(file: Path) -> Iterator[store.Store]:
    """The file as a store that is up to date, for the block. Raises Unavailable."""
    opened = store.opened(URL.create("sqlite", database=str(file)))
    try:
        yield opened
    finally:
        opened.close()


def _tables() -> list[Table]:
    """The tables, each after those that its rows belong to."""
    return list(schema.Base.metadata.sorted_tables)


def _copy(given: Connection, into: Connection) -> Counts:
    """Copy all rows. References to rows that come later are filled in when these are there."""
    counts, before, late = {}, set(), []
    for table in _tables():
        before.add(table.name)
        pointing = [
            column
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table.name not in before or key.column.table is table
        ]
        names = {column.name for column in pointing}
        counts[table.name] = 0
        for rows in given.execution_options(yield_per=CHUNK).execute(select(table)).mappings().partitions():
            into.execute(insert(table), [{k: None if k in names else v for k, v in row.items()} for row in rows])
            counts[table.name] += len(rows)
            late += [(table, row, names) for row in rows if any(row[name] is not None for name in names)]
    for table, row, names in late:
        where = [column == row[column.name] for column in table.primary_key.columns]
        into.execute(update(table).where(*where).values({name: row[name] for name in names}))
    if into.dialect.name == "postgresql":
        _count_on(into)
    return counts


def _count_on(into: Connection) -> None:
    """Let a server give numbers after those that came with the rows."""
    for table in _tables():
        number = table.autoincrement_column
        if number is not None:
            last = into.scalar(select(func.max(number)))
            names = {"table": table.name, "column": number.name, "last": last or 1, "used": last is not None}
            into.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last, :used)"), names)
