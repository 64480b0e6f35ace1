"""Tables that the operator loads into the folder $ATLAS_DATA_DIR: each load is a state that can be gone back on."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pandas as pd

from analytics.core import state, temporary
from analytics.core.paths import DATA
from analytics.own_tables import regions
from analytics.own_tables.using import write

_PREFIX = "loading-"
KEPT = 10  # states; older ones are removed


class NoFolderError(Exception):
    """The operator named no folder for loaded tables."""


def load(tables: Mapping[str, pd.DataFrame]) -> str:
    """Put tables of checked rows (cells as text) in the place of those in use; returns the name of the new state.

    Raises NoFolderError.
    """
    kept = _folder()
    with temporary.held(kept / "lock"), temporary.folder(_PREFIX, kept) as making:
        copy = making / "data"
        shutil.copytree(in_use(), copy)
        for table, rows in tables.items():
            write(copy, table, rows)
        if "clusters" in tables:
            write(copy, "cluster_regions", regions.of(tables["clusters"]))
        name = state.LOADED + sha256((copy / "manifest.json").read_bytes()).hexdigest()[:16]
        place = kept / "states" / name
        place.parent.mkdir(exist_ok=True)
        if not place.exists():
            copy.rename(place)
        _point(kept, name)
        with (kept / "history").open("a", encoding="ascii") as file:
            file.write(f"{name}\n")
        _forget(kept)
    return name


def roll_back() -> str:
    """Use the state before the present one again; returns its name, "" = the shipped tables.

    Raises NoFolderError, and ValueError where nothing was loaded.
    """
    kept = _folder()
    with temporary.held(kept / "lock"):
        names = history()
        if not names:
            raise ValueError("Nothing was loaded, so there is nothing to go back to.")
        before = names[-2] if len(names) > 1 else state.SHARED
        (kept / "history").write_text("".join(f"{name}\n" for name in names[:-1]), encoding="ascii")
        _point(kept, before)
    return before


def history() -> list[str]:
    """The states that were loaded, the present one last."""
    path = _folder() / "history"
    return path.read_text(encoding="ascii").split() if path.exists() else []


def in_use() -> Path:
    """The folder of the tables that the server uses now."""
    name, kept = state.loaded(), state.folder()
    return kept / "states" / name if kept is not None and name else DATA


def _folder() -> Path:
    kept = state.folder()
    if kept is None:
        raise NoFolderError(f"Set {state.SETTING} to a folder in which loaded tables may be kept.")
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def _point(kept: Path, name: str) -> None:
    new = kept / "current.new"
    new.write_text(name, encoding="ascii")
    new.replace(kept / "current")


def _forget(kept: Path) -> None:
    stay = set(history()[-KEPT:])
    for place in (kept / "states").iterdir():
        if place.name not in stay:
            shutil.rmtree(place, ignore_errors=True)
