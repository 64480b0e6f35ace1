"""Statements of workshops: themes."""

from __future__ import annotations

import argparse
import sys
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
