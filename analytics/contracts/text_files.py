"""Files of texts in other languages, `texts.<language>.csv` beside the tables: where they are and what a row is.

A table holds its texts in English, a few names in the language of their country. A text in another language is a row
of the file of that language: table, key of the row (its key columns joined by "|"), field, text.
"""

from __future__ import annotations

from pathlib import Path

import pandera.pandas as pa

from analytics.contracts.fields import text
from analytics.contracts.table import Table
from analytics.core.language import N_
from analytics.core.paths import DATA, LOCALE

PATTERN = "**/texts.*.csv"


class TextFile(pa.DataFrameModel):
    """A text of a row of a table, in the language that the file's name says."""

    table_name: str = text("Table, in the same folder", kind="identifier")
    key: str = text("Key of the row, several columns joined by |; the English text itself where rows share it")
    field: str = text("Column of the table", kind="identifier")
    text: str = text("The text in the language of the file")

    class Config:
        unique = ("table_name", "key", "field")


class Texts(TextFile):
    """A text of a row of a table in another language, whichever file it is from."""

    language: str = text("Language (ISO 639-1)", kind="code")

    class Config:
        unique = ("table_name", "key", "field", "language")


TEXTS = Table("texts", PATTERN, Texts, N_("Texts in other languages"))
TEXT_FILE = Table("texts", PATTERN, TextFile, TEXTS.title)


def languages() -> tuple[str, ...]:
    """The languages that the atlas is translated into, by their folders in locale/."""
    return tuple(sorted(path.name for path in LOCALE.iterdir() if path.is_dir()))


def text_files(root: Path = DATA) -> dict[str, Path]:
    """The files of texts under `root` by their path relative to it."""
    return {path.relative_to(root).as_posix(): path for path in sorted(root.glob(PATTERN))}


def language_of(path: str) -> str:
    """The language of a file of texts, from its name."""
    return path.rpartition("/")[2].split(".")[1]
