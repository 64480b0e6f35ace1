"""What the commands share: their arguments, and rows printed as CSV or JSON."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from analytics.core.language import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

    Parsers = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Parsers = Any


def add_language(parser: argparse.ArgumentParser, meaning: str | None = None) -> None:
    """Add the language of what is written."""
    parser.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help=meaning)


def add_parameters(parser: argparse.ArgumentParser) -> None:
    """Add the parameters of a query or chart, which `given` reads."""
    parser.add_argument(
        "-p",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter; lists with commas (countries=FI,SE)",
    )


def given(pairs: list[str]) -> dict[str, str]:
    """Parameters by name. Raises SystemExit for one without a sign between name and value."""
    found = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise SystemExit(f"-p takes NAME=VALUE, not {pair!r}.")
        found[name] = value
    return found


def whole(text: str) -> int:
    """A whole number of at least 0. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 13):
        raise argparse.ArgumentTypeError(f"a whole number of at least 0, not {text!r}")
    return int(text)


def print_rows(rows: pd.DataFrame, form: str) -> None:
    """Print rows as "csv" or "json"."""
    if form == "json":
        print(rows.to_json(orient="records", force_ascii=False, indent=1))
    else:
        sys.stdout.write(rows.to_csv(index=False, lineterminator="\n"))
