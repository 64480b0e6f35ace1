"""What a row of the names of columns must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import text, word
from analytics.contracts.table import Table
from analytics.core.language import N_


class TableColumnNames(pa.DataFrameModel):
    """A name that readers give to a column in files of their own, chosen by the atlas."""

    field: str = text("Column of a table", kind="code")
    language: str = word("Language", ("en", "fi", "sv", "no", "da"))
    name: str = text("Name, without signs")

    class Config:
        """A name of a column stands once a language."""

        strict = True
        unique = ("field", "language", "name")


TABLES = (
    Table(
        "table_column_names",
        "knowledge/table_column_names.csv",
        TableColumnNames,
        N_("Names of columns in tables of readers"),
    ),
)
