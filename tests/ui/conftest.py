"""What tests of pages of live workshops share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.workshops import store


@pytest.fixture
def workshops_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database of live workshops, which the test has alone."""
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path / 'workshops.sqlite'}")
    yield
    store.current().close()
