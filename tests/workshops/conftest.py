"""Both databases: SQLite in a new file, and a PostgreSQL server that the tests start for themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, text

from analytics.workshops import store
from tests import orphans


def programs() -> Path:
    """The folder with PostgreSQL's initdb and pg_ctl (tests/workshops/postgresql.sh installs them)."""
    on_path = shutil.which("initdb")
    found = sorted([*Path("/usr/lib/postgresql").glob("*/bin/initdb"), *Path("/usr").glob("pgsql-*/bin/initdb")])
    assert on_path or found, "No PostgreSQL server here: run `make programs`."
    return Path(on_path).parent if on_path else found[-1].parent


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """A PostgreSQL server of this run on a socket in a new folder; it refuses root, so root becomes `postgres`."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-pg-", dir="/tmp"))
    as_whom: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_whom = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_whom, str(programs() / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)

    stop = [*as_whom, str(programs() / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]
    with orphans.ended('left=$1; shift; cd "$left"; "$@"; cd /; rm -rf "$left"', str(folder), *stop):
        run("initdb", "-U", "atlas", "-A", "trust", "-E", "UTF8", "--locale=C")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -c listen_addresses=''", "start")
        try:
            yield URL.create("postgresql", username="atlas", database="postgres", query={"host": str(folder)})
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty_server_database(request: pytest.FixtureRequest) -> Iterator[Callable[[], URL]]:
    """Makes empty databases on the PostgreSQL server, which are gone after the test."""
    made: list[str] = []

    def make() -> URL:
        server: URL = request.getfixturevalue("server")
        made.append(f"atlas_{uuid4().hex}")
        _on(server, f"CREATE DATABASE {made[-1]}")
        return server.set(database=made[-1])

    yield make
    for name in made:
        _on(request.getfixturevalue("server"), f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: URL, statement: str) -> None:
    admin = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    empty_server_database: Callable[[], URL],
) -> Iterator[URL]:
    """The address of an empty database that the live workshops use during the test."""
    if request.param == "sqlite":
        url = URL.create("sqlite", database=str(tmp_path / "new folder" / "workshops.sqlite"))
    else:
        url = empty_server_database()
    monkeypatch.setenv(store.SETTING, url.render_as_string(hide_password=False))
    yield url
    store.current().close()
