"""The calls that refresh the tables, as the table `refresh_calls` says them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analytics.contracts.table import Table
from analytics.table_list import TABLES

TABLE = "refresh_calls"
DERIVED = "derived"  # the source of rows that are worked out from others of their table


@dataclass(frozen=True)
class Call:
    """How the rows of a part of a table are fetched; without a `source` nobody knows how."""

    table: str
    part: dict[str, str]  # column -> the value that its rows have
    source: str
    dataset: str
    query: dict[str, tuple[str, ...]]  # the publisher's field -> codes
    fields: dict[str, str]  # column of the table -> the publisher's field
    codes: dict[str, str]  # the table's code -> the publisher's
    factor: str  # what figures are multiplied with, "" = nothing
    source_id: str
    citation: str
    url: str
    rhythm_months: int | None
    taken: str  # month in which the rows were taken from the publisher, "" = unknown

    @property
    def name(self) -> str:
        """The table and, where it has several calls, the part."""
        return " ".join((self.table, *self.part.values()))

    @property
    def contract(self) -> Table:
        """The contract of the table."""
        return TABLES[self.table]

    @property
    def figure(self) -> str:
        """The column with the figures."""
        return next(name for name in self.fields if self.contract.duckdb_types[name] == "DOUBLE")

    def of_part(self, rows: pd.DataFrame) -> pd.Series:
        """Which rows of the table belong to the part."""
        chosen = pd.Series(True, index=rows.index)
        for column, value in self.part.items():
            chosen &= rows[column] == value
        return chosen

    def filled(self, rows: pd.DataFrame) -> dict[str, list[str]]:
        """The query with the codes of the part's rows where it says {column}, in the publisher's words."""
        return {
            field: [code for said in values for code in self._filled(said, rows)]
            for field, values in self.query.items()
        }

    def _filled(self, said: str, rows: pd.DataFrame) -> list[str]:
        place = re.fullmatch(r"\{(\w+)\}", said)
        if not place:
            return [said]
        return [self.codes.get(value, value) for value in sorted(rows[place[1]].unique()) if value]


def load(root: Path) -> list[Call]:
    """The calls of a folder of tables, in its order."""
    return [_call(row) for row in cells(TABLE, root).to_dict("records")]


def cells(table: str, root: Path) -> pd.DataFrame:
    """The rows of a table as they stand in its file: every cell a text, "" = unknown."""
    return pd.read_csv(root / TABLES[table].path, dtype="string", keep_default_na=False).astype("object")


def _call(row: dict[str, str]) -> Call:
    return Call(
        table=row["table_name"],
        part=_pairs(row["part"]),
        source=row["source"],
        dataset=row["dataset"],
        query={field: tuple(said.split(",")) for field, said in _pairs(row["query"]).items()},
        fields=_pairs(row["fields"]),
        codes=_pairs(row["codes"]),
        factor=row["factor"],
        source_id=row["source_id"],
        citation=row["citation"],
        url=row["url"],
        rhythm_months=int(row["rhythm_months"]) if row["rhythm_months"] else None,
        taken=row["taken"],
    )


def _pairs(said: str) -> dict[str, str]:
    """ "a=1; b=2" as a dictionary."""
    found = {}
    for one in filter(None, said.split("; ")):
        name, _sign, value = one.partition("=")
        found[name] = value
    return found
