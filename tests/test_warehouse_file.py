"""The file of the database: kept for whoever opens the same state of the data, and nothing else stays on disk."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analytics import warehouse_file
from analytics.core import temporary
from analytics.core.paths import DATA, ROOT
from analytics.warehouse import Warehouse, open_warehouse, warehouse

CLUSTERS = f"{len(pd.read_csv(DATA / 'clusters' / 'clusters.csv'))}\n"
OPEN = """
import sys
from pathlib import Path
from analytics.warehouse import open_warehouse
opened = open_warehouse(Path(sys.argv[1]), Path(sys.argv[2]))
print(len(opened.ask("clusters.compared")))
"""
# As above, but the process ends itself by a signal that nobody can handle, with some tables loaded.
KILLED = (
    """
import os, signal
from analytics import warehouse_file
load, loaded = warehouse_file._load, []
def some(*given):
    load(*given)
    loaded.append(given)
    if len(loaded) == 10:
        os.kill(os.getpid(), signal.SIGKILL)
warehouse_file._load = some
"""
    + OPEN
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The shipped tables, to be edited."""
    warehouse()  # whose own file is there before a test counts what is built
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the file is kept."""
    return tmp_path / "var"


@pytest.fixture
def emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the system's in which nothing lies yet."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def kept(folder: Path) -> list[Path]:
    """All that lies in the folder but the lock, which is one empty file for ever."""
    return sorted(path for path in folder.iterdir() if path.name != "atlas.lock")


def process(script: str, *arguments: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def edit(data: Path) -> None:
    """Another order of the sources: another state, and no fault."""
    path = data / "sources.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")


def spoil(data: Path) -> None:
    """A word where a year belongs."""
    path = data / "workshops" / "workshop_needs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2021,", ",twenty,", 1), encoding="utf-8")


def answers(opened: Warehouse) -> bool:
    return len(opened.ask("clusters.compared")) == len(warehouse().ask("clusters.compared"))


def test_the_same_state_is_built_once(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_warehouse(data, folder)
    (file,) = kept(folder)
    built = file.stat()
    monkeypatch.setattr(warehouse_file, "_build", lambda *_: pytest.fail("built again"))
    second = open_warehouse(data, folder)
    assert kept(folder) == [file]
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (built.st_ino, built.st_mtime_ns)
    assert second.tables == first.tables == warehouse().tables
    assert answers(first)
    assert answers(second)


def test_a_file_found_is_locked_as_one_built(data: Path, folder: Path) -> None:
    assert answers(open_warehouse(data, folder))
    script = OPEN + "opened.connection.execute(sys.argv[3])"
    for statement in ("CREATE TABLE mine (a INTEGER)", "SET threads = 8", "SELECT * FROM read_text('/etc/hostname')"):
        done = process(script, data, folder, Path(statement))
        assert "duckdb" in done.communicate()[1]
        assert done.returncode == 1


def test_an_edited_table_makes_a_new_file_and_removes_the_old_one(data: Path, folder: Path) -> None:
    before = open_warehouse(data, folder)
    (old,) = kept(folder)
    edit(data)
    after = open_warehouse(data, folder)
    (new,) = kept(folder)
    assert new != old
    first = (data / "sources.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    assert after.table("sources")["source_id"].iloc[0] == first
    # Who has the old one open reads on.
    assert before.table("sources")["source_id"].iloc[-1] == first
    assert answers(before)


def test_other_macros_or_another_manifest_are_another_state(data: Path) -> None:
    macros = [("one", "CREATE MACRO one() AS 1")]
    name = warehouse_file.read_source(data, macros).file_name
    assert name == warehouse_file.read_source(data, macros).file_name
    assert name != warehouse_file.read_source(data, [("one", "CREATE MACRO one() AS 2")]).file_name
    (data / "manifest.json").unlink()
    assert name != warehouse_file.read_source(data, macros).file_name


def test_faults_are_the_same_when_the_file_is_found(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(data)
    (data / "memberships" / "membership_composition.csv").unlink()
    first = open_warehouse(data, folder)
    monkeypatch.setattr(warehouse_file, "_build", lambda *_: pytest.fail("built again"))
    second = open_warehouse(data, folder)
    assert {"workshop_needs", "membership_composition"} <= first.faults.keys()
    assert second.faults == first.faults
    assert list(second.faults) == list(first.faults)
    assert second.tables == first.tables
    assert "workshop_needs" not in second.tables


@pytest.mark.parametrize("content", [b"", b"no database" * 5000, None], ids=["empty", "other", "cut"])
def test_a_file_that_cannot_be_opened_is_built_again(data: Path, folder: Path, content: bytes | None) -> None:
    first = process(OPEN, data, folder)
    assert first.communicate() == (CLUSTERS, "")
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] if content is None else content)
    assert answers(open_warehouse(data, folder))
    assert kept(folder) == [file]


def test_a_database_of_something_else_is_built_again(data: Path, folder: Path) -> None:
    folder.mkdir()
    macros: Sequence[tuple[str, str]] = ()
    file = folder / warehouse_file.read_source(data, macros).file_name
    with duckdb.connect(str(file)) as other:
        other.execute("CREATE TABLE clusters (a INTEGER)")
    found = warehouse_file.open_database(data, macros, folder)
    assert found.tables == warehouse().tables
    assert kept(folder) == [file]


def test_two_processes_that_build_at_once_both_answer(data: Path, folder: Path) -> None:
    both = [process(OPEN, data, folder) for _ in range(2)]
    assert [one.communicate() for one in both] == [(CLUSTERS, "")] * 2
    assert len(kept(folder)) == 1


def test_a_process_killed_while_it_builds_leaves_nothing_after_the_next_start(data: Path, folder: Path) -> None:
    killed = process(KILLED, data, folder)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert [path.suffix for path in kept(folder)] == [""], "it was to be killed with a half-built file"
    assert answers(open_warehouse(data, folder))
    assert [path.suffix for path in kept(folder)] == [".duckdb"]


def test_a_table_edited_while_it_is_loaded_is_not_kept(
    data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = warehouse_file._build

    def edited(source: warehouse_file.Source, place: Path) -> Path:
        if source.as_shipped:
            edit(data)
        return build(source, place)

    monkeypatch.setattr(warehouse_file, "_build", edited)
    assert answers(open_warehouse(data, folder))
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_is_done_without(data: Path, tmp_path: Path, emptied: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    opened = open_warehouse(data, tmp_path / "file" / "var")
    assert answers(opened)
    assert len(opened.table("memberships")) == len(warehouse().table("memberships"))
    assert list(emptied.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_read_and_never_written(data: Path, folder: Path, emptied: Path) -> None:
    open_warehouse(data, folder)
    folder.chmod(0o500)
    assert answers(open_warehouse(data, folder))
    edit(data)
    assert answers(open_warehouse(data, folder))
    assert list(emptied.iterdir()) == []


def test_without_a_folder_nothing_stays(data: Path, emptied: Path) -> None:
    assert answers(open_warehouse(data))
    assert list(emptied.iterdir()) == []


def test_the_folder_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(warehouse_file.SETTING, raising=False)
    assert warehouse_file.shared_folder() == ROOT / "var"
    monkeypatch.setenv(warehouse_file.SETTING, str(tmp_path))
    assert warehouse_file.shared_folder() == tmp_path


# --- temporary folders -----------------------------------------------------------------------------------


def test_folders_of_killed_processes_are_removed_and_those_in_use_stay(tmp_path: Path) -> None:
    (tmp_path / "some-killed").mkdir()
    (tmp_path / "some-killed" / "content").write_text("left")
    (tmp_path / "other-kind").mkdir()
    with temporary.folder("some-", tmp_path, grace=0) as one:
        assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "other-kind", one])
        with temporary.folder("some-", tmp_path, grace=0) as two:
            assert one.is_dir()
            assert two.is_dir()
    assert list(tmp_path.iterdir()) == [tmp_path / "other-kind"]


def test_a_folder_that_was_just_made_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / "some-new").mkdir()
    with temporary.folder("some-", tmp_path):
        assert (tmp_path / "some-new").is_dir()


def test_a_lock_that_another_holds_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    with temporary.held(tmp_path / "lock"), pytest.raises(TimeoutError), temporary.held(tmp_path / "lock", 0):
        pytest.fail("held twice")
    with temporary.held(tmp_path / "lock", 0):
        pass
