"""A table of the data room: its file, its model, its title and the tables that it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandera.pandas as pa

Tables = Mapping[str, "Table"]  # by name

# pandera's name of a column's type -> DuckDB's
_DUCKDB = {"Int64": "BIGINT", "float64": "DOUBLE", "boolean": "BOOLEAN", "string": "VARCHAR"}


@dataclass(frozen=True)
class Table:
    """A table of the data room: its file (relative to data/), its model and where its values must be known.

    `title` is English and marked for translation. `references` maps a column to "table.column"; empty cells refer to
    nothing.
    """

    name: str
    path: str
    model: type[pa.DataFrameModel]
    title: str
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns whose values together are used once."""
        return tuple(self.schema.unique or ())

    @property
    def schema(self) -> pa.DataFrameSchema:
        """The model as pandera checks it."""
        return self.model.to_schema()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the model's order."""
        return tuple(self.schema.columns)

    @property
    def duckdb_types(self) -> dict[str, str]:
        """Column -> DuckDB type, in the model's order."""
        return {name: _DUCKDB[type_name(column)] for name, column in self.schema.columns.items()}

    @property
    def text_keys(self) -> dict[str, tuple[str, ...]]:
        """The columns that have texts in other languages -> the columns by whose values these are found."""
        said = {name: column.metadata["translated"] for name, column in self.schema.columns.items()}
        return {name: (name,) if how == "text" else self.key for name, how in said.items() if how}


def by_name(*groups: tuple[Table, ...]) -> dict[str, Table]:
    """The tables of several groups by their names."""
    return {table.name: table for group in groups for table in group}


def type_name(column: Any) -> str:
    """pandera's name of a column's type: Int64, float64, boolean or string."""
    return str(column.dtype).split("[")[0]
