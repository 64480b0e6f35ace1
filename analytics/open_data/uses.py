"""Which charts are made from a table, and what in the atlas answers to a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics import catalogue
from analytics.core.paths import SUBJECTS
from analytics.core.state import of_data
from analytics.core.text_index import fold
from analytics.open_data import descriptions
from analytics.open_data.descriptions import FieldFacts, TableFacts
from analytics.warehouse import WarehouseError


@dataclass(frozen=True)
class FoundField:
    """A field that answers to a word, and its table."""

    table: TableFacts
    field: FieldFacts


@of_data(maxsize=128)
def charts_of(table: str) -> tuple[str, ...]:
    """The ids of the charts that name a table as their source, in the order of the catalogue.

    What a chart stands on is written where it cites it and nowhere else, so it is drawn to see; only charts of subjects
    whose code names the table at all are.
    """
    return tuple(
        id_
        for id_, entry in catalogue.CHARTS.items()
        if f'"{table}"' in _code(entry.draw.__module__.split(".")[1]) and table in _cited(id_)
    )


@of_data(maxsize=32)
def _code(subject: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((SUBJECTS / subject).glob("*.py")))


@of_data(maxsize=256)
def _cited(id_: str) -> frozenset[str]:
    """The tables that a chart cites; none where one that it needs was left out."""
    try:
        return frozenset(source.table for source in catalogue.chart(id_).sources)
    except WarehouseError:
        return frozenset()


def tables_found(words: str) -> list[TableFacts]:
    """The tables whose name, title, row or fields have all the words, in the language in use or as stored."""
    return [
        facts
        for facts in descriptions.all_tables()
        if _has(words, (facts.name, facts.title, facts.row_is, *(f"{one.name} {one.said}" for one in facts.fields)))
    ]


def fields_found(words: str) -> list[FoundField]:
    """The fields whose name, meaning, unit or allowed values have all the words."""
    return [
        FoundField(facts, one)
        for facts in descriptions.all_tables()
        for one in facts.fields
        if _has(words, (one.name, one.said, one.unit_words, *one.choices))
    ]


def _has(words: str, texts: Iterable[str]) -> bool:
    said = fold(" ".join(texts)).replace("_", " ")
    asked = fold(words).replace("_", " ").split()
    return bool(asked) and all(word in said for word in asked)
