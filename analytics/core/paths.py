"""Where the rooms of the house are on disk."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
LOCALE = ROOT / "locale"
SUBJECTS = ROOT / "analytics"  # a folder each; the named SQL of a subject lies in its folder `queries`
MACROS = SUBJECTS / "macros"
