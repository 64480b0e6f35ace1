"""A warehouse with a reader's own tables in the place of shipped ones, held for their visit alone."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analytics.contracts.manifest import checksum
from analytics.core import state, temporary
from analytics.core.paths import DATA
from analytics.own_tables import regions
from analytics.table_list import TABLES
from analytics.warehouse import hold, let_go, open_warehouse

_PREFIX = "atlas-own-"


def begin(tables: Mapping[str, pd.DataFrame], before: str = state.SHARED) -> str:
    """The name of a new state of the data, in which these tables (cells as text) stand in the place of the shipped.

    The rows must have passed the check of their contract. The state `before`, if it is a visitor's, is given up.
    """
    name = secrets.token_urlsafe(16)
    with temporary.folder(_PREFIX) as folder:
        copy = folder / "data"
        shutil.copytree(DATA, copy)
        for table, rows in tables.items():
            write(copy, table, rows)
        made = {"cluster_regions"} - {*tables} if "clusters" in tables else set()
        if made:
            write(copy, "cluster_regions", regions.of(tables["clusters"]))
        hold(name, open_warehouse(copy))
    state.keep_own(name, {*tables, *made})
    end(before)
    return name


def end(name: str) -> None:
    """Give up a visitor's state; nothing of it stays."""
    if name != state.SHARED:
        let_go(name)
        state.keep_own(name, ())


def write(folder: Path, table: str, rows: pd.DataFrame) -> None:
    """Put a table of checked rows into a folder of data, its file and its entry in the manifest."""
    path = folder / TABLES[table].path
    ordered = rows.reindex(columns=list(TABLES[table].columns))
    path.write_text(ordered.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")
    manifest_path = folder / "manifest.json"
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    entry = manifest[table]
    entry["columns"] = {name: entry["columns"][name] for name in ordered}
    entry["sha256"] = checksum(path.read_bytes())
    manifest_path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
