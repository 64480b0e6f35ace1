"""Keeps the gettext catalogues in step with the code, through Babel's catalogue and writers.

Not its command line, because that takes every text with a percent sign ("% of GDP") for a Python format, and not its
extractor, because that does not see into f-strings before Python 3.12.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

from analytics.core.language import DOMAIN, LANGUAGES
from analytics.core.paths import LOCALE, ROOT

# Functions that take a message, and how many of their arguments are texts.
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}
MEASURED = ("count", "number")  # kinds of field whose second argument is a unit
ROOMS = ("analytics", "ui", "pages")
TEMPLATES: Any = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def extract() -> Catalog:
    """The messages that the code uses now."""
    template = Catalog(project="Nordic Cluster Atlas", charset="utf-8")
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for texts in _messages(path):
                template.add(texts if len(texts) > 1 else texts[0])
        for path in sorted((ROOT / room).rglob("*.html")):
            for _line, _function, text in TEMPLATES.extract_translations(path.read_text(encoding="utf-8")):
                template.add(text)
    for message in template:
        message.flags.discard("python-format")
    return template


def _messages(path: Path) -> Iterator[tuple[str, ...]]:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
            given = call.args[: KEYWORDS[call.func.id]]
            texts = tuple(str(text.value) for text in given if isinstance(text, ast.Constant))
            if len(texts) == KEYWORDS[call.func.id]:
                yield texts
        if isinstance(call, ast.ClassDef) and any(_name(base).endswith("DataFrameModel") for base in call.bases):
            yield from ((text,) for text in _contract(call))


def _contract(model: ast.ClassDef) -> Iterator[str]:
    """The texts of a table's contract: what a row is, what each field is and its unit, what its rules expect."""
    if row := ast.get_docstring(model):
        yield " ".join(row.split())
    for line in model.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call) and _name(line.value.func) == "rule":
            said = line.value.args[1]
            assert isinstance(said, ast.Constant), ast.dump(said)
            yield str(said.value)
        if isinstance(line, ast.AnnAssign) and isinstance(line.value, ast.Call):
            name, given = _name(line.value.func), line.value.args
            units = [word.value for word in line.value.keywords if word.arg == "unit"]
            for text in [*given[: 2 if name in MEASURED else 1], *units]:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def catalogue(language: str) -> Catalog:
    """The shipped catalogue of a language, an empty one of a language that has none yet."""
    if not (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").exists():
        return Catalog(locale=language, project="Nordic Cluster Atlas", charset="utf-8")
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language)


def untranslated(catalog: Catalog) -> list[str]:
    """The messages of a catalogue with no text (or no plural) yet, or with one that Babel holds to be out of date."""
    return [_key(m) for m in catalog if m.id and (m.fuzzy or not all(_forms(m.string)))]


def update() -> dict[str, list[str]]:
    """Bring all catalogues up to date; returns the messages that still lack a text, by language."""
    missing = {}
    for language in LANGUAGES:
        catalog = catalogue(language)
        # A template of its own for each: a catalogue takes over the very message objects.
        catalog.update(extract(), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        for message in catalog:
            message.flags.discard("python-format")
            if language == "en" and message.id:
                message.string = message.id
                message.flags.discard("fuzzy")
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{DOMAIN}.po").open("wb") as file:
            write_po(file, catalog, width=0, sort_output=True, omit_header=False)
        missing[language] = untranslated(catalog)
    return missing


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return list(text) if isinstance(text, list | tuple) else [text or ""]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
