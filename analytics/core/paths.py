"""Where the rooms of the house are on disk."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ATLAS_DATA") or ROOT / "data")  # another folder of tables, such as tests/data
LOCALE = ROOT / "locale"
SUBJECTS = ROOT / "analytics"  # a folder each; the named SQL of a subject lies in its folder `queries`
MACROS = SUBJECTS / "macros"


def named(setting: str) -> Path | None:
    """The folder that a setting of the environment names; None where it names none."""
    given = os.environ.get(setting, "").strip()
    return Path(given) if given else None
