"""An operator's own tables: checked, loaded for all visitors, taken up by a running server, gone back on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics import cli
from analytics.clusters import questions as clusters
from analytics.core import state, worker
from analytics.own_tables import store
from analytics.sql import questions as sql
from tests.conftest import OpenPage
from tests.own_tables.made import REGISTER, shipped
from tests.ui.test_pages import words


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "kept"
    monkeypatch.setenv(state.SETTING, str(folder))
    monkeypatch.setenv("ATLAS_CACHE_DIR", str(folder / "cache"))  # or it would remove what other servers read
    for processes in (sql, worker):  # they know the settings of the server when they began
        processes.stop()
    yield folder
    for processes in (sql, worker):
        processes.stop()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "rekisteri.csv"
    path.write_bytes(REGISTER.encode("cp1252"))
    return path


def test_a_running_server_takes_up_what_is_loaded_and_goes_back(
    kept: Path, register: Path, open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    all_of_them = len(shipped("clusters/clusters.csv"))
    app = open_page("map")
    assert len(clusters.names()) == all_of_them

    assert cli.main(["load", str(register), "--table", "clusters", "--extend"]) == 0
    assert "2 rows loaded" in capsys.readouterr().out
    assert len(clusters.names()) == all_of_them + 2
    assert cli.main(["load", str(register), "--table", "clusters"]) == 0
    assert sorted(clusters.names().values()) == ["Kokkolan testiklusteri", "Riihimäen klusteri"]
    assert list(sql.ask("SELECT name FROM clusters ORDER BY name").rows["name"]) == sorted(clusters.names().values())
    app.run()
    assert "2 clusters fit" in words(app)
    assert not any("your own data" in note.value for note in app.warning)  # it is everybody's now

    assert cli.main(["load", "--rollback"]) == 0
    assert len(clusters.names()) == all_of_them + 2
    assert cli.main(["load", "--rollback"]) == 0
    assert len(clusters.names()) == all_of_them
    assert "shipped" in capsys.readouterr().out
    assert cli.main(["load", "--rollback"]) == 2
    assert "nothing to go back to" in capsys.readouterr().err


def test_a_table_with_a_fault_is_not_loaded(kept: Path, register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register.write_bytes(REGISTER.replace("2019", "joskus").encode("cp1252"))
    assert cli.main(["load", str(register), "--table", "clusters"]) == 1
    said = capsys.readouterr().out
    assert "row 4, column founded_year" in said
    assert "joskus" in said
    assert "nothing was loaded" in said
    assert state.loaded() == state.SHARED
    assert not (kept / "current").exists()


def test_a_load_that_breaks_off_changes_nothing(kept: Path, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.main(["load", str(register), "--table", "clusters"])
    before = state.loaded()

    def full(*_given: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(store, "write", full)
    with pytest.raises(OSError, match="space"):
        cli.main(["load", str(register), "--table", "clusters"])
    assert state.loaded() == before
    assert len(clusters.names()) == 2
    assert [place.name for place in (kept / "states").iterdir()] == [before]


def test_without_a_folder_or_a_table_the_command_says_so(
    register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(state.SETTING, raising=False)
    assert cli.main(["load", str(register), "--table", "clusters"]) == 2
    assert state.SETTING in capsys.readouterr().err
    assert cli.main(["load", str(register), "--table", "dragons"]) == 2
    assert "clusters" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["data-../../../etc", "x", "", "data-0123", "\u00e4"])
def test_a_pointer_that_was_tampered_with_is_the_shipped_data(kept: Path, name: str) -> None:
    kept.mkdir()
    (kept / "current").write_text(name, encoding="utf-8")
    assert state.loaded() == state.SHARED
