"""Figures fetched again from their publishers: refresh, stale. Nothing else in the atlas asks another host."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from analytics.cli.arguments import Parsers, print_rows
from analytics.core.codes import REFRESH_SOURCES

if TYPE_CHECKING:
    from analytics.refresh import http

SOURCES = REFRESH_SOURCES[:-1]
FILES = ("gisco", "baci")  # fetched as they are, when they are named
NEEDED = "This needs further packages: pip install --require-hashes --no-deps -r requirements-refresh.txt"


def add(parsers: Parsers) -> None:
    """Add the commands."""
    refresh = parsers.add_parser("refresh", help="fetch tables of statistics again from their publishers")
    refresh.add_argument(
        "source", nargs="*", help=f"{', '.join(SOURCES)}, or a file: {', '.join(FILES)}; all tables when left out"
    )
    refresh.add_argument("--dry-run", action="store_true", help="only show what would change")
    refresh.add_argument("--offline", action="store_true", help="replay stored answers, ask nobody")
    refresh.add_argument("--accept-gone", action="store_true", help="remove rows that the publisher no longer has")
    refresh.set_defaults(run=_refresh)

    stale = parsers.add_parser(
        "stale", help="list tables older than their publisher's rhythm, and those without a call"
    )
    stale.add_argument("--format", choices=("text", "csv"), default="text")
    stale.set_defaults(run=_stale)


def _refresh(asked: argparse.Namespace) -> int:
    unknown = sorted(set(asked.source) - {*SOURCES, *FILES})
    if unknown:
        print(f"no such source: {', '.join(unknown)}; there are {', '.join((*SOURCES, *FILES))}", file=sys.stderr)
        return 2
    try:
        from analytics.refresh import folders, http
    except ImportError as error:
        print(f"{NEEDED} ({error.name})", file=sys.stderr)
        return 2
    with http.Session(folders.KEPT, offline=asked.offline) as session:
        codes = [_download(source, session) for source in FILES if source in asked.source]
        if set(asked.source) - set(FILES) or not asked.source:
            codes.append(_refresh_tables(asked, session))
    return max(codes)


def _download(source: str, session: http.Session) -> int:
    from analytics.refresh import downloads, errors

    try:
        print(downloads.run(source, session))
    except errors.RefreshError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _refresh_tables(asked: argparse.Namespace, session: http.Session) -> int:
    from analytics.refresh import run

    how = run.How(dry_run=asked.dry_run, accept_gone=asked.accept_gone)
    outcome = run.run([source for source in asked.source if source not in FILES], how, session)
    for name, change in outcome.changes.items():
        print(f"{name}: {change}")
    for name, places in outcome.left_out.items():
        print(f"{name}: left out, as the table does not have them: {', '.join(places)}")
    for said in outcome.written:
        print(said)
    for name, why in outcome.failures.items():
        print(f"{name}: kept as it was. {why}", file=sys.stderr)
    if not outcome.changes and not outcome.failures:
        print(f"no table is refreshed from {', '.join(asked.source)}; data/refresh_calls.csv says which are")
    elif outcome.written:
        print("next, in the repository: python -m analytics changes, then validate --write-manifest")
    return 1 if outcome.failures else 0


def _stale(asked: argparse.Namespace) -> int:
    from analytics.refresh import stale

    rows = stale.listed(date.today())
    if asked.format == "csv":
        print_rows(rows, "csv")
    else:
        for row in rows.astype("object").where(rows.notna(), None).itertuples():
            taken = f", taken {row.taken}, every {row.rhythm_months} months" if row.taken else ""
            print(f"{row.standing}: {' '.join((row.table, row.part)).strip()} (newest year {row.newest_year}{taken})")
    return 1 if (rows["standing"] == stale.OLD).any() else 0
