"""A backup holds every workshop as it was at one moment, and brings it back into either database."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, select

from analytics.cli import main
from analytics.workshops import backup, board, errors, live, models, schema, store
from tests.workshops import phones

Use = Callable[[str], None]


@pytest.fixture
def use(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    empty_server_database: Callable[[], URL],
) -> Iterator[Use]:
    """Make the live workshops use another, empty database from now on: use("sqlite") or use("postgresql")."""
    used: list[store.Store] = []

    def use(kind: str) -> None:
        if kind == "sqlite":
            url = URL.create("sqlite", database=str(tmp_path / f"{len(used)}" / "workshops.sqlite"))
        else:
            url = empty_server_database()
        monkeypatch.setenv(store.SETTING, url.render_as_string(hide_password=False))
        used.append(store.current())

    yield use
    for one in used:
        one.close()


def a_full_room() -> tuple[models.Opened, str]:
    """A workshop with all that can be in one: statements in three languages, themes, votes, hidden and merged ones."""
    opened = live.open_workshop("Päivä <b>1</b>", ["Mitä tarvitset?", "Vad behövs?"])
    first, second = live.join(opened.code), live.join(opened.code)
    said = [
        ("Rahoitusta ✨", "fi", ["money"]),
        ("Kortare avtal", "sv", []),
        ("Talent\nfrom abroad", "en", ["talent", "money"]),
    ]
    for n, (words, language, themes) in enumerate(said, 1):
        live.submit(opened.code, first, f"submission-{n}", 1 + n % 2, words, language, themes)
    live.submit(opened.code, first, "submission-4", 2, "Rahaa", "fi")
    live.vote(opened.code, second, 2)
    live.vote(opened.code, second, 1)
    live.merge(opened.code, opened.key, 1, 4)  # into a later one
    live.hide(opened.code, opened.key, 3)
    return opened, second


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with store.current().read() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in schema.Base.metadata.sorted_tables
        }


@pytest.mark.parametrize("before", ["sqlite", "postgresql"])
@pytest.mark.parametrize("after", ["sqlite", "postgresql"])
def test_a_backup_comes_back_whole_into_either_database(
    before: str, after: str, use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(before)
    opened, second = a_full_room()
    was, file = everything(), tmp_path / "saved.sqlite"
    assert main(["backup", str(file)]) == 0
    assert "1 workshops" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir() if path.is_file() or path.name.startswith(".")] == ["saved.sqlite"]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    use(after)
    assert main(["restore", str(file)]) == 0
    assert everything() == was
    # The workshop goes on: keys and devices hold, new numbers follow the old ones.
    live.facilitate(opened.code, opened.key)
    assert live.votes_left(opened.code, second) == live.VOTES - 2
    assert live.submit(opened.code, second, "submission-5", 1, "More", "en").number == 5
    assert live.open_workshop("Next", ["?"]).code
    assert board.board(opened.code)["number"].tolist()


def test_workshops_that_are_there_are_not_written_over_unasked(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use("sqlite")
    saved, _token = a_full_room()
    file = tmp_path / "saved.sqlite"
    backup.backup(file)
    use("sqlite")
    other = live.open_workshop("Other", ["?"])
    assert main(["restore", str(file)]) == 2
    assert "holds workshops already (1)" in capsys.readouterr().err
    assert live.look(other.code).title == "Other"
    assert main(["restore", str(file), "--force"]) == 0
    assert live.look(saved.code).statements == 4
    with pytest.raises(errors.UnknownWorkshop):
        live.look(other.code)
    content = file.read_bytes()
    assert main(["backup", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert file.read_bytes() == content
    assert main(["backup", str(file), "--force"]) == 0


def test_a_restore_that_fails_leaves_everything_as_it_was(
    use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use("sqlite")
    a_full_room()
    file = tmp_path / "saved.sqlite"
    backup.backup(file)
    use("sqlite")
    a_full_room()
    was = everything()
    copy = backup._copy

    def ends_early(*given: object) -> dict[str, int]:
        copy(*given)  # type: ignore[arg-type]
        raise OSError("the disk is full")

    monkeypatch.setattr(backup, "_copy", ends_early)
    with pytest.raises(errors.Unavailable):
        backup.restore(file, force=True)
    assert everything() == was


@pytest.mark.parametrize("content", [b"", b"no database " * 900, None, "cut", "another"])
def test_what_is_no_backup_is_refused_in_words(
    content: bytes | str | None, use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use("sqlite")
    a_full_room()
    was, file = everything(), tmp_path / "given.sqlite"
    if content == "cut":
        backup.backup(file)
        file.write_bytes(file.read_bytes()[:20_000])
    elif content == "another":
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE own (words TEXT)")
        connection.close()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    assert main(["restore", str(file), "--force"]) == 2
    said = capsys.readouterr().err
    assert str(file) in said
    assert "Traceback" not in said
    assert everything() == was


def test_a_backup_while_a_room_writes_is_one_moment_of_it(use: Use, tmp_path: Path) -> None:
    use("sqlite")
    opened = live.open_workshop("Crowd", ["What do you need?"])
    room = phones.room(opened.code, "crowd", phones=20, sends=10)
    answers: list[phones.Answer] = []
    writing = threading.Thread(target=lambda: answers.extend(phones.send_in_threads(room)))
    writing.start()
    files = []
    while writing.is_alive():
        acknowledged = live.look(opened.code).statements
        files.append((acknowledged, tmp_path / f"{len(files)}.sqlite"))
        backup.backup(files[-1][1])
    writing.join()
    assert len(files) > 1
    for least, file in files:
        with sqlite3.connect(file) as connection:
            numbers = [row[0] for row in connection.execute("SELECT number FROM statements ORDER BY number")]
            (version,) = connection.execute("SELECT version FROM workshops").fetchone()
        connection.close()
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= least  # what was acknowledged before it began is in it
        assert version == 1 + 20 + len(numbers)  # one moment of all tables
    assert len(answers) == 200


def test_the_file_alone_may_be_empty_and_the_backup_is_not(use: Use, tmp_path: Path) -> None:
    """What the README once said, to copy the file, copied nothing: commits stand in the journal beside it."""
    use("sqlite")
    opened, _token = a_full_room()
    url = store.current().writing.url
    alone = tmp_path / "copied.sqlite"
    shutil.copy(str(url.database), alone)
    backup.backup(tmp_path / "saved.sqlite")
    with sqlite3.connect(tmp_path / "saved.sqlite") as connection:
        assert connection.execute("SELECT code FROM workshops").fetchall() == [(opened.code,)]
    connection.close()
    with sqlite3.connect(alone) as connection, pytest.raises(sqlite3.OperationalError, match="no such table"):
        connection.execute("SELECT code FROM workshops")
    connection.close()


def test_there_is_nothing_to_back_up_before_the_first_workshop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path}/none.sqlite")
    assert main(["backup", str(tmp_path / "saved.sqlite")]) == 2
    assert "nothing to back up" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
