"""The atlas from the command line: `python -m analytics COMMAND --help` says what each command takes."""

from __future__ import annotations

import argparse
import sys

from analytics.cli import chart_files, data, documents, finding, maintenance, open_data, refreshing, trade, workshops

FAMILIES = (data, chart_files, documents, finding, workshops, open_data, refreshing, trade, maintenance)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it went well, 1 when the data has faults, 2 when it was asked wrongly."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    asked = parser().parse_args(arguments)
    return int(asked.run(asked))


def parser() -> argparse.ArgumentParser:
    """The commands of all families."""
    made = argparse.ArgumentParser(prog="python -m analytics", description="The Nordic Cluster Atlas.")
    parsers = made.add_subparsers(required=True, metavar="COMMAND")
    for family in FAMILIES:
        family.add(parsers)
    return made
