"""What the contracts say of a table and its columns, read from the manifest so that pandera need not be loaded.

For whoever shows or writes columns: what a table is called, and whether a column holds years, identifiers, amounts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analytics.core.paths import DATA

# Kinds of column; "" is that of a column which no contract knows, or which differs from table to table.
KINDS = ("", "address", "amount", "code", "coordinate", "count", "day", "flag", "identifier", "percent", "text", "year")
# Columns of queries that are in no table.
_OF_QUERIES: Mapping[str, tuple[str, ...]] = {
    "identifier": ("cluster_a_id", "cluster_b_id"),
    "year": (
        *(
            "clusters_year",
            "exports_year",
            "ended_by_year",
            "first_year",
            "gdp_year",
            "last_seen_year",
            "last_year",
            "latest_year",
            "newer_year",
        ),
        *("population_year", "start_year", "target_year"),
    ),
}


@dataclass(frozen=True)
class ColumnKind:
    """What the values of a column are: one of KINDS, and their unit ("" = none, or it differs from table to table)."""

    kind: str = ""
    unit: str = ""

    @property
    def is_year(self) -> bool:
        """Whether the values are years, which take no thousands separator."""
        return self.kind == "year"

    @property
    def is_identifier(self) -> bool:
        """Whether the values are names for links between tables, which are not for reading."""
        return self.kind == "identifier"


def english_title(name: str) -> str:
    """A table in words, a message to be translated; its name when no contract knows it."""
    return str(_facts()[name]["title"]) if name in _facts() else name


def text_keys(table: str) -> Mapping[str, list[str]]:
    """The columns of a table that have texts in other languages -> the columns by whose values these are found."""
    keys: Mapping[str, list[str]] = _facts()[table]["texts"]
    return keys


def column_kind(column: str, table: str = "") -> ColumnKind:
    """The kind of a column of `table`; without a table, what all that have a column of that name agree on."""
    if table:
        facts = _facts().get(table, {"kinds": {}, "units": {}})
        return ColumnKind(facts["kinds"].get(column, ""), facts["units"].get(column, ""))
    return _agreed().get(column, ColumnKind())


@lru_cache(maxsize=1)
def _agreed() -> Mapping[str, ColumnKind]:
    found = {column: [ColumnKind(kind)] for kind, columns in _OF_QUERIES.items() for column in columns}
    for name, facts in _facts().items():
        for column in facts["kinds"]:
            found.setdefault(column, []).append(column_kind(column, name))
    return {
        column: ColumnKind(_one(k.kind for k in kinds), _one(k.unit for k in kinds)) for column, kinds in found.items()
    }


def _one(values: Any) -> str:
    """The value that all have in common, "" where they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else ""


@lru_cache(maxsize=1)
def _facts() -> Mapping[str, Any]:
    path = DATA / "manifest.json"
    if path.exists():
        return dict(json.loads(path.read_text(encoding="utf-8")))
    from analytics.contracts.manifest import facts
    from analytics.contracts.text_files import TEXTS
    from analytics.table_list import TABLES

    return {table.name: facts(table) for table in (*TABLES.values(), TEXTS)}
