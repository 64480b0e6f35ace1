"""A file of any kind to rows of texts: CSV of any separator and code page, XLSX, ODS, Parquet, GeoJSON, GeoPackage."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.core.language import _, number
from analytics.core.worker import RefusedError
from analytics.own_tables.models import BYTES, CELLS, COLUMNS, ROWS
from analytics.workshops.statements import UnreadableError, decoding, open_document, text_file, workbook

_ZIP, _OLD_EXCEL, _PARQUET, _SQLITE, _DUCKDB = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"SQLite format 3", b"DUCK"


@dataclass(frozen=True)
class Rows:
    """Rows of texts with their places in the file, the row of names among them (the first, where there is but one)."""

    kind: str
    rows: list[tuple[int, list[str]]]
    is_named: bool = False  # the first row holds the names for certain


def sheets(content: bytes) -> dict[str, Rows]:
    """The sheets of a file by name; one without a name where the kind has none. Raises RefusedError in words."""
    if len(content) > BYTES:
        raise RefusedError(_("The file is larger than {n} MB. Split it.").format(n=number(BYTES // 1_000_000)))
    try:
        found = _sheets(content)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    filled = {name: one for name, one in found.items() if one.rows}
    if not filled:
        raise RefusedError(_("The file is empty: it holds no rows."))
    for one in filled.values():
        widest = max(len(cells) for _row, cells in one.rows)
        if len(one.rows) > ROWS + 50 or widest > COLUMNS or len(one.rows) * widest > CELLS:
            raise RefusedError(
                _("The table is too large: at most {rows} rows and {columns} columns are read.").format(
                    rows=number(ROWS), columns=number(COLUMNS)
                )
            )
    return filled


def _sheets(content: bytes) -> dict[str, Rows]:
    if content.startswith(_OLD_EXCEL):
        raise RefusedError(_("This is a workbook of the old Excel format. Save it as XLSX or CSV and try again."))
    if content[8:12] == _DUCKDB:
        raise RefusedError(_("Files of DuckDB are not read. Export the table as Parquet or CSV."))
    if content.startswith(_ZIP):
        kind, read = ("ods", open_document.sheets) if open_document.MARK in content[:200] else ("xlsx", workbook.sheets)
        return {name: Rows(kind, sheet.rows) for name, sheet in read(content).items() if not sheet.hidden}
    if content.startswith(_PARQUET):
        return {"": _of_frame("parquet", _parquet(content))}
    if content.startswith(_SQLITE) or _is_geojson(content):
        return {"": _of_frame("geojson" if not content.startswith(_SQLITE) else "gpkg", _places(content))}
    text, _encoding = decoding.decoded(content)
    text, _mended = decoding.mended(text)
    sheet, _separator = text_file.table(text, pasted=False, lines=None)
    if sheet.faults:
        raise RefusedError(str(sheet.faults[0]))
    rows = [(row, cells) for row, cells in sheet.rows if any(map(str.strip, cells))]
    return {"": Rows("csv", rows)}


def _is_geojson(content: bytes) -> bool:
    start = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and b'"type"' in start


def _parquet(content: bytes) -> pd.DataFrame:
    import pyarrow.parquet as pq
    from pyarrow import ArrowException

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        facts = file.metadata
        if facts.num_rows > ROWS or facts.num_columns > COLUMNS:
            raise RefusedError(
                _("The table is too large: at most {rows} rows and {columns} columns are read.").format(
                    rows=number(ROWS), columns=number(COLUMNS)
                )
            )
        return file.read().to_pandas()
    except (ArrowException, OSError, ValueError) as error:
        raise RefusedError(
            _("The file is damaged. Save it anew in the program that made it, and try again.")
        ) from error


def _places(content: bytes) -> pd.DataFrame:
    """The attributes of the shapes of a file, with a point of each as latitude and longitude in WGS 84."""
    import pyogrio
    from pyogrio.errors import DataSourceError

    try:
        if _is_geojson(content):
            frame = pyogrio.read_dataframe(io.BytesIO(content), max_features=ROWS + 1)
        else:
            frame = _from_memory(content)
    except (DataSourceError, ValueError, OSError) as error:
        raise RefusedError(
            _("The file is damaged. Save it anew in the program that made it, and try again.")
        ) from error
    if not hasattr(frame, "geometry"):
        return pd.DataFrame(frame)
    shapes = frame.geometry
    if shapes.crs is not None:
        shapes = shapes.to_crs(4326)
    points = shapes.representative_point()
    plain = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    if "lat" not in plain and "lon" not in plain:
        plain["lat"], plain["lon"] = points.y.round(6), points.x.round(6)
    return plain


def _from_memory(content: bytes) -> Any:
    import pyogrio

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "File .* has GPKG application_id")  # bytes in memory have no file name
        return pyogrio.read_dataframe(io.BytesIO(content), max_features=ROWS + 1)


def _of_frame(kind: str, frame: pd.DataFrame) -> Rows:
    names = [str(name) for name in frame.columns]
    cells = [[_text(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    rows = [(at, row) for at, row in enumerate(cells, start=2) if any(row)]
    return Rows(kind, [(1, names), *rows], is_named=True)


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, pd.Timestamp):
        return str(value.date().isoformat())
    return workbook.cell_text(value)
