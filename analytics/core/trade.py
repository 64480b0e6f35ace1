"""The folder of detailed trade tables that an operator made by `python -m analytics rollup`, if there is one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from analytics.core import paths

SETTING = "ATLAS_TRADE_DIR"
MANIFEST = "manifest.json"


def folder() -> Path | None:
    """The folder that the setting names; None where it names none."""
    return paths.named(SETTING)


def files(kept: Path, table: str) -> list[Path]:
    """The Parquet files of a table in a roll-up's folder, a file a year, in their order."""
    return sorted((kept / table).glob("*.parquet"))


def digest() -> str:
    """The checksum of the folder's manifest, which is another one for every roll-up; "" where there is no manifest."""
    kept = folder()
    if kept is None:
        return ""
    try:
        return sha256((kept / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""
