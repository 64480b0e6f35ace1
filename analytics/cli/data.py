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

    load = parsers.add_parser("load", help="check a table of your own and let the server use it (see ATLAS_DATA_DIR)")
    load.add_argument("path", nargs="?", type=Path, help="CSV, XLSX, ODS, Parquet, GeoJSON or GeoPackage")
    load.add_argument("--table", help="which table it is, such as clusters")
    load.add_argument("--extend", action="store_true", help="add the rows to the table in use; the same key replaces")
    load.add_argument("--rollback", action="store_true", help="use the state before the last load again")
    load.set_defaults(run=_load)

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


def _load(asked: argparse.Namespace) -> int:
    from analytics.own_tables import store

    try:
        if asked.rollback:
            print(f"in use: {store.roll_back() or 'the shipped tables'}")
            return 0
        return _load_file(asked)
    except (store.NoFolderError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2


def _load_file(asked: argparse.Namespace) -> int:
    from analytics.core.worker import RefusedError
    from analytics.own_tables import questions, store
    from analytics.own_tables.models import Choices
    from analytics.warehouse import warehouse

    if asked.path is None or asked.table not in questions.offered():
        print(f"say a file and --table: {', '.join(questions.offered())}", file=sys.stderr)
        return 2
    try:
        reading = questions.read(questions.request(asked.path.read_bytes(), Choices(asked.table)))
    except (OSError, RefusedError) as error:
        print(f"{asked.path}: {error}", file=sys.stderr)
        return 2
    for said in (*reading.notes, *reading.mended, *map(str, reading.faults)):
        print(said)
    if not reading.is_sound:
        print(f"table {asked.table}, {len(reading.rows):,} rows: {reading.faults_in_all:,} faults; nothing was loaded")
        return 1
    rows, replaced = questions.sound_rows(reading), 0
    if asked.extend:
        rows, replaced = questions.joined(rows, warehouse().table(asked.table), asked.table)
    name = store.load({asked.table: rows})
    print(
        f"table {asked.table}, {len(reading.rows):,} rows loaded, {replaced:,} in the place of others; in use: {name}"
    )
    return 0


def _dictionary(_asked: argparse.Namespace) -> int:
    from analytics.contracts.manifest import dictionary
    from analytics.table_list import TABLES

    sys.stdout.write(dictionary(TABLES).to_csv(index=False, lineterminator="\n"))
    return 0
