"""The atlas from the command line: `python -m analytics COMMAND --help` says what each command takes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.core.codes import NORDIC, WANTS
from analytics.core.language import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

    from analytics.core.chart import Chart

CHART_FORMATS = ("csv", "csv-excel", "xlsx", "parquet", "json", "txt", "html", "svg", "png", "pdf", "pptx")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it went well, 1 when the data has faults, 2 when it was asked wrongly."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    asked = _parser().parse_args(arguments)
    return int(asked.run(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analytics", description="The Nordic Cluster Atlas.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    query = commands.add_parser("query", help="run a named query and print its rows")
    query.add_argument("name", help="such as clusters.by_country")
    _parameters(query)
    query.add_argument("--format", choices=("csv", "json"), default="csv")
    query.set_defaults(run=_query)

    queries = commands.add_parser("queries", help="list the named queries, their questions and parameters")
    queries.set_defaults(run=_queries)

    charts = commands.add_parser("charts", help="list the charts and their parameters")
    charts.set_defaults(run=_charts)

    chart = commands.add_parser("chart", help="write a chart, or the exact data behind it, as a file")
    chart.add_argument("id", nargs="?", help="such as exports.intensity")
    chart.add_argument("--all", action="store_true", help="every chart instead, into the folder of --out")
    _parameters(chart)
    chart.add_argument("--lang", choices=tuple(LANGUAGES), default="en")
    chart.add_argument("--format", choices=CHART_FORMATS, default="csv")
    chart.add_argument("--shape", choices=("wide", "square"), default="wide", help="of png, svg and pdf")
    chart.add_argument("--out", type=Path, help="file to write (with --all: folder); standard output when left out")
    chart.set_defaults(run=_chart)

    drawn = commands.add_parser("map", help="draw the map of clusters as a file, without a browser")
    drawn.add_argument("--layer", default="density", help="what the regions show, such as clusters, density, lq, gdp")
    drawn.add_argument("--colour", default="country", help="what the marks' colour tells: country or ecosystem")
    drawn.add_argument("--focus", default="Renewable Energy", help="ecosystem of the layer lq")
    for name in ("country", "eco", "prog", "level", "label", "fee", "status"):
        drawn.add_argument(f"--{name}", action="append", default=[], help="as in a link; may be given several times")
    drawn.add_argument("--search", default="", help="words that a cluster's name, field or city holds")
    drawn.add_argument("--lang", choices=tuple(LANGUAGES), default="en")
    drawn.add_argument("--format", choices=("svg", "pdf", "png"), default="svg")
    drawn.add_argument("--shape", choices=("wide", "square"), default="wide")
    drawn.add_argument("--link", default="", help="the address printed on it; the page's path when left out")
    drawn.add_argument("--out", type=Path, required=True, help="file to write")
    drawn.set_defaults(run=_map)

    brief = commands.add_parser("brief", help="the brief of a country on two pages")
    brief.add_argument("country", choices=NORDIC)
    brief.add_argument("--lang", choices=tuple(LANGUAGES), default="en")
    brief.add_argument("--format", choices=("pdf", "docx"), default="pdf")
    brief.add_argument("--out", type=Path, required=True, help="file to write")
    brief.set_defaults(run=_brief)

    board = commands.add_parser("storyboard", help="write a whole talk as a deck, a PDF or a web page")
    board.add_argument("board", metavar="ID|FILE", help="a shipped one, such as why-finland, or a .toml file")
    board.add_argument("--lang", choices=tuple(LANGUAGES), default="en")
    board.add_argument("--format", choices=("pptx", "pdf", "html", "toml"), default="pptx")
    board.add_argument("--template", type=Path, help="a .pptx file whose look the deck takes")
    board.add_argument("--out", type=Path, required=True, help="file to write")
    board.set_defaults(run=_storyboard)

    validate = commands.add_parser("validate", help="check the tables (or one file) against their contracts")
    validate.add_argument(
        "path", nargs="?", type=Path, help="a data folder or one CSV file; the shipped tables when left out"
    )
    validate.add_argument("--table", help="which contract a single file is checked against")
    validate.add_argument("--format", choices=("text", "csv"), default="text")
    validate.add_argument("--write-manifest", action="store_true", help="record the checked tables for a quick start")
    validate.set_defaults(run=_validate)

    dictionary = commands.add_parser("dictionary", help="print the data dictionary as CSV")
    dictionary.set_defaults(run=_dictionary)

    fees = commands.add_parser("fees", help="what membership of each cluster would cost an organisation")
    fees.add_argument("--employees", type=_whole, default=-1, help="employees; not given when left out")
    fees.add_argument("--turnover-eur", type=_whole, default=-1, help="yearly turnover in EUR; not given when left out")
    fees.add_argument(
        "--kind", default="company", help="company, startup, research, public, association, other, person"
    )
    fees.add_argument("--country", default="", help="country of the clusters, such as FI; all five when left out")
    fees.add_argument("--lang", choices=tuple(LANGUAGES), default="en")
    fees.add_argument("--format", choices=("csv", "json"), default="csv")
    fees.set_defaults(run=_fees)

    find = commands.add_parser("find", help="the clusters that fit what a company does, where it is and what it wants")
    find.add_argument("text", help="what the company does, in English, Finnish, Swedish, Norwegian or Danish")
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
    find.add_argument("--limit", type=_whole, default=10, help="rows at most; 0 = all")
    find.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help="language of the reasons")
    find.add_argument("--format", choices=("csv", "json"), default="csv")
    find.set_defaults(run=_find)

    messages = commands.add_parser(
        "messages", help="bring the catalogues in step with the code; lists what is untranslated"
    )
    messages.set_defaults(run=_messages)

    geography = commands.add_parser("geography", help="make the boundaries, or find each cluster's region")
    geography.add_argument("step", choices=("build", "locate", "marks"), help="marks: the picture of a cluster's mark")
    geography.set_defaults(run=_geography)

    themes = commands.add_parser("themes", help="the themes that statements of a workshop seem to speak of")
    themes.add_argument("path", type=Path, metavar="FILE", help="CSV or XLSX, or text of one statement a line")
    themes.add_argument("--additions", type=Path, help="a CSV file of words on top of the lexicon")
    themes.add_argument(
        "--measure", action="store_true", help="FILE has columns themes and half: how well suggestions meet them"
    )
    themes.add_argument("--format", choices=("csv", "json"), default="csv")
    themes.set_defaults(run=_themes)

    aliases = commands.add_parser("aliases", help="names of members that may be one organisation, for you to decide")
    decision = aliases.add_mutually_exclusive_group()
    pair = ("MEMBER_ID", "CANONICAL_ID")
    decision.add_argument("--confirm", nargs=2, metavar=pair, help="the first is another name of the second")
    decision.add_argument("--reject", nargs=2, metavar=pair, help="the two are not one; not suggested again")
    aliases.add_argument("--reason", default="", help='with --confirm: such as "legal form" or "former name"')
    aliases.add_argument("--note", default="", help="a remark, in English")
    aliases.add_argument("--url", default="", help="the page that says so")
    aliases.add_argument("--data", type=Path, help="a data folder; the shipped one when left out")
    aliases.add_argument("--format", choices=("text", "csv"), default="text")
    aliases.set_defaults(run=_aliases)
    return parser


def _parameters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-p",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter; lists with commas (countries=FI,SE)",
    )


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 13):
        raise argparse.ArgumentTypeError(f"a whole number of at least 0, not {text!r}")
    return int(text)


def _given(pairs: list[str]) -> dict[str, str]:
    given = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise SystemExit(f"-p takes NAME=VALUE, not {pair!r}.")
        given[name] = value
    return given


def _query(asked: argparse.Namespace) -> int:
    from analytics.warehouse import WarehouseError, queries, warehouse

    lists = {p.name for q in queries().values() if q.name == asked.name for p in q.parameters if p.type.endswith("[]")}
    given = {name: value.split(",") if name in lists else value for name, value in _given(asked.p).items()}
    try:
        rows = warehouse().ask(asked.name, **given)
    except WarehouseError as error:
        print(error, file=sys.stderr)
        return 2
    _print_rows(rows, asked.format)
    return 0


def _print_rows(rows: pd.DataFrame, form: str) -> None:
    if form == "json":
        print(rows.to_json(orient="records", force_ascii=False, indent=1))
    else:
        sys.stdout.write(rows.to_csv(index=False, lineterminator="\n"))


def _queries(_asked: argparse.Namespace) -> int:
    from analytics.warehouse import queries

    for query in queries().values():
        print(f"{query.name}: {query.question}\n    a row: {query.grain}\n    units: {query.units}")
        for p in query.parameters:
            print(f"    -p {p.name} ({p.type}, else {p.default}): {p.meaning}")
    return 0


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
    from analytics.publish import formats, pictures
    from analytics.warehouse import WarehouseError

    language.use(asked.lang)
    if (asked.id is None) != asked.all or (asked.all and (asked.p or asked.out is None)):
        print("chart takes the id of one chart, or --all with --out FOLDER and without -p.", file=sys.stderr)
        return 2
    if formats.FORMATS[asked.format].needs_browser and (why := pictures.missing()):
        print(why, file=sys.stderr)
        return 2
    if asked.all:
        return _every_chart(asked)
    try:
        chart = catalogue.chart(asked.id, **catalogue.typed(asked.id, _given(asked.p)))
        content = _file(chart, asked)
    except (KeyError, TypeError, ValueError, WarehouseError, pictures.BrowserError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 2
    if asked.out is not None:
        asked.out.write_bytes(content)
    elif asked.format in ("csv", "html", "svg"):
        sys.stdout.write(content.decode("utf-8"))
    else:
        sys.stdout.buffer.write(content)
    return 0


def _file(chart: Chart, asked: argparse.Namespace) -> bytes:
    from analytics.publish import formats

    return formats.with_shape(asked.format, asked.shape)(chart, "", ())


def _every_chart(asked: argparse.Namespace) -> int:
    from analytics import catalogue
    from analytics.publish import formats, pictures
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
        except (ValueError, WarehouseError, pictures.BrowserError) as error:
            failed += 1
            print(f"{said}: {error}", file=sys.stderr, flush=True)
    return 1 if failed else 0


def _map(asked: argparse.Namespace) -> int:
    from analytics.clusters import questions as clusters
    from analytics.core import language
    from analytics.publish import vector_map

    language.use(asked.lang)
    chosen: dict[str, Any] = {
        field: tuple(getattr(asked, name))
        for field, name in clusters.LINK_NAMES.items()
        if name != "q" and getattr(asked, name)
    }
    try:
        view = vector_map.Asked(clusters.Filters(**chosen, search=asked.search), asked.layer, asked.colour, asked.focus)
        asked.out.write_bytes(vector_map.picture(view, asked.format, shape=asked.shape, link=asked.link))
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _storyboard(asked: argparse.Namespace) -> int:
    from analytics.core import language
    from analytics.publish import pictures, presentation, storyboard

    language.use(asked.lang)
    if asked.format == "pdf" and (why := pictures.missing()):
        print(why, file=sys.stderr)
        return 2
    try:
        is_file = Path(asked.board).suffix == ".toml"
        board = storyboard.read(Path(asked.board)) if is_file else storyboard.known(asked.board)
        template = asked.template.read_bytes() if asked.template else None
        asked.out.write_bytes(presentation.file(board, asked.format, asked.lang, template))
    except (OSError, ValueError, pictures.BrowserError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _brief(asked: argparse.Namespace) -> int:
    from analytics.publish import brief, brief_files, formats

    with formats.for_print(asked.lang):
        content = brief_files.FORMATS[asked.format](brief.brief(asked.country))
    try:
        asked.out.write_bytes(content)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
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
    _print_rows(rows, asked.format)
    return 0


def _messages(_asked: argparse.Namespace) -> int:
    from analytics.core import messages

    missing = [f"{language}: {text}" for language, texts in messages.update().items() for text in texts]
    print("\n".join(missing) or "Every message has its texts.")
    return 1 if missing else 0


def _geography(asked: argparse.Namespace) -> int:
    from analytics.core.paths import ROOT
    from analytics.map import boundaries as geography
    from analytics.map import deck as maps

    if asked.step == "marks":
        (ROOT / "static" / "marks.png").write_bytes(maps.draw_marks())
        return 0
    return geography.run(asked.step)


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
    _print_rows(rows, asked.format)
    return 0


def _themes(asked: argparse.Namespace) -> int:
    from analytics.workshops import statements, themes

    try:
        content = asked.path.read_bytes()
        if asked.measure:
            _print_rows(themes.measure_file(content), asked.format)
            return 0
        additions = themes.read_additions(asked.additions.read_bytes()) if asked.additions else ()
        understood = statements.read(content)
    except (OSError, ValueError, statements.UnreadableError) as error:
        print(error, file=sys.stderr)
        return 2
    said = understood.statements
    texts = said["statement"].tolist()
    _print_rows(
        themes.table(texts, themes.suggest(texts, said["language"].fillna("").tolist(), additions)), asked.format
    )
    for fault in understood.faults:
        print(f"{asked.path}, {fault}", file=sys.stderr)
    return 1 if understood.faults else 0


def _aliases(asked: argparse.Namespace) -> int:
    from analytics.core.paths import DATA
    from analytics.network import aliases

    return aliases.run(
        asked.format, asked.confirm, asked.reject, asked.reason, asked.note, asked.url, asked.data or DATA
    )


if __name__ == "__main__":
    sys.exit(main())
