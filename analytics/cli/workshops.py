"""Workshops: the themes of statements, and backups of the live ones."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli.arguments import Parsers, print_rows, whole

if TYPE_CHECKING:
    from analytics.workshops.statements import Understood


def add(parsers: Parsers) -> None:
    """Add the commands."""
    themes = parsers.add_parser("themes", help="the themes that statements of a workshop seem to speak of")
    themes.add_argument("path", type=Path, metavar="FILE", help="CSV, XLSX or ODS, or text of one statement a line")
    themes.add_argument("--additions", type=Path, help="a CSV file of words on top of the lexicon")
    themes.add_argument(
        "--measure", action="store_true", help="FILE has columns themes and half: how well suggestions meet them"
    )
    themes.add_argument("--text", metavar="COLUMN", help="columns of statements, by name or number from 1, with commas")
    themes.add_argument("--header", type=whole, metavar="ROW", help="row that names the columns; 0 = none does")
    themes.add_argument("--sheet", help="sheet of the workbook")
    themes.add_argument("--hidden", action="store_true", help="read hidden rows and columns too")
    themes.add_argument("--explain", action="store_true", help="print how FILE was understood, and nothing else")
    themes.add_argument("--format", choices=("csv", "json"), default="csv")
    themes.set_defaults(run=_themes)

    saved = parsers.add_parser("backup", help="write all live workshops into one file, also while the atlas runs")
    saved.add_argument("path", type=Path, metavar="FILE", help="a new file, readable by its owner only")
    saved.add_argument("--force", action="store_true", help="write over FILE")
    saved.set_defaults(run=_backup)

    brought = parsers.add_parser("restore", help="bring a backup into the database that ATLAS_DATABASE_URL names")
    brought.add_argument("path", type=Path, metavar="FILE")
    brought.add_argument("--force", action="store_true", help="delete the workshops that are in the database now")
    brought.set_defaults(run=_restore)


def _backup(asked: argparse.Namespace) -> int:
    from analytics.workshops import backup

    return _told(lambda: f"{asked.path}: {_counted(backup.backup(asked.path, force=asked.force))}")


def _restore(asked: argparse.Namespace) -> int:
    from analytics.workshops import backup

    return _told(lambda: f"Restored: {_counted(backup.restore(asked.path, force=asked.force))}")


def _told(work: Callable[[], str]) -> int:
    from analytics.workshops.errors import Unavailable

    try:
        print(work())
    except (ValueError, OSError, Unavailable) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{rows} {table.replace('_', ' ')}" for table, rows in counts.items() if table != "clock")


def _themes(asked: argparse.Namespace) -> int:
    from analytics.workshops import statements, themes

    try:
        content = asked.path.read_bytes()
        if asked.measure:
            print_rows(themes.measure_file(content), asked.format)
            return 0
        additions = themes.read_additions(asked.additions.read_bytes()) if asked.additions else ()
        chosen = statements.Choices(sheet=asked.sheet, header=asked.header, hidden=asked.hidden)
        understood = statements.read(content, chosen)
        if asked.text:
            understood = statements.read(content, replace(chosen, text=_columns(asked.text, understood)))
    except (OSError, ValueError, statements.UnreadableError) as error:
        print(error, file=sys.stderr)
        return 2
    if asked.explain:
        print(*statements.explained(understood), *understood.faults, sep="\n")
        return 0
    for note in understood.notes:
        print(f"{asked.path}: {note}", file=sys.stderr)
    said = understood.statements
    texts = said["statement"].tolist()
    print_rows(
        themes.table(texts, themes.suggest(texts, said["language"].fillna("").tolist(), additions)), asked.format
    )
    for fault in understood.faults:
        print(f"{asked.path}, {fault}", file=sys.stderr)
    return 1 if understood.faults else 0


def _columns(asked: str, read: Understood) -> tuple[int, ...]:
    """The places of columns given by name or number. Raises ValueError for one that is not there."""
    names = [name for name, _meant in read.columns]
    if asked in names:  # a question may hold a comma
        return (names.index(asked),)
    found = []
    for one in map(str.strip, asked.split(",")):
        if one in names:
            found.append(names.index(one))
        elif one.isdecimal() and 1 <= int(one) <= len(names):
            found.append(int(one) - 1)
        else:
            raise ValueError(f"There is no column {one!r}. The columns are: {', '.join(map(repr, names))}.")
    return tuple(found)
