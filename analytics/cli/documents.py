"""The map, briefs and storyboards as files: map, brief, storyboard."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from analytics.cli.arguments import Parsers, add_language
from analytics.core.codes import NORDIC
from analytics.publish import offer


def add(parsers: Parsers) -> None:
    """Add the commands."""
    drawn = parsers.add_parser("map", help="draw the map of clusters as a file, without a browser")
    drawn.add_argument("--layer", default="clusters", help="what the regions show, such as clusters, density, lq, gdp")
    drawn.add_argument("--colour", default="country", help="what the marks' colour tells: country or ecosystem")
    drawn.add_argument("--focus", default="Renewable Energy", help="ecosystem of the layer lq")
    for name in ("country", "eco", "prog", "level", "label", "fee", "status", "kind"):
        drawn.add_argument(f"--{name}", action="append", default=[], help="as in a link; may be given several times")
    drawn.add_argument("--search", default="", help="words that a cluster's name, field or city holds")
    add_language(drawn)
    drawn.add_argument("--format", choices=offer.commanded("map"), default="svg")
    drawn.add_argument("--shape", choices=("wide", "square"), default="wide")
    drawn.add_argument("--link", default="", help="the address printed on it; the page's path when left out")
    drawn.add_argument("--out", type=Path, required=True, help="file to write")
    drawn.set_defaults(run=_map)

    brief = parsers.add_parser("brief", help="the brief of a country on two pages")
    brief.add_argument("country", choices=NORDIC)
    add_language(brief)
    brief.add_argument("--format", choices=offer.commanded("brief"), default="pdf")
    brief.add_argument("--out", type=Path, required=True, help="file to write")
    brief.set_defaults(run=_brief)

    board = parsers.add_parser("storyboard", help="write a whole talk as a deck, a PDF or a web page")
    board.add_argument("board", metavar="ID|FILE", help="a shipped one, such as why-finland, or a .toml file")
    add_language(board)
    board.add_argument("--format", choices=offer.commanded("storyboard"), default="pptx")
    board.add_argument("--template", type=Path, help="a .pptx file whose look the deck takes")
    board.add_argument("--out", type=Path, required=True, help="file to write")
    board.set_defaults(run=_storyboard)


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


def _brief(asked: argparse.Namespace) -> int:
    from analytics.publish import brief, formats

    with formats.for_print(asked.lang):
        content = offer.FORMATS[asked.format].make("brief", brief.brief(asked.country))
    try:
        asked.out.write_bytes(content)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _storyboard(asked: argparse.Namespace) -> int:
    from analytics.core import language
    from analytics.publish import presentation, storyboard

    language.use(asked.lang)
    try:
        is_file = Path(asked.board).suffix == ".toml"
        board = storyboard.read(Path(asked.board)) if is_file else storyboard.known(asked.board)
        template = asked.template.read_bytes() if asked.template else None
        asked.out.write_bytes(presentation.file(board, asked.format, asked.lang, template))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0
