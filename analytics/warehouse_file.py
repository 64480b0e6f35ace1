"""The file of the warehouse's database: built once per state of the data, then shared read-only by all processes.

The file's name says of what it was made: the tables as they are on disk, their manifest, the detailed trade tables,
the macros, this code and DuckDB's version. Whoever finds no file of the present state builds it under a lock, puts it
in place at once and removes those of earlier states. It is a file because an in-memory DuckDB cannot be read-only;
once it is open, no statement can read or write files, attach, install or change a setting.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from analytics import warehouse_trade
from analytics.contracts.manifest import checksum
from analytics.core import temporary, trade
from analytics.core.paths import ROOT, named

if TYPE_CHECKING:
    from analytics.contracts.faults import Fault

SETTING = "ATLAS_CACHE_DIR"
DEFAULT_FOLDER = ROOT / "var"
OPEN_FILES = Path("/proc/self/fd")  # Linux: an open file is opened by others without its name
MEMORY = "512MB"
THREADS = 1

_TEXTS = re.compile(r"(^|/)texts\.[^/]+\.csv$")
_BUILDING = "atlas-building-"
_log = logging.getLogger(__name__)
_opening = threading.Lock()  # connections of one process to one file share their settings, which are locked once


@dataclass(frozen=True)
class Database:
    """The locked connection, the tables that it holds, and the faults of those that were left out.

    `descriptor` is of a file that has no name any more, where the system lets other processes open it by that.
    """

    connection: duckdb.DuckDBPyConnection
    tables: frozenset[str]
    faults: dict[str, list[Fault]]
    descriptor: int | None = None


@dataclass(frozen=True)
class Source:
    """What a database is made of, as it was at one moment."""

    data: Path
    manifest: dict[str, dict[str, Any]]
    checksums: dict[str, str]
    macros: tuple[tuple[str, str], ...]
    trade: str = ""  # digest of the detailed trade tables, "" = there are none

    @property
    def as_shipped(self) -> bool:
        """Whether every file has the checksum that its manifest names, so that no cell needs to be checked."""
        shipped = {path: said for entry in self.manifest.values() for path, said in _files(entry).items()}
        unknown = {path for path in self.text_files if path not in shipped}
        return bool(shipped) and not unknown and all(self.checksums.get(path) == shipped[path] for path in shipped)

    @property
    def text_files(self) -> list[str]:
        """The files of texts in other languages."""
        return [path for path in self.checksums if _TEXTS.search(path)]

    @cached_property
    def file_name(self) -> str:
        """The name of the database's file, another one for every state."""
        # Which faults are found depends on the code that checks, wherever it stands.
        code = [Path(__file__)] if self.as_shipped else sorted((ROOT / "analytics").rglob("*.py"))
        parts = [duckdb.__version__, self.manifest, self.checksums, self.macros, self.trade]
        parts.append([_checksum(path) for path in code])
        return f"atlas-{sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]}.duckdb"


def shared_folder() -> Path:
    """Where the processes of this copy of the atlas share the file: $ATLAS_CACHE_DIR, else var/."""
    return named(SETTING) or DEFAULT_FOLDER


def open_database(data: Path, macros: Sequence[tuple[str, str]], folder: Path | None) -> Database:
    """Open the database of the tables under `data` as they are now, built first if `folder` lacks it.

    Without a folder, or if it cannot be used, the database is one of this process alone and no file of it stays.
    """
    with _opening:
        if folder is not None:
            try:
                return _open_shared(data, macros, folder)
            except (OSError, duckdb.IOException) as unusable:
                _log.info("The database is not kept in %s: %s", folder, unusable)
        return _open_alone(data, macros)


def read_source(data: Path, macros: Sequence[tuple[str, str]]) -> Source:
    """What a database made now would be made of. Every table is read: edits do not always show in size and time."""
    path = data / "manifest.json"
    manifest = dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
    tables = {path for entry in manifest.values() for path in _files(entry)}
    tables |= {found.relative_to(data).as_posix() for found in data.rglob("*.csv")}
    checksums = {name: _checksum(data / name) for name in sorted(tables)}
    return Source(data, manifest, checksums, tuple(macros), trade.digest())


def _open_shared(data: Path, macros: Sequence[tuple[str, str]], folder: Path) -> Database:
    source = read_source(data, macros)
    file = folder / source.file_name
    if file.exists():
        with suppress(duckdb.Error):
            return _read(file)
    folder.mkdir(parents=True, exist_ok=True)
    with temporary.held(folder / "atlas.lock"):
        if file.exists():  # built by another process meanwhile
            with suppress(duckdb.Error):
                return _read(file)
        with temporary.folder(_BUILDING, folder, grace=0) as building:
            built = _build(source, building)
            if read_source(data, macros) != source:
                raise OSError(f"{data} was edited while it was loaded")
            built.replace(file)
        for earlier in folder.glob("atlas-*.duckdb"):
            if earlier != file:
                with suppress(OSError):  # Windows keeps a file that another process has open
                    earlier.unlink()
        return _read(file)


def _open_alone(data: Path, macros: Sequence[tuple[str, str]]) -> Database:
    # Removed as soon as it is open (Linux and macOS read on), so that a killed process leaves nothing.
    with temporary.folder(_BUILDING) as building:
        file = _build(read_source(data, macros), building)
        return replace(_read(file), descriptor=os.open(file, os.O_RDONLY) if OPEN_FILES.is_dir() else None)


def open_lent(file: Path) -> Database:
    """Open the database that another process holds. Raises duckdb.IOException where it holds it no longer."""
    with _opening:
        return _read(file)


def _build(source: Source, folder: Path) -> Path:
    """Load the tables that keep their contract, the macros and the list of faults into a new file."""
    manifest, faults = source.manifest, list[dict[str, Any]]()
    if not source.as_shipped:
        from analytics.contracts.checks import check_all
        from analytics.contracts.manifest import manifest as compiled
        from analytics.table_list import TABLES

        manifest = compiled(TABLES, source.data)
        faults = [asdict(fault) for fault in check_all(TABLES, source.data)]
    faulty = {fault["table"] for fault in faults} - {"texts"}  # of which only the files with a fault are left out
    sound = [name for name in manifest if name not in faulty]
    texts = [source.data / path for path in source.text_files if path not in {fault["file"] for fault in faults}]
    file = folder / "atlas.duckdb"
    with duckdb.connect(str(file)) as loading:
        for name in sound:
            _load(loading, name, manifest[name], texts if name == "texts" else [source.data / manifest[name]["path"]])
        warehouse_trade.make(loading)
        kept = trade.folder()
        if source.trade and kept is not None:
            faults += [asdict(fault) for fault in warehouse_trade.load(loading, kept)]
        for _, statement in source.macros:
            with suppress(duckdb.CatalogException):  # it needs a table that was left out; asking it says so
                loading.execute(statement)
        # The macros make tables of their own, so which were loaded is written down.
        contents = json.dumps({"tables": sound, "faults": faults})
        loading.execute("CREATE SCHEMA built")
        loading.execute("CREATE TABLE built.contents AS SELECT CAST(? AS VARCHAR) AS listed", [contents])
    return file


def _load(connection: duckdb.DuckDBPyConnection, name: str, entry: dict[str, Any], files: Sequence[Path]) -> None:
    types = ", ".join(f"{column} {kind}" for column, kind in entry["columns"].items())
    connection.execute(f"CREATE TABLE {name} ({types})")
    if not files:
        return
    read = ["table_name", "key", "field", "text"] if name == "texts" else entry["columns"]
    columns = ", ".join(f"'{column}': '{entry['columns'][column]}'" for column in read)
    language = ", regexp_extract(filename, 'texts[.](.+)[.]csv$', 1) AS language" if name == "texts" else ""
    connection.execute(
        f"INSERT INTO {name} SELECT {', '.join(read)}{language} FROM read_csv($files, header = true, columns = "
        f"{{{columns}}}, filename = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '')",
        {"files": [str(file) for file in files]},
    )


def _files(entry: dict[str, Any]) -> dict[str, str]:
    """The files of a table with their checksums, as the manifest names them."""
    return dict(entry["files"]) if "files" in entry else {entry["path"]: entry["sha256"]}


def _read(file: Path) -> Database:
    connection = _open_locked(file)
    contents = json.loads(connection.execute("SELECT listed FROM built.contents").fetchall()[0][0])
    faults: dict[str, list[Fault]] = {}
    for entry in contents["faults"]:
        from analytics.contracts.faults import Fault

        faults.setdefault(entry["table"], []).append(Fault(**entry))
    return Database(connection, frozenset(contents["tables"]), faults)


def _open_locked(file: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        str(file),
        read_only=True,
        config={
            "threads": THREADS,
            "memory_limit": MEMORY,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
        },
    )
    if connection.execute("SELECT current_setting('lock_configuration')").fetchall() == [(True,)]:
        return connection  # this process has the file open already
    for setting in (
        "enable_external_access = false",
        "disabled_filesystems = 'LocalFileSystem'",
        "max_temp_directory_size = '0MB'",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _checksum(path: Path) -> str:
    try:
        return checksum(path.read_bytes())
    except OSError:
        return ""
