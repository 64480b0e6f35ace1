"""Texts of tables in other languages: put in place of what stands in the tables, which stays where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

# Texts of one language: (table, field) -> key -> text. An empty key column counts as an empty text.
Texts = Mapping[tuple[str, str], Mapping[str, str]]


def text_key(values: Iterable[Any]) -> str:
    """The values of a row's key columns as the one key by which its texts are found."""
    return "|".join("" if _missing(value) else str(value) for value in values)


def put(rows: pd.DataFrame, column: str, by: Sequence[str], texts: Mapping[str, str]) -> pd.DataFrame:
    """The rows with the texts of `column` found by the columns `by`; a cell without a text of its own stays as it is.

    An empty cell stays empty. Raises KeyError for a column that is not there.
    """
    cells = rows[column]
    found_by = [rows[name] for name in by]
    if not texts:  # the language of the tables themselves
        return rows
    keys = zip(*found_by, strict=True)
    said = [cell if _missing(cell) else texts.get(text_key(key), cell) for cell, key in zip(cells, keys, strict=True)]
    return rows.assign(**{column: pd.Series(said, index=rows.index, dtype=cells.dtype)})


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or bool(value != value)
