"""The command `rollup`: its arguments and its answer, for both command lines, the atlas's and the room's own."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path


def add_arguments(rollup: argparse.ArgumentParser) -> None:
    """Add what a roll-up is told."""
    rollup.add_argument("path", type=Path, help="the publisher's folder, unpacked")
    rollup.add_argument("--from", dest="source", choices=("baci", "comext"), required=True, help="whose files they are")
    rollup.add_argument("--out", type=Path, required=True, help="folder of the tables, which ATLAS_TRADE_DIR names")
    rollup.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    rollup.add_argument("--remote", help="with --engine spark: the Spark Connect server, such as sc://host:15002")
    rollup.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    from analytics.rollup import run, sources

    say = partial(print, file=sys.stderr, flush=True)
    try:
        run.roll_up(asked.path, asked.source, asked.out, asked.engine, asked.remote, say)
    except sources.RollupError as error:
        print(error, file=sys.stderr)
        return 2
    about = run.manifest(asked.out) or {}
    print(
        f"{asked.out}: {about['rows_counted']:,} of {about['rows_read']:,} rows, {about['source']} {about['edition']}"
    )
    return 0
