"""A frame as a file: CSV, JSON, GeoJSON, GeoPackage and Parquet bytes, with exact values and their sources.

The index is not written. A row's place is its columns `lat` and `lon` (EPSG:4326); rows without one stay,
without geometry. Lists in cells are joined by "; " (Parquet keeps them). Missing is empty or null.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.core import temporary
from analytics.core.age import of_rows
from analytics.publish.cells import Column, columns_of, harmless, plain_values, text_of

if TYPE_CHECKING:
    from analytics.core.chart import Source


LAYER = "sources"  # of a GeoPackage


# ------------------------------------------------------------------ CSV


def to_csv(frame: pd.DataFrame, *, bom: bool = False) -> bytes:
    """UTF-8, comma, "\\n", ISO numbers and dates; text that a spreadsheet would run gets an apostrophe.

    `bom` adds the mark by which Excel knows UTF-8.
    """
    columns = columns_of(frame)
    lines = [_csv_line([harmless(column.name) for column in columns])]
    lines += [_csv_line(row) for row in zip(*([_csv_cell(v) for v in c.values] for c in columns), strict=True)]
    return "".join(lines).encode("utf-8-sig" if bom else "utf-8", "replace")


def texts(frame: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Column names and rows as text: ISO numbers and dates, all digits of a number, empty for missing."""
    columns = columns_of(frame)
    rows = zip(*([text_of(v) for v in c.values] for c in columns), strict=True)
    return [column.name for column in columns], [list(row) for row in rows]


def _csv_cell(value: Any) -> str:
    return harmless(value) if isinstance(value, str) else text_of(value)


def _csv_line(cells: Sequence[str]) -> str:
    # Not csv.writer: before Python 3.13 it leaves a carriage return unquoted when lines end in "\n".
    if list(cells) == [""]:
        return '""\n'  # an empty line would be no row
    return ",".join('"' + c.replace('"', '""') + '"' if re.search('[",\r\n]', c) else c for c in cells) + "\n"


# ------------------------------------------------------------------ GeoJSON and GeoPackage


def to_geojson(frame: pd.DataFrame, *, sources: Sequence[Source]) -> bytes:
    """RFC 7946 point features, every column a property; `sources` and `newest_year` are members of the collection.

    Raises ValueError for two columns of one name and for an infinite number, which JSON cannot hold.
    """
    columns = columns_of(frame, same=str)
    names = [column.name for column in columns]
    for column in columns:
        if any(isinstance(v, float | Decimal) and math.isinf(v) for v in column.values):
            raise ValueError(f"Column {column.name}: JSON holds no infinite number.")
    values = [[_json(v) for v in column.values] for column in columns]
    features = [
        {
            "type": "Feature",
            "properties": {name: cells[row] for name, cells in zip(names, values, strict=True)},
            "geometry": None if place is None else {"type": "Point", "coordinates": list(place)},
        }
        for row, place in enumerate(_places(frame))
    ]
    about = {"sources": [asdict(s) for s in sources], "newest_year": of_rows(frame).newest}
    collection = {"type": "FeatureCollection", **about, "features": features}
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8", "replace")


def to_json(frame: pd.DataFrame, *, title: str, sources: Sequence[Source]) -> bytes:
    """An object of `title`, `sources` and `rows`, an object a row; missing is null. Raises ValueError for infinity."""
    columns = columns_of(frame, same=str)
    rows = zip(*([_json(v) for v in column.values] for column in columns), strict=True)
    names = [column.name for column in columns]
    content = {
        "title": title,
        "sources": [asdict(s) for s in sources],
        "rows": [dict(zip(names, row, strict=True)) for row in rows],
    }
    return (json.dumps(content, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "replace")


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, bool | int | float | str) else text_of(value)


def to_geopackage(frame: pd.DataFrame, *, layer: str, sources: Sequence[Source]) -> bytes:
    """A point layer (a plain table, if the frame has no lat and lon) and a table "sources".

    NUL characters, at which the format would cut a text, are left out; times keep milliseconds.
    Raises ValueError for a layer name that is empty or "sources", and for columns that differ only in case.
    """
    import geopandas as gpd
    import pyogrio

    if not layer.strip() or layer.casefold() == LAYER:
        raise ValueError(f"{layer!r} cannot name the layer: it is empty or the name of the layer of sources.")
    columns = columns_of(frame, same=str.casefold)
    taken = {column.name.casefold() for column in columns}
    own = {"FID": _free("fid", taken), "GEOMETRY_NAME": _free("geom", taken)}
    table = pd.DataFrame({column.name: _typed(column) for column in columns})
    given = {"driver": "GPKG", "use_arrow": True}  # Arrow knows dates; the plain way makes them text
    with temporary.folder("atlas-table-") as folder:
        path = folder / "table.gpkg"
        if {"lat", "lon"} <= {column.name for column in columns}:
            points = _points(frame)
            spatial = gpd.GeoDataFrame(table.assign(**{own["GEOMETRY_NAME"]: points}), geometry=own["GEOMETRY_NAME"])
            spatial = spatial.set_crs("EPSG:4326")
            pyogrio.write_dataframe(spatial, path, layer=layer, geometry_type="Point", layer_options=own, **given)
        else:
            pyogrio.write_dataframe(table, path, layer=layer, layer_options={"FID": own["FID"]}, **given)
        listed = pd.DataFrame([asdict(s) for s in sources], columns=["text", "table", "years", "url"], dtype="str")
        pyogrio.write_dataframe(listed, path, layer=LAYER, append=True, **given)
        return path.read_bytes()


def _free(name: str, taken: set[str]) -> str:
    """`name`, or with so many underscores after it that no column has it."""
    while name in taken:
        name += "_"
    return name


def _typed(column: Column) -> pd.Series[Any]:
    """The column as a pandas Series of a type that GDAL keeps."""
    if column.kind == "text":
        texts = [None if v is None else text_of(v).replace("\0", "") for v in column.values]
        return pd.Series(texts, dtype="str")
    if column.kind == "float":
        return pd.Series([None if v is None else float(v) for v in column.values], dtype="Float64")
    dtypes = {"bool": "boolean", "int": "Int64", "datetime": "datetime64[us]", "date": "object"}
    return pd.Series(column.values, dtype=dtypes[column.kind])


def _points(frame: pd.DataFrame) -> Any:
    import geopandas as gpd
    import shapely

    return gpd.GeoSeries([None if place is None else shapely.Point(place) for place in _places(frame)])


def _places(frame: pd.DataFrame) -> list[tuple[float, float] | None]:
    """(lon, lat) in degrees of each row, None where one is missing or no degree on Earth."""
    if not {"lat", "lon"} <= set(frame.columns):
        return [None] * len(frame)
    pairs = zip(plain_values(frame["lon"]), plain_values(frame["lat"]), strict=True)
    return [(float(lon), float(lat)) if _within(lon, 180) and _within(lat, 90) else None for lon, lat in pairs]


def _within(value: Any, limit: int) -> bool:
    return isinstance(value, int | float | Decimal) and -limit <= value <= limit


# ------------------------------------------------------------------ Parquet


def to_parquet(frame: pd.DataFrame, *, sources: Sequence[Source]) -> bytes:
    """The frame's own types; schema metadata: `sources`, a JSON list of text, table, years and url, and `newest_year`.

    A column whose cells Arrow cannot bring under one type is written as text.
    Raises ValueError for two columns of one name.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {c.name: _arrow_ready(frame.iloc[:, at]) for at, c in enumerate(columns_of(frame, same=str))}
    table = pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False)
    about = {b"sources": json.dumps([asdict(s) for s in sources], ensure_ascii=False).encode()}
    if (newest := of_rows(frame).newest) is not None:
        about[b"newest_year"] = str(newest).encode()
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **about})
    file = BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


def _arrow_ready(series: pd.Series[Any]) -> pd.Series[Any]:
    import pyarrow as pa

    series = series.reset_index(drop=True)
    try:
        if not pa.types.is_null(pa.array(series, from_pandas=True).type):
            return series
    except (pa.ArrowException, OverflowError):
        pass
    return pd.Series([None if v is None else text_of(v) for v in plain_values(series)], dtype="str")
