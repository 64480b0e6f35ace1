"""A database in trouble is said to be unavailable, keeps what it acknowledged, and works again afterwards."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from analytics.core.paths import ROOT
from analytics.workshops import errors, live, schema, store
from tests.conftest import OpenPage

unix = pytest.mark.skipif(sys.platform == "win32", reason="limits and rights of Unix")


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that lets everybody in and never says anything."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        held: list[socket.socket] = []

        def accept() -> None:
            while True:
                try:
                    held.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield listening.getsockname()[1]
        for one in held:
            one.close()


def test_a_silent_server_is_asked_once_and_the_others_do_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "CONNECT_SECONDS", 2)  # the least that PostgreSQL's library takes
    asked: list[float] = []
    connect = store._limited
    monkeypatch.setattr(store, "_limited", lambda *args, **given: (asked.append(0.0), connect(*args, **given))[1])
    with silent_server() as port:
        monkeypatch.setenv(store.SETTING, f"postgresql://atlas:secret@127.0.0.1:{port}/atlas")
        refused: list[errors.Refused] = []

        def ask() -> None:
            with pytest.raises(errors.Unavailable) as caught:
                live.look("ABCDEFGHJK")
            refused.append(caught.value)

        crowd = [threading.Thread(target=ask) for _n in range(20)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join(60)
    assert len(refused) == 20
    assert len(asked) == 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_falls_silent_in_the_middle_is_left_alone_and_works_again(
    database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SILENT_SECONDS", 1.0)
    opened = live.open_workshop("Day", ["What do you need?"])
    token = live.join(opened.code)
    # An answer that takes a minute is, to who asks, the same as none.
    with pytest.raises(errors.Unavailable), store.current().write() as session:
        session.execute(text("SELECT pg_sleep(60)"))
    with pytest.raises(errors.Unavailable):  # at once: the silent one rests
        live.submit(opened.code, token, "submission1", 1, "A need", "en")
    store.current().rest.until = 0.0  # the rest is over
    assert live.submit(opened.code, token, "submission1", 1, "A need", "en").number == 1


def test_a_program_error_is_not_called_trouble_of_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import IntegrityError

    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path}/w.sqlite")
    with pytest.raises(IntegrityError), store.current().write() as session:
        session.add(schema.Question(workshop_id=99, number=1, text="of no workshop"))
    store.current().close()


@pytest.mark.parametrize("damage", ["no database", "pages overwritten", "cut", "a folder", "of a newer atlas"])
def test_a_damaged_file_is_unavailable_in_words_and_other_pages_go_on(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "w.sqlite"
    monkeypatch.setenv(store.SETTING, f"sqlite:///{path}")
    code = made(path, damage)
    for name in ("live", "board"):
        app = open_page(name, w=code)
        assert not app.exception
        assert "store does not answer" in " ".join(str(one.value) for one in [*app.warning, *app.info]), name
        assert not app.error
    app = open_page("overview")
    assert not app.exception
    assert not app.error
    told = [line for line in caplog.messages if line.startswith("the workshops' database")]
    assert len(told) == 1, told  # once, not for every look
    assert str(code) not in told[0]


def made(path: Path, damage: str) -> str:
    """A database with a workshop, then the damage; returns the workshop's code."""
    if damage == "a folder":
        path.mkdir()
        return "ABCDEFGHJK"
    if damage == "no database":
        path.write_bytes(b"This is no database at all. " * 1_000)
        return "ABCDEFGHJK"
    opened = live.open_workshop("Day", ["What do you need?"])
    if damage == "of a newer atlas":
        with store.current().write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    store.current().forget()
    store.current().close()
    store._stores.clear()
    content = bytearray(path.read_bytes())
    if damage == "pages overwritten":
        content[4_096:] = b"\xff" * (len(content) - 4_096)
        path.write_bytes(content)
    elif damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    return opened.code


# What runs in a process of its own, since its limits cannot be taken back; it prints what it was told.
FULL = """
import json, resource, signal, sys
from sqlalchemy import text
from analytics.workshops import errors, live, store

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
opened = live.open_workshop("Day", ["What do you need?"])
tokens = [live.join(opened.code) for _ in range(40)]
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
acknowledged, refused = [], 0
for n in range(390):
    words = f"Need {n} " + "x" * 400
    try:
        acknowledged.append(live.submit(opened.code, tokens[n % 40], f"submission-{n}", 1, words, "en").submission)
    except errors.Unavailable:
        refused += 1
        if refused == 1:
            seen = live.look(opened.code).statements
            try:
                live.delete(opened.code, opened.key)
                deleted = "deleted"
            except errors.Unavailable:
                deleted = "refused"
        if refused == 5:
            break
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
if deleted == "refused":
    for n in range(390):
        if f"submission-{n}" not in acknowledged and n < len(acknowledged) + 5:
            live.submit(opened.code, tokens[n % 40], f"submission-{n}", 1, f"Need {n} " + "x" * 400, "en")
    stored = [one.submission for token in tokens for one in live.receipts(opened.code, token)]
else:
    stored = []
with store.current().read() as session:
    sound = session.execute(text("PRAGMA integrity_check")).scalar()
print(json.dumps([acknowledged, refused, seen, deleted, stored, sound]))
"""

READ_ONLY = """
import json, os, sys
from analytics.workshops import errors, live, store
from analytics.workshops import live as _
import alembic.command, alembic.config, sqlalchemy.dialects.sqlite
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
told = []
for ask in (lambda: live.look("ABCDEFGHJK"), lambda: live.open_workshop("Day", ["?"])):
    try:
        ask()
        told.append("answered")
    except errors.Refused as refusal:
        told.append(refusal.code)
print(json.dumps(told))
"""


def run(program: str, path: Path) -> object:
    """What a program prints as JSON that runs on a database file."""
    settings = {store.SETTING: f"sqlite:///{path}", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


@unix
def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    acknowledged, refused, seen, deleted, stored, sound = run(FULL, tmp_path / "w.sqlite")
    assert 20 < len(acknowledged) < 390
    assert refused == 5
    assert seen >= len(acknowledged) - 5  # reading goes on
    assert deleted == "refused"  # a deletion writes too, and is not said to be done
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored)) == len(acknowledged) + 5
    assert sound == "ok"


@unix
@pytest.mark.parametrize("there", ["a file", "nothing"])
def test_a_folder_that_cannot_be_written_is_unavailable(there: str, tmp_path: Path) -> None:
    folder = Path(tmp_path.parent.parent) / f"read-only-{os.getpid()}-{there.replace(' ', '-')}"
    folder.mkdir()
    try:
        path = folder / "var" / "w.sqlite"
        if there == "a file":
            assert run(READ_ONLY.replace("65534", str(os.geteuid())), path) == ["unknown_workshop", "answered"]
        folder.chmod(0o555)
        (folder / "var").exists() and (folder / "var").chmod(0o555)
        assert run(READ_ONLY, path) == ["unavailable", "unavailable"]
    finally:
        folder.chmod(0o755)
        subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_the_clock_of_the_rest_is_that_of_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was in the way and is gone: after the rest the next call is answered."""
    path = tmp_path / "w.sqlite"
    path.write_bytes(b"no database " * 500)
    monkeypatch.setenv(store.SETTING, f"sqlite:///{path}")
    monkeypatch.setattr(store, "REST_SECONDS", 0.05)
    with pytest.raises(errors.Unavailable):
        live.open_workshop("Day", ["?"])
    path.unlink()
    time.sleep(0.1)
    assert live.open_workshop("Day", ["?"]).code
    store.current().close()
