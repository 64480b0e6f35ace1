"""The shipped texts in other languages, as a plain reader of CSV sees them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache

from analytics.core.paths import DATA


@lru_cache(maxsize=8)
def texts(language: str) -> Mapping[tuple[str, str, str], str]:
    """Every text in a language by its table, field and key."""
    found: dict[tuple[str, str, str], str] = {}
    for path in sorted(DATA.glob(f"**/texts.{language}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {(row["table_name"], row["field"], row["key"]): row["text"] for row in csv.DictReader(file)}
    return found


def said(table: str, field: str, row: Mapping[str, str], language: str, *key: str) -> str:
    """A field of a table's row in a language; `key` are the columns by which its texts are found."""
    return row[field] if language == "en" else texts(language)[table, field, "|".join(row[part] for part in key)]
