"""CSV text of unknown origin: its encoding mark, its records, and where it stops being CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

SEPARATORS = (",", ";", "\t", "|")
LONGEST_CELL = 131_072  # characters
# The module's own limit is of the process: whoever moves it for a moment moves it for every thread.
csv.field_size_limit(2**31 - 1)
# UTF-32 first: its mark of the little-endian kind begins with UTF-16's.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def marked_encoding(content: bytes) -> str:
    """The encoding that a file's byte order mark names, "" without a mark."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), "")


def records(text: str, separator: str = ",", longest: int | None = LONGEST_CELL, **options: Any) -> Iterator[list[str]]:
    """The records of a text one by one; `options` are those of csv.reader, `longest` the most characters of a cell.

    Raises csv.Error where it stops.
    """
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, **options):
        if longest is not None and any(len(cell) > longest for cell in record):
            raise csv.Error(f"a cell has more than {longest} characters")
        yield record


def sound_records(text: str, separator: str = ",", longest: int | None = LONGEST_CELL) -> tuple[list[list[str]], str]:
    """The records up to the first that is not sound CSV, and why reading stopped there ("" at the end of the text)."""
    found: list[list[str]] = []
    try:
        found.extend(records(text, separator, longest, strict=True))
    except csv.Error as error:
        return found, str(error)
    return found, ""
