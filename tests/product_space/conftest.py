"""An atlas that was given detailed trade tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.core import state
from tests.product_space.made_up_trade import world, write


@pytest.fixture
def trade_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a roll-up of the made-up world, which the atlas reads."""
    monkeypatch.setenv("ATLAS_CACHE_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("ATLAS_TRADE_DIR", str(tmp_path / "trade"))
    folder = write(tmp_path / "trade", world())
    state.use(state.SHARED)
    yield folder
    monkeypatch.undo()
    state.use(state.SHARED)
