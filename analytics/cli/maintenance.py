"""Upkeep of what is shipped: messages, geography, aliases, changes, audit; and the server of several processes."""

from __future__ import annotations

import argparse
from pathlib import Path

from analytics.cli.arguments import Parsers, whole


def add(parsers: Parsers) -> None:
    """Add the commands."""
    messages = parsers.add_parser(
        "messages", help="bring the catalogues in step with the code; lists what is untranslated"
    )
    messages.set_defaults(run=_messages)

    geography = parsers.add_parser("geography", help="make the boundaries, or find each cluster's region")
    geography.add_argument("step", choices=("build", "locate", "marks"), help="marks: the picture of a cluster's mark")
    geography.set_defaults(run=_geography)

    serve = parsers.add_parser("serve", help="several servers behind one address, with nginx and supervisor")
    serve.add_argument("--port", type=whole, default=8501, help="of the address; the servers have those after it")
    serve.add_argument("--processes", type=whole, default=2, help="servers: one for each core")
    serve.add_argument("--folder", type=Path, help="for settings and logs; var/serve when left out")
    serve.set_defaults(run=_serve)

    audit = parsers.add_parser(
        "audit", help="look for known weaknesses of the pinned packages, where advisories can be reached"
    )
    audit.set_defaults(run=_audit)

    changes = parsers.add_parser("changes", help="count from the repository's history what changed in each table")
    changes.set_defaults(run=_changes)

    aliases = parsers.add_parser("aliases", help="names of members that may be one organisation, for you to decide")
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


def _messages(_asked: argparse.Namespace) -> int:
    from analytics.core import messages

    missing = [f"{language}: {text}" for language, texts in messages.update().items() for text in texts]
    print("\n".join(missing) or "Every message has its texts.")
    return 1 if missing else 0


def _geography(asked: argparse.Namespace) -> int:
    from tools import boundaries

    return boundaries.run(asked.step)


def _serve(asked: argparse.Namespace) -> int:
    from tools import serve

    return serve.run(asked.port, max(1, asked.processes), asked.folder)


def _audit(_asked: argparse.Namespace) -> int:
    from tools import audit

    return audit.run()


def _changes(_asked: argparse.Namespace) -> int:
    from tools import changes

    return changes.run()


def _aliases(asked: argparse.Namespace) -> int:
    from analytics.core.paths import DATA
    from analytics.network import aliases

    return aliases.run(
        asked.format, asked.confirm, asked.reject, asked.reason, asked.note, asked.url, asked.data or DATA
    )
