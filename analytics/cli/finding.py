"""What suits a company and what it costs: find, fees."""

from __future__ import annotations

import argparse
import sys

from analytics.cli.arguments import Parsers, add_language, print_rows, whole
from analytics.core.codes import NORDIC, WANTS


def add(parsers: Parsers) -> None:
    """Add the commands."""
    find = parsers.add_parser("find", help="the clusters that fit what a company does, where it is and what it wants")
    find.add_argument(
        "text", help="what the company does, in English, Finnish, Swedish, Norwegian, Danish or Icelandic"
    )
    find.add_argument("--country", choices=("", *NORDIC), default="", help="where it is")
    find.add_argument("--region", default="", help="NUTS 3 code of its region, such as FI195")
    find.add_argument(
        "--want",
        action="append",
        default=[],
        choices=WANTS,
        help="what it wants; may be given several times",
    )
    find.add_argument("--ecosystem", action="append", default=[], help="instead of those recognised in the text")
    find.add_argument("--limit", type=whole, default=10, help="rows at most; 0 = all")
    add_language(find, "language of the reasons")
    find.add_argument("--format", choices=("csv", "json"), default="csv")
    find.set_defaults(run=_find)

    fees = parsers.add_parser("fees", help="what membership of each cluster would cost an organisation")
    fees.add_argument("--employees", type=whole, default=-1, help="employees; not given when left out")
    fees.add_argument("--turnover-eur", type=whole, default=-1, help="yearly turnover in EUR; not given when left out")
    fees.add_argument(
        "--kind", default="company", help="company, startup, research, public, association, other, person"
    )
    fees.add_argument("--country", default="", help="country of the clusters, such as FI; all five when left out")
    add_language(fees)
    fees.add_argument("--format", choices=("csv", "json"), default="csv")
    fees.set_defaults(run=_fees)


def _find(asked: argparse.Namespace) -> int:
    from analytics.core import language
    from analytics.finder import questions as finder
    from analytics.warehouse import WarehouseError

    language.use(asked.lang)
    question = finder.Question(asked.text, tuple(asked.ecosystem), asked.country, asked.region, tuple(asked.want))
    try:
        rows = finder.table(finder.find(finder.checked(question), asked.limit or None))
    except (ValueError, WarehouseError) as error:
        print(error, file=sys.stderr)
        return 2
    if rows.empty:
        print("Nothing in the text is recognised, or no cluster fits; try --ecosystem.", file=sys.stderr)
    print_rows(rows, asked.format)
    return 0


def _fees(asked: argparse.Namespace) -> int:
    from analytics.core import language
    from analytics.fees import questions as fees
    from analytics.warehouse import WarehouseError

    language.use(asked.lang)
    try:
        rows = fees.cost(asked.employees, asked.turnover_eur, asked.kind, asked.country)
    except (ValueError, WarehouseError) as error:
        print(error, file=sys.stderr)
        return 2
    print_rows(rows, asked.format)
    return 0
