"""Queries and tables: query, queries, validate, dictionary."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analytics.cli.arguments import Parsers, add_parameters, given, print_rows


def add(parsers: Parsers) -> None:
    """Add the commands."""
    query = parsers.add_parser("query", help="run a named query and print its rows")
    query.add_argument("name", help="such as clusters.by_country")
    add_parameters(query)
    query.add_argument("--format", choices=("csv", "json"), default="csv")
    query.set_defaults(run=_query)

    queries = parsers.add_parser("queries", help="list the named queries, their questions and parameters")
    queries.set_defaults(run=_queries)

    validate = parsers.add_parser("validate", help="check the tables (or one file) against their contracts")
    validate.add_argument(
        "path", nargs="?", type=Path, help="a data folder or one CSV file; the shipped tables when left out"
    )
    validate.add_argument("--table", help="which contract a single file is checked against")
    validate.add_argument("--format", choices=("text", "csv"), default="text")
    validate.add_argument("--write-manifest", action="store_true", help="record the checked tables for a quick start")
    validate.set_defaults(run=_validate)

    dictionary = parsers.add_parser("dictionary", help="print the data dictionary as CSV")
    dictionary.set_defaults(run=_dictionary)


def _query(asked: argparse.Namespace) -> int:
    from analytics.warehouse import WarehouseError, queries, warehouse

    lists = {p.name for q in queries().values() if q.name == asked.name for p in q.parameters if p.type.endswith("[]")}
    values = {name: value.split(",") if name in lists else value for name, value in given(asked.p).items()}
    try:
        rows = warehouse().ask(asked.name, **values)
    except WarehouseError as error:
        print(error, file=sys.stderr)
        return 2
    print_rows(rows, asked.format)
    return 0


def _queries(_asked: argparse.Namespace) -> int:
    from analytics.warehouse import queries

    for query in queries().values():
        print(f"{query.name}: {query.question}\n    a row: {query.grain}\n    units: {query.units}")
        for p in query.parameters:
            print(f"    -p {p.name} ({p.type}, else {p.default}): {p.meaning}")
    return 0


def _validate(asked: argparse.Namespace) -> int:
    from analytics.contracts import validate
    from analytics.table_list import TABLES

    return validate.run(TABLES, asked.path, asked.table, asked.format, asked.write_manifest)


def _dictionary(_asked: argparse.Namespace) -> int:
    from analytics.contracts.manifest import dictionary
    from analytics.table_list import TABLES

    sys.stdout.write(dictionary(TABLES).to_csv(index=False, lineterminator="\n"))
    return 0
