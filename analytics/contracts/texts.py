"""Whether the texts in other languages fit the tables: texts of nothing, and those that a language still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analytics.contracts.faults import Fault
from analytics.contracts.fields import OWN_NAME
from analytics.contracts.files import read
from analytics.contracts.table import Table, Tables
from analytics.contracts.text_files import TEXT_FILE, language_of, languages, text_files
from analytics.core.language import DEFAULT
from analytics.core.paths import DATA
from analytics.core.texts import text_key


@dataclass(frozen=True)
class Place:
    """Where a text is wanted: the row and column of a table's file, and what stands there."""

    table: Table
    row: int
    field: str
    key: str
    said: str
    own_name: bool

    @property
    def folder(self) -> str:
        """The folder in which the table lies and its texts are looked for."""
        return self.table.path.rpartition("/")[0]


def check_texts(tables: Tables, root: Path = DATA, wanted: Iterable[str] | None = None) -> list[Fault]:
    """Texts of a table, row or field that is not there, and texts that a language of `wanted` (all) still lacks.

    Neither keeps anything from being loaded: what is not translated is shown as it stands in the table.
    """
    places = _places(tables, root)
    translated = {(table.name, field) for table in tables.values() for field in table.text_keys}
    unreadable = {name for name, _field in translated} - {table for table, _field, _key in places}
    faults: list[Fault] = []
    found: dict[str, set[tuple[str, str, str]]] = {}
    for name, path in text_files(root).items():
        frame = read(TEXT_FILE, path, name).frame
        if frame is None or not set(TEXT_FILE.columns) <= set(frame.columns):
            continue
        given = found.setdefault(language_of(name), set())
        for row, (table, key, field) in zip(frame.index, frame[["table_name", "key", "field"]].to_numpy(), strict=True):
            given.add((table, field, key))
            if table not in unreadable:
                faults += _unknown(name, int(row), (table, field, key), tables, translated, places)
    for language in languages() if wanted is None else wanted:
        faults += _lacking(language, places.values(), found.get(language, set()))
    return faults


def _places(tables: Tables, root: Path) -> dict[tuple[str, str, str], Place]:
    """Every text of the tables that another language has, or may have, too: (table, field, key) -> its first place."""
    places: dict[tuple[str, str, str], Place] = {}
    for table in tables.values():
        frame = read(table, root / table.path, table.path).frame if table.text_keys else None
        if frame is None:
            continue
        for field, by in table.text_keys.items():
            if not {field, *by} <= set(frame.columns):
                continue
            own_name = table.schema.columns[field].metadata["translated"] == OWN_NAME
            keys = (text_key(values) for values in frame[list(by)].to_numpy())
            for row, said, key in zip(frame.index, frame[field], keys, strict=True):
                if said:
                    places.setdefault((table.name, field, key), Place(table, int(row), field, key, said, own_name))
    return places


def _unknown(
    file: str,
    row: int,
    text_of: tuple[str, str, str],
    tables: Tables,
    translated: set[tuple[str, str]],
    places: Mapping[tuple[str, str, str], Place],
) -> Iterator[Fault]:
    name, field, key = text_of
    table = tables.get(name)
    if table is None or table.path.rpartition("/")[0] != file.rpartition("/")[0]:
        yield Fault("texts", file, row, "table_name", name, "a table of the same folder")
    elif (name, field) not in translated:
        fields = ", ".join(table.text_keys) or "none"
        yield Fault("texts", file, row, "field", field, f"a field of {name} that is translated: {fields}")
    elif text_of not in places:
        by = " | ".join(table.text_keys[field])
        yield Fault("texts", file, row, "key", key, f"the {by} of a row of {name} that has a {field}")


def _lacking(language: str, places: Iterable[Place], given: set[tuple[str, str, str]]) -> Iterator[Fault]:
    for place in places:
        told = (place.table.name, place.field, place.key) in given
        if not told and language != DEFAULT and not place.own_name:
            expected = (
                f"a text in {language} too, in {place.folder}{'/' if place.folder else ''}texts.{language}.csv: "
                f"{place.table.name}, key {place.key!r}, field {place.field}"
            )
            yield Fault(place.table.name, place.table.path, place.row, place.field, place.said, expected)
