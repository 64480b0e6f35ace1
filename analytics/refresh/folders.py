"""Where the tables are that are refreshed, and what a refresh keeps."""

from __future__ import annotations

from pathlib import Path

from analytics.core import state
from analytics.core.paths import DATA, ROOT
from analytics.own_tables import store

KEPT = ROOT / "var" / "refresh"  # stored answers, files as downloaded, tables as they were before
SHIPPED = DATA


def in_use() -> Path:
    """The folder of the tables: the shipped ones, or what the operator loaded last."""
    return store.in_use() if state.folder() else SHIPPED
