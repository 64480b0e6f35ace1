"""Where the rooms of the house are on disk."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
LOCALE = ROOT / "locale"
QUERIES = ROOT / "analytics" / "queries"
