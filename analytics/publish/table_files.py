"""A table of a page as a file: its rows with a title, where they come from, and what a reader must know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analytics.core.chart import Source
from analytics.publish import tables, workbook


@dataclass(frozen=True, eq=False)
class TableFile:
    """What is written: `name` is a word for names of files and layers, `title` and `notes` are for reading.

    `data_columns` says which column of the data a heading in words stands for.
    """

    rows: pd.DataFrame
    title: str
    name: str
    sources: Sequence[Source] = ()
    notes: Sequence[str] = ()
    data_columns: Mapping[str, str] = field(default_factory=dict)


def to_csv(table: TableFile) -> bytes:
    """CSV with the mark by which Excel knows UTF-8."""
    return tables.to_csv(table.rows, bom=True)


def to_xlsx(table: TableFile) -> bytes:
    """A workbook with a sheet of sources and notes."""
    return workbook.to_xlsx(
        table.rows, title=table.title, sources=table.sources, notes=table.notes, data_columns=table.data_columns
    )


def to_geojson(table: TableFile) -> bytes:
    """Points with every column a property."""
    return tables.to_geojson(table.rows, sources=table.sources)


def to_geopackage(table: TableFile) -> bytes:
    """A layer of points and a table of sources."""
    return tables.to_geopackage(table.rows, layer=table.name, sources=table.sources)


def to_parquet(table: TableFile) -> bytes:
    """Parquet with the sources in its metadata."""
    return tables.to_parquet(table.rows, sources=table.sources)


def to_json(table: TableFile) -> bytes:
    """Title, sources and rows as JSON; missing is null."""
    return tables.to_json(table.rows, title=table.title, sources=table.sources)
