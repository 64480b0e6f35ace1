"""Source lines of charts and tables, from the data: who published a table, when it was read, and where it stands."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date

from analytics.core import state
from analytics.core.chart import Source
from analytics.core.language import LANGUAGES, _, current, locale
from analytics.core.paths import DATA
from analytics.core.texts import text_key


def cite(table: str, part: str = "", *, years: str = "", url: str = "", **words: Any) -> Source:
    """The source of a table, or of a `part` of it, from data/source_lines.csv.

    `words` fill the places of its text, such as codes="NE.EXP.GNFS.ZS"; `url` is a page nearer to the figures than
    the table's own. A reader's own table is named as such. Raises KeyError for a table or part that has no line.
    """
    row = _line(table, part)
    if table in state.own_tables():
        return own(table)
    said = _texts(current()).get(text_key((table, part)), row["line"])
    text = said.format(read=month(row["read"]), **words)
    return Source(text=text, table=table, years=years, url=url or row["url"])


def own(table: str) -> Source:
    """A visitor's own table as a source."""
    return Source(text=_("own table of whoever made this, not data of the Nordic Cluster Atlas"), table=table)


def read_month(table: str, part: str = "") -> str:
    """When a table's pages were read, as it stands after "read" in a sentence. Raises KeyError as `cite` does."""
    return month(_line(table, part)["read"])


def read_year(table: str, part: str = "") -> int:
    """The year in which a table's pages were read, from data/source_lines.csv. Raises KeyError as `cite` does."""
    return int(_line(table, part)["read"][:4])


def month(year_month: str) -> str:
    """ "2026-11" as it stands after "read" or "stored" in the language in use: "November 2026", "marraskuussa 2026"."""
    if not year_month:
        return ""
    year, of_year = map(int, year_month.split("-"))
    said = format_date(date(year, of_year, 1), "LLLL y", locale=locale(current()))
    return said.replace("kuu ", "kuussa ") if current() == "fi" else said


def _line(table: str, part: str) -> dict[str, str]:
    row = _lines().get((table, part))
    if row is None:
        raise KeyError(f"data/source_lines.csv has no line for {table}{f', {part}' if part else ''}")
    return row


@lru_cache(maxsize=1)
def _lines() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["table_name"], row["part"]): row for row in _rows(DATA / "source_lines.csv")}


@lru_cache(maxsize=len(LANGUAGES))
def _texts(language: str) -> dict[str, str]:
    """The lines in a language by their keys; read here because charts are drawn without the warehouse."""
    path = DATA / f"texts.{language}.csv"
    rows = _rows(path) if path.exists() else []
    return {row["key"]: row["text"] for row in rows if (row["table_name"], row["field"]) == ("source_lines", "line")}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
