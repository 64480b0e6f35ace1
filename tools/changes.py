"""Writes data/changes.csv: what the history of the repository shows of each table, a row a day and table that changed.

The state of a day is that of its last commit on the main line. Rows are told apart by the key of the table's contract;
a day on which the table had another key is counted by whole rows. Changes that are not committed yet belong to today.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analytics.contracts.table import Table
from analytics.core.paths import DATA, ROOT
from analytics.table_list import TABLES

HEADER = ("day", "table_name", "rows", "rows_added", "rows_removed", "rows_changed", "fields_added", "fields_removed")
OWN = "changes"  # the table that is written here


@dataclass(frozen=True)
class State:
    """A table as it was: its fields, and its rows with their cells by field."""

    fields: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def run() -> int:
    """Write the table; says how many rows it has."""
    rows = sorted(row for table in TABLES.values() if table.name != OWN for row in _of_table(table))
    path = DATA / TABLES[OWN].path
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows. Next: python -m analytics validate --write-manifest")
    return 0


def _of_table(table: Table) -> Iterator[tuple[str, ...]]:
    before = State((), ())
    for day, after in _states(table):
        if after != before:
            counted = difference(before, after, table.key)
            if any(counted):
                yield (day, table.name, str(len(after.rows)), *(str(one) for one in counted))
        before = after


def difference(before: State, after: State, key: tuple[str, ...]) -> tuple[int, int, int, str, str]:
    """Rows added, removed and changed, fields added and removed; rows are compared by the fields that both have."""
    shared = [name for name in after.fields if name in before.fields]
    gained = "; ".join(name for name in after.fields if name not in before.fields) if before.fields else ""
    lost = "; ".join(name for name in before.fields if name not in after.fields)
    if set(key) <= set(shared) and _one_each(before, key) and _one_each(after, key):
        old, new = _by_key(before, key, shared), _by_key(after, key, shared)
        changed = sum(old[name] != new[name] for name in old.keys() & new.keys())
        return len(new.keys() - old.keys()), len(old.keys() - new.keys()), changed, gained, lost
    were, are = (Counter(tuple(row[name] for name in shared) for row in state.rows) for state in (before, after))
    return (are - were).total(), (were - are).total(), 0, gained, lost


def _one_each(state: State, key: tuple[str, ...]) -> bool:
    return len({tuple(row[name] for name in key) for row in state.rows}) == len(state.rows)


def _by_key(state: State, key: tuple[str, ...], shared: list[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {tuple(row[name] for name in key): tuple(row[name] for name in shared) for row in state.rows}


def _states(table: Table) -> Iterator[tuple[str, State]]:
    """The table at the end of each day on which the main line changed, oldest first, and as it is on the disk."""
    path = (DATA / table.path).relative_to(ROOT).as_posix()
    lines = _git("log", "--first-parent", "--format=%cs %H", "--", path).splitlines()
    last: dict[str, str] = {}
    for line in lines:  # newest first
        day, commit = line.split()
        last.setdefault(day, commit)
    today = date.today().isoformat() if _git("status", "--porcelain", "--", path) else ""
    for day in sorted(last.keys() - {today}):
        content = _git("ls-tree", "--name-only", last[day], "--", path) and _git("show", f"{last[day]}:{path}")
        yield day, read(content)
    if today:
        yield today, read(Path(DATA / table.path).read_text(encoding="utf-8"))


def read(content: str) -> State:
    """A table from its CSV text, empty for an empty text."""
    reader = csv.DictReader(io.StringIO(content, newline=""))
    rows = tuple(reader)
    return State(tuple(reader.fieldnames or ()), rows)


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout
