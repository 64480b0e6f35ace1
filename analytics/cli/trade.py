"""Trade microdata: rollup."""

from __future__ import annotations

from analytics.cli.arguments import Parsers
from analytics.rollup.command import add_arguments


def add(parsers: Parsers) -> None:
    """Add the command."""
    add_arguments(
        parsers.add_parser("rollup", help="make the tables of trade by product and partner from BACI or Comext")
    )
