"""Charts as files: charts, chart."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli.arguments import Parsers, add_language, add_parameters, given
from analytics.publish import offer

if TYPE_CHECKING:
    from analytics.core.chart import Chart


def add(parsers: Parsers) -> None:
    """Add the commands."""
    charts = parsers.add_parser("charts", help="list the charts and their parameters")
    charts.set_defaults(run=_charts)

    chart = parsers.add_parser("chart", help="write a chart, or the exact data behind it, as a file")
    chart.add_argument("id", nargs="?", help="such as exports.intensity")
    chart.add_argument("--all", action="store_true", help="every chart instead, into the folder of --out")
    add_parameters(chart)
    add_language(chart)
    chart.add_argument("--format", choices=offer.commanded("chart"), default="csv")
    chart.add_argument("--shape", choices=("wide", "square"), default="wide", help="of png, svg and pdf")
    chart.add_argument("--out", type=Path, help="file to write (with --all: folder); standard output when left out")
    chart.set_defaults(run=_chart)


def _charts(_asked: argparse.Namespace) -> int:
    from analytics.catalogue import CHARTS

    for chart_id, entry in CHARTS.items():
        print(f"{chart_id}: {entry.question}")
        for name, value in entry.params.items():
            print(f"    -p {name} (else {value})")
    return 0


def _chart(asked: argparse.Namespace) -> int:
    from analytics import catalogue
    from analytics.core import language
    from analytics.warehouse import WarehouseError

    language.use(asked.lang)
    if (asked.id is None) != asked.all or (asked.all and (asked.p or asked.out is None)):
        print("chart takes the id of one chart, or --all with --out FOLDER and without -p.", file=sys.stderr)
        return 2
    if asked.all:
        return _every_chart(asked)
    try:
        chart = catalogue.chart(asked.id, **catalogue.typed(asked.id, given(asked.p)))
        content = _file(chart, asked)
    except (KeyError, TypeError, ValueError, WarehouseError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 2
    if asked.out is not None:
        asked.out.write_bytes(content)
    elif offer.FORMATS[asked.format].is_text:
        sys.stdout.write(content.decode("utf-8"))
    else:
        sys.stdout.buffer.write(content)
    return 0


def _file(chart: Chart, asked: argparse.Namespace) -> bytes:
    from analytics.publish import formats

    form = offer.FORMATS[asked.format]
    if form.group == "picture" and asked.shape != form.shape:
        return formats.picture(chart, asked.format, "", (), asked.shape)
    return form.make("chart", chart, "", ())


def _every_chart(asked: argparse.Namespace) -> int:
    from analytics import catalogue
    from analytics.publish import formats
    from analytics.warehouse import WarehouseError

    asked.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for at, id_ in enumerate(catalogue.CHARTS, start=1):
        said = f"{at}/{len(catalogue.CHARTS)} {id_}"
        try:
            chart = catalogue.chart(id_)
            path = asked.out / formats.file_name(chart, asked.format)
            path.write_bytes(_file(chart, asked))
            print(f"{said}: {path.name}", flush=True)
        except (ValueError, WarehouseError) as error:
            failed += 1
            print(f"{said}: {error}", file=sys.stderr, flush=True)
    return 1 if failed else 0
