"""What is made from the contracts of tables: the manifest for a quick start, the data dictionary, upload templates."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.contracts.files import read
from analytics.contracts.table import Table, Tables
from analytics.core.paths import DATA


def checksum(content: bytes) -> str:
    """SHA-256 of a file's bytes, the same on systems that check files out with CRLF."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def manifest(tables: Tables, root: Path = DATA) -> dict[str, dict[str, Any]]:
    """The compiled contracts of the tables as they are on disk, for loading them without a second reading.

    Columns come in the file's own order. A table that is missing or whose header is not exactly its
    model's columns is left out. This checks no cell: only tables without a fault may be loaded by it.
    """
    compiled = {}
    for table in tables.values():
        sheet = read(table, root / table.path, table.path)
        types = table.duckdb_types
        if sheet.frame is None or set(sheet.frame.columns) != set(types):
            continue
        compiled[table.name] = {
            "path": table.path,
            "sha256": checksum((root / table.path).read_bytes()),
            "key": list(table.key),
            "columns": {column: types[column] for column in sheet.frame.columns},
            **facts(table),
        }
    return compiled | {"texts": _texts(root)}


def _texts(root: Path) -> dict[str, Any]:
    """The entry of the texts in other languages, which are one table of many files."""
    from analytics.contracts.text_files import TEXTS, text_files

    return {
        "path": TEXTS.path,
        "files": {name: checksum(path.read_bytes()) for name, path in text_files(root).items()},
        "key": list(TEXTS.key),
        "columns": TEXTS.duckdb_types,
        **facts(TEXTS),
    }


def facts(table: Table) -> dict[str, Any]:
    """What a table is called, and what its columns hold and in which unit: see `analytics.table_facts`."""
    metadata = {name: column.metadata for name, column in table.schema.columns.items()}
    return {
        "title": table.title,
        "kinds": {name: said["kind"] for name, said in metadata.items()},
        "units": {name: said["unit"] for name, said in metadata.items() if said["unit"]},
        "texts": {name: list(by) for name, by in table.text_keys.items()},
    }


def write_manifest(tables: Tables, root: Path = DATA) -> Path:
    """Write manifest.json under `root`. For tables without a fault only: see `analytics.contracts.validate`."""
    path = root / "manifest.json"
    path.write_text(json.dumps(manifest(tables, root), indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    return path


def dictionary(tables: Tables) -> pd.DataFrame:
    """The data dictionary: one row a column (table, column, type, unit, allowed, required, description)."""
    from analytics.contracts.text_files import TEXTS

    return pd.DataFrame(
        [
            {
                "table": table.name,
                "column": name,
                "type": table.duckdb_types[name],
                "unit": column.metadata["unit"],
                "allowed": column.metadata["allowed"],
                "required": not column.nullable,
                "description": column.description,
            }
            for table in (*tables.values(), TEXTS)
            for name, column in table.schema.columns.items()
        ]
    )


def template(table: Table) -> str:
    """The header line of an empty table to fill in."""
    return ",".join(table.columns) + "\n"
