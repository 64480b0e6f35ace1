"""What a table holds, from its contract: what a row is, its fields, rows, years, coverage, sources and licences.

Contracts load pandera, so this module is imported when a description is asked for, not at the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics import tables
from analytics.contracts.table import Table
from analytics.core.age import YEARS
from analytics.core.language import DEFAULT, N_, _, current
from analytics.core.state import of_data
from analytics.table_facts import column_kind
from analytics.table_list import TABLES
from analytics.warehouse import warehouse

# The kinds of `analytics.table_facts.KINDS` in words.
KIND_WORDS: Mapping[str, str] = {
    "": N_("Text"),
    "address": N_("Web address"),
    "amount": N_("Decimal number"),
    "code": N_("Code"),
    "coordinate": N_("Coordinate"),
    "count": N_("Whole number"),
    "day": N_("Date"),
    "flag": N_("Yes or no"),
    "identifier": N_("Identifier"),
    "percent": N_("Per cent"),
    "text": N_("Text"),
    "year": N_("Year"),
}
# DuckDB's types -> those of a Frictionless Table Schema, which JSON Schema shares but for "any".
TYPES: Mapping[str, str] = {"BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "VARCHAR": "string"}
BINDING = ("isin", "str_matches", "greater_than_or_equal_to", "less_than_or_equal_to")


@dataclass(frozen=True)
class FieldFacts:
    """A field as its contract states it; `choices`, `low`, `high` and `pattern` bound its values where they are set."""

    name: str
    description: str
    kind: str
    type: str  # of a Frictionless Table Schema
    unit: str = ""
    required: bool = False
    is_key: bool = False
    refers_to: str = ""  # "table.column"
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str = ""

    @property
    def said(self) -> str:
        """What it is, in the language in use."""
        return _(self.description)

    @property
    def unit_words(self) -> str:
        """Its unit, in the language in use; years have none to read."""
        return _(self.unit) if self.unit and self.kind != "year" else ""

    @property
    def allowed_words(self) -> str:
        """The values that it may have, in the language in use; empty where any will do."""
        if self.refers_to:
            table, _dot, column = self.refers_to.partition(".")
            return _("a {column} of the table {table}").format(column=column, table=table)
        if self.choices:
            return ", ".join(self.choices)
        if self.low is not None and self.high is not None:
            return _("from {low} to {high}").format(low=_plain(self.low), high=_plain(self.high))
        if self.low is not None:
            return _("at least {low}").format(low=_plain(self.low))
        return ""


@dataclass(frozen=True)
class TableSource:
    """A source of rows of a table; what is not stated is empty."""

    citation: str
    url: str = ""
    licence: str = ""
    publisher: str = ""
    read: str = ""  # the month, such as "2026-11"
    rows: int | None = None


@dataclass(frozen=True, eq=False)
class TableFacts:
    """A table as it stands now."""

    name: str
    path: str
    description: str
    fields: tuple[FieldFacts, ...]
    key: tuple[str, ...]
    rows: int
    first_year: int | None
    last_year: int | None
    known: Mapping[str, float] = field(default_factory=dict)  # field -> per cent of rows with a value
    sources: tuple[TableSource, ...] = ()
    read: str = ""

    @property
    def row_is(self) -> str:
        """What a row is, in the language in use."""
        return _(self.description)

    @property
    def title(self) -> str:
        """What the table is called, in the language in use."""
        return tables.title(self.name)

    @property
    def filled(self) -> float | None:
        """The share of cells that hold a value, in per cent."""
        return sum(self.known.values()) / len(self.known) if self.rows and self.known else None

    @property
    def licences(self) -> tuple[str, ...]:
        """The licences as their publishers state them, without repeats."""
        return tuple(dict.fromkeys(source.licence for source in self.sources if source.licence))


@of_data(maxsize=128)
def of(name: str) -> TableFacts:
    """The facts of a table that is loaded. Raises KeyError for one that no contract knows, or TableUnavailable."""
    table, rows = TABLES[name], warehouse().table(name)
    first, last = _years(name, rows)
    sources = _sources(name, rows)
    return TableFacts(
        name=name,
        path=table.path,
        description=" ".join((table.model.__doc__ or "").split()),
        fields=fields(table),
        key=table.key,
        rows=len(rows),
        first_year=first,
        last_year=last,
        known={column: 100 * float(rows[column].notna().mean()) if len(rows) else 0.0 for column in rows},
        sources=sources,
        read=_read(name) or max((source.read for source in sources), default=""),
    )


def all_tables() -> tuple[TableFacts, ...]:
    """The facts of every table that is loaded and has a contract, in the order of the contracts."""
    return tuple(of(name) for name in TABLES if name in warehouse().tables)


def fields(table: Table) -> tuple[FieldFacts, ...]:
    """The fields of a table as its contract states them."""
    found = []
    for name, column in table.schema.columns.items():
        bounds = _bounds(column)
        found.append(
            FieldFacts(
                name=name,
                description=column.description,
                kind=column.metadata["kind"],
                type=TYPES[table.duckdb_types[name]],
                unit=column.metadata["unit"],
                required=not column.nullable,
                is_key=name in table.key,
                refers_to=table.references.get(name, ""),
                choices=tuple(map(str, bounds.get("isin", ()))),
                low=bounds.get("greater_than_or_equal_to"),
                high=bounds.get("less_than_or_equal_to"),
                pattern=bounds.get("str_matches", ""),
            )
        )
    return tuple(found)


def _bounds(column: Any) -> dict[str, Any]:
    """The checks of a pandera column that other programs know too: name -> what it is given."""
    made: dict[str, Any] = {}
    for check in column.checks:
        if check.name in BINDING:
            given = next(iter(check.statistics.values()))
            made[check.name] = getattr(given, "pattern", given)
    return made


def _years(name: str, rows: pd.DataFrame) -> tuple[int | None, int | None]:
    """First and last year of the figures: of the column that says of which year a figure is, see `core/age`."""
    column = next((one for one in YEARS if one in rows and column_kind(one, name).is_year), None)
    years = rows[column].dropna() if column else pd.Series(dtype="Int64")
    return (None, None) if years.empty else (int(years.min()), int(years.max()))


def _sources(name: str, rows: pd.DataFrame) -> tuple[TableSource, ...]:
    return tuple(
        TableSource(
            citation=_text(row["citation"]),
            url=_text(row.get("url")),
            licence=_text(row.get("licence")),
            publisher=_text(row.get("publisher")),
            read=_text(row.get("read")) or _read(name),
            rows=int(row["rows"]),
        )
        for row in tables.sources(name, rows).to_dict("records")
    )


@of_data(maxsize=128)
def _read(name: str) -> str:
    """The month in which the table's pages were read, as its source line says it."""
    lines = warehouse().table("source_lines")
    months = lines.loc[lines["table_name"] == name, "read"].dropna()
    return "" if months.empty else str(months.max())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _plain(value: float) -> str:
    said = f"{value:g}".replace("-", "−")
    return said if current() == DEFAULT else said.replace(".", ",")
