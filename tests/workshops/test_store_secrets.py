"""What people write stays in the database: not in errors, not readable by other users of the machine."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from analytics.workshops import store


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new database of the test."""
    path = tmp_path / "new" / "workshops.sqlite"
    monkeypatch.setenv(store.SETTING, f"sqlite:///{path}")
    return path


def test_an_error_of_the_database_does_not_tell_what_was_written(own: Path) -> None:
    assert not own.exists()
    engine = store.current().writing
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE own (words TEXT UNIQUE)"))
    written = {"words": "My name is Secret Person"}
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO own VALUES (:words)"), written)
        with pytest.raises(IntegrityError) as caught:
            connection.execute(text("INSERT INTO own VALUES (:words)"), written)
    assert "Secret Person" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_database_is_nobody_elses_to_read(own: Path) -> None:
    with store.current().write() as session:
        session.execute(text("SELECT 1"))
    for path in own.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name
