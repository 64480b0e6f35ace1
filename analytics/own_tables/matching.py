"""Which column of a reader's file is which column of a table: by name, by what else it is called, by likeness."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from analytics.contracts.table import Table
from analytics.core.paths import DATA
from analytics.core.text_index import fold
from analytics.own_tables.files import Rows

LIKE = 90  # of 100: likeness from which a name is taken for another one mistyped
LOOKED_AT = 15  # rows among which the names may stand
NOT_THERE = -1


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, frozenset[str]]:
    """What else a column is called, folded. From the file itself: own tables are read in a process apart."""
    found: dict[str, set[str]] = {}
    with (DATA / "knowledge" / "table_column_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["field"], set()).add(plain(row["name"]))
    return {field: frozenset(listed) for field, listed in found.items()}


def plain(name: str) -> str:
    """A name folded, without signs."""
    return " ".join(re.sub(r"[_\W]+", " ", fold(name)).split())


def matched(table: Table, names: Sequence[str]) -> dict[str, int]:
    """Column of the table -> place of the file's column, NOT_THERE for none; each of the file's is used once."""
    folded = [plain(name) for name in names]
    found: dict[str, int] = {}
    known = {column: _known(table, column) for column in table.columns}
    for is_sure in (True, False):
        for column in table.columns:
            if column in found:
                continue
            free = [at for at in range(len(names)) if at not in found.values() and folded[at]]
            if is_sure:
                place = next((at for at in free if folded[at] in known[column]), NOT_THERE)
            else:
                place = _likest(known[column], {at: folded[at] for at in free})
            if place != NOT_THERE:
                found[column] = place
    return {column: found.get(column, NOT_THERE) for column in table.columns}


def header(table: Table, rows: Rows) -> int:
    """The row of the file that most columns of the table are named in; the first where none names any."""
    if rows.is_named:
        return rows.rows[0][0]
    scores = {
        row: sum(place != NOT_THERE for place in matched(table, cells).values())
        for row, cells in rows.rows[:LOOKED_AT]
    }  # fmt: skip
    best = max(scores, key=lambda row: (scores[row], -row))
    return best if scores[best] else rows.rows[0][0]


def _known(table: Table, column: str) -> frozenset[str]:
    described = plain(str(table.schema.columns[column].description))
    return frozenset({plain(column), described}) | synonyms().get(column, frozenset())


def _likest(known: frozenset[str], free: Mapping[int, str]) -> int:
    best, place = 0.0, NOT_THERE
    for at, name in free.items():
        score = max(fuzz.ratio(name, other) for other in known)
        if score > best and len(name) > 3:
            best, place = score, at
    return place if best >= LIKE else NOT_THERE
