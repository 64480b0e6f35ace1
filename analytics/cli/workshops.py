"""Statements of workshops: themes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analytics.cli.arguments import Parsers, print_rows


def add(parsers: Parsers) -> None:
    """Add the commands."""
    themes = parsers.add_parser("themes", help="the themes that statements of a workshop seem to speak of")
    themes.add_argument("path", type=Path, metavar="FILE", help="CSV or XLSX, or text of one statement a line")
    themes.add_argument("--additions", type=Path, help="a CSV file of words on top of the lexicon")
    themes.add_argument(
        "--measure", action="store_true", help="FILE has columns themes and half: how well suggestions meet them"
    )
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
        understood = statements.read(content)
    except (OSError, ValueError, statements.UnreadableError) as error:
        print(error, file=sys.stderr)
        return 2
    said = understood.statements
    texts = said["statement"].tolist()
    print_rows(
        themes.table(texts, themes.suggest(texts, said["language"].fillna("").tolist(), additions)), asked.format
    )
    for fault in understood.faults:
        print(f"{asked.path}, {fault}", file=sys.stderr)
    return 1 if understood.faults else 0
