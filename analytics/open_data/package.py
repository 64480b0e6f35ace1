"""The whole atlas to take along: a Frictionless Data Package and a DuckDB file, each made once per state.

A file is written when it is first asked for, beside the warehouse's own, and then read from the disk piece by piece, so
that no answer holds it in memory.
"""

from __future__ import annotations

import atexit
import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import duckdb

from analytics.contracts.table import type_name
from analytics.contracts.text_files import TEXT_FILE, text_files
from analytics.core import temporary
from analytics.core.language import DEFAULT, speaking
from analytics.core.paths import DATA
from analytics.core.state import of_data
from analytics.open_data import descriptions, state
from analytics.open_data.descriptions import FieldFacts, TableFacts
from analytics.table_list import TABLES
from analytics.warehouse import warehouse
from analytics.warehouse_file import shared_folder

PROFILE = "tabular-data-package"
NAME = "nordic-cluster-atlas"
MEMORY = "128MB"
_making = threading.Lock()


def description() -> dict[str, Any]:
    """datapackage.json, by the specification that its `profile` names: tables, then the texts in other languages."""
    with speaking(DEFAULT):
        facts = descriptions.all_tables()
        return {
            "profile": PROFILE,
            "name": NAME,
            "title": "Nordic Cluster Atlas",
            "version": state.version(),
            "description": "Clusters in the Nordic countries and the statistics they are read against. "
            "Empty means unknown, never zero.",
            "sources": _sources(facts),
            "resources": [*map(_resource, facts), *_text_resources()],
        }


def zipped() -> Path:
    """The package as a ZIP file: datapackage.json and the tables as they are shipped."""

    def write(path: Path) -> None:
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            described = description()
            archive.writestr("datapackage.json", json.dumps(described, ensure_ascii=False, indent=1) + "\n")
            for resource in described["resources"]:
                archive.write(DATA / resource["path"], resource["path"])

    return _kept("zip", write)


def database() -> Path:
    """A DuckDB file of all tables, with what tables and fields are as comments."""

    def write(path: Path) -> None:
        with duckdb.connect(str(path), config={"threads": 1, "memory_limit": MEMORY}) as made:
            for facts in descriptions.all_tables():
                _copy(made, facts)

    return _kept("duckdb", write)


def _copy(made: duckdb.DuckDBPyConnection, facts: TableFacts) -> None:
    types = TABLES[facts.name].duckdb_types
    rows = warehouse().table(facts.name)[list(types)]
    made.execute(f"CREATE TABLE {facts.name} ({', '.join(f'{name} {kind}' for name, kind in types.items())})")
    made.register("incoming", rows)
    made.execute(f"INSERT INTO {facts.name} SELECT * FROM incoming")
    made.unregister("incoming")
    made.execute(f"COMMENT ON TABLE {facts.name} IS {_quoted(facts.description)}")
    for one in facts.fields:
        words = f"{one.description} ({one.unit})" if one.unit and one.kind != "year" else one.description
        made.execute(f"COMMENT ON COLUMN {facts.name}.{one.name} IS {_quoted(words)}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _kept(kind: str, write: Callable[[Path], None]) -> Path:
    """The file of the present state, written first if there is none; those of earlier states are removed."""
    name = f"{NAME}-{state.version()}.{kind}"
    with _making:
        try:
            return _kept_in(shared_folder(), name, kind, write)
        except PermissionError:
            return _kept_in(_own_folder(), name, kind, write)


def _kept_in(folder: Path, name: str, kind: str, write: Callable[[Path], None]) -> Path:
    if (folder / name).exists():
        return folder / name
    folder.mkdir(parents=True, exist_ok=True)
    with temporary.folder(f"{NAME}-making-", folder) as making:
        write(making / name)
        (making / name).replace(folder / name)
    for earlier in folder.glob(f"{NAME}-*.{kind}"):
        if earlier.name != name:
            earlier.unlink(missing_ok=True)
    return folder / name


@of_data(maxsize=1)
def _own_folder() -> Path:
    """A folder of this process, where the shared one cannot be written to; it goes with the process."""
    made = TemporaryDirectory(prefix=f"{NAME}-")
    atexit.register(made.cleanup)
    return Path(made.name)


def _sources(facts: tuple[TableFacts, ...]) -> list[dict[str, str]]:
    listed = {one.citation: one for table in facts for one in table.sources if one.licence}
    return [{"title": one.citation, **({"path": one.url} if one.url else {})} for one in listed.values()]


def _resource(facts: TableFacts) -> dict[str, Any]:
    licences = [{"name": _slug(words), "title": words} for words in facts.licences]
    return {
        "profile": "tabular-data-resource",
        "name": facts.name,
        "path": facts.path,
        "title": facts.title,
        "description": facts.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"licenses": licences} if licences else {}),
        "schema": {
            "fields": [_field(one) for one in _in_file_order(facts)],
            "missingValues": [""],
            **({"primaryKey": list(facts.key)} if _key_is_whole(facts) else {}),
            **_foreign_keys(facts.fields),
        },
    }


def _in_file_order(facts: TableFacts) -> list[FieldFacts]:
    with (DATA / facts.path).open(encoding="utf-8") as file:
        order = file.readline().strip().split(",")
    return sorted(facts.fields, key=lambda one: order.index(one.name))


def _key_is_whole(facts: TableFacts) -> bool:
    """Whether no field of the key may be empty, which the specification asks of a primary key."""
    return bool(facts.key) and all(one.required for one in facts.fields if one.is_key)


def _field(one: FieldFacts) -> dict[str, Any]:
    bounds: dict[str, Any] = {"required": True} if one.required else {}
    bounds |= {"enum": list(one.choices)} if one.choices else {}
    bounds |= {"minimum": _number(one, one.low)} if one.low is not None else {}
    bounds |= {"maximum": _number(one, one.high)} if one.high is not None else {}
    bounds |= {"pattern": _pattern(one.pattern)} if one.pattern else {}
    return {
        "name": one.name,
        "type": one.type,
        "description": one.description,
        **({"unit": one.unit} if one.unit else {}),
        **({"trueValues": ["true"], "falseValues": ["false"]} if one.type == "boolean" else {}),
        **({"constraints": bounds} if bounds else {}),
    }


def _number(one: FieldFacts, bound: float | None) -> Any:
    return int(bound) if one.type == "integer" and bound is not None else bound


def _pattern(pattern: str) -> str:
    """A contract's pattern as the specification has it: of the whole value, without Python's own signs."""
    return re.sub(r"^\^\(\?:(.*)\)\\Z$", r"(?:\1)", pattern, flags=re.S)


def _foreign_keys(fields: tuple[FieldFacts, ...]) -> dict[str, Any]:
    keys = []
    for one in fields:
        if one.refers_to:
            table, _dot, column = one.refers_to.partition(".")
            keys.append({"fields": [one.name], "reference": {"resource": table, "fields": [column]}})
    return {"foreignKeys": keys} if keys else {}


def _text_resources() -> list[dict[str, Any]]:
    """The files of texts in other languages, by the contract of such a file."""
    columns = TEXT_FILE.schema.columns
    fields = [
        {
            "name": name,
            "type": descriptions.TYPES[TEXT_FILE.duckdb_types[name]],
            "description": column.description,
            **({"constraints": {"required": True}} if not column.nullable and type_name(column) == "string" else {}),
        }
        for name, column in columns.items()
    ]
    return [
        {
            "profile": "tabular-data-resource",
            "name": _slug(name.removesuffix(".csv")),
            "path": name,
            "description": "Texts of the tables of this folder in another language.",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": fields, "missingValues": [""]},
        }
        for name in text_files(DATA)
    ]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:100]
