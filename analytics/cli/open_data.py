"""The atlas for other programs: mcp."""

from __future__ import annotations

import argparse
import sys

from analytics.cli.arguments import Parsers


def add(parsers: Parsers) -> None:
    """Add the command."""
    mcp = parsers.add_parser(
        "mcp", help="serve charts and tables to assistants over the Model Context Protocol (stdio)"
    )
    mcp.set_defaults(run=_mcp)


def _mcp(_asked: argparse.Namespace) -> int:
    from analytics.open_data import assistants

    try:
        assistants.server().run("stdio")
    except assistants.NoSdk as absent:
        print(absent, file=sys.stderr)
        return 2
    return 0
