"""A frame as a file: CSV, XLSX, GeoJSON, GeoPackage and Parquet bytes, with exact values and their sources.

The index is not written. A row's place is its columns `lat` and `lon` (EPSG:4326); rows without one stay,
without geometry. Lists in cells are joined by "; " (Parquet keeps them). Missing is empty or null.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from analytics.core import temporary
from analytics.core.language import _
from analytics.table_facts import column_kind

if TYPE_CHECKING:
    from analytics.core.chart import Source

Kind = Literal["bool", "int", "float", "date", "datetime", "text"]

XLSX_ROWS = 1_048_575  # Excel's 1,048,576 less the header
XLSX_COLUMNS = 16_384
XLSX_TEXT = 32_767  # characters in a cell
XLSX_WHOLE = 2**53  # a cell holds a double: longer whole numbers would change, so they are written as text
LAYER = "sources"  # of a GeoPackage
NAME_LENGTH = 100

# What a spreadsheet takes for a formula, also behind blanks or marks that do not show (OWASP, CSV Injection).
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠]")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ß": "ss", "–": "-"}
)


@dataclass(frozen=True)
class Column:
    """A column as plain Python values, None for missing. One of several kinds is "text", its values kept."""

    name: str
    kind: Kind
    values: list[Any]


class Exact(float):
    """A float that xlsxwriter writes with all its digits: it asks for 16, and some doubles need 17."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


# ------------------------------------------------------------------ CSV


def to_csv(frame: pd.DataFrame, *, bom: bool = False) -> bytes:
    """UTF-8, comma, "\\n", ISO numbers and dates; text that a spreadsheet would run gets an apostrophe.

    `bom` adds the mark by which Excel knows UTF-8.
    """
    columns = _columns(frame)
    lines = [_csv_line([harmless(column.name) for column in columns])]
    lines += [_csv_line(row) for row in zip(*([_csv_cell(v) for v in c.values] for c in columns), strict=True)]
    return "".join(lines).encode("utf-8-sig" if bom else "utf-8", "replace")


def texts(frame: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Column names and rows as text: ISO numbers and dates, all digits of a number, empty for missing."""
    columns = _columns(frame)
    rows = zip(*([_text(v) for v in c.values] for c in columns), strict=True)
    return [column.name for column in columns], [list(row) for row in rows]


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def harmless_cells(cells: pd.Series) -> pd.Series:
    """A column with each text in it made harmless; as it is when there is none that needs it."""
    texts = (cell for cell in cells.tolist() if isinstance(cell, str))
    if not any(map(_FORMULA.match, texts)):
        return cells
    return cells.map(lambda cell: harmless(cell) if isinstance(cell, str) else cell)


def _csv_cell(value: Any) -> str:
    return harmless(value) if isinstance(value, str) else _text(value)


def _csv_line(cells: Sequence[str]) -> str:
    # Not csv.writer: before Python 3.13 it leaves a carriage return unquoted when lines end in "\n".
    if list(cells) == [""]:
        return '""\n'  # an empty line would be no row
    return ",".join('"' + c.replace('"', '""') + '"' if re.search('[",\r\n]', c) else c for c in cells) + "\n"


# ------------------------------------------------------------------ XLSX


def to_xlsx(
    frame: pd.DataFrame,
    *,
    title: str,
    sources: Sequence[Source],
    notes: Sequence[str] = (),
    data_columns: Mapping[str, str] | None = None,
    made: date | None = None,
) -> bytes:
    """A workbook: the table on a sheet named after `title`, then a sheet of sources, notes and the date made.

    `data_columns` says which column of the data a heading in words stands for, so that its kind is known.
    Dates before 1900 and whole numbers over 2**53, which Excel cannot hold, are written as text.
    `made` is today if not given.
    Raises ValueError for what Excel cannot hold at all: too many rows or columns, too long a text, infinity.
    """
    import xlsxwriter

    if len(frame) > XLSX_ROWS:
        raise ValueError(f"The table has {len(frame):,} rows; Excel holds {XLSX_ROWS:,}. Take CSV or Parquet.")
    if frame.shape[1] > XLSX_COLUMNS:
        raise ValueError(f"The table has {frame.shape[1]:,} columns; Excel holds {XLSX_COLUMNS:,}.")
    day = made or date.today()
    file = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": _xml(title), "created": datetime(day.year, day.month, day.day)})
        names = _sheet_name(title), _sheet_name(_("Sources"))
        first = names[0] if names[0].casefold() != names[1].casefold() else _("Data")
        _table_sheet(book, book.add_worksheet(first), _columns(frame), data_columns or {})
        _source_sheet(book, book.add_worksheet(names[1]), title, sources, notes, day)
    return file.getvalue()


def _table_sheet(book: Any, sheet: Any, columns: list[Column], data_columns: Mapping[str, str]) -> None:
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    quoted = book.add_format({"quote_prefix": True})  # stays text even when it is edited
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        form = book.add_format({"num_format": _number_format(column, data_columns.get(column.name, column.name))})
        sheet.set_column(at, at, _width(column))
        sheet.write_string(0, at, _xml(column.name), heading)
        for row, value in enumerate(column.values, start=1):
            _write(sheet, row, at, value, form, quoted, column.name)
    if columns:
        sheet.autofilter(0, 0, len(columns[0].values), len(columns) - 1)


def _write(sheet: Any, row: int, at: int, value: Any, form: Any, quoted: Any, name: str) -> None:
    """Write one cell by the kind of its value; a missing one is left out."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, at, value)
        case int() if abs(value) <= XLSX_WHOLE:
            sheet.write_number(row, at, value, form)
        case float() | Decimal():
            if math.isinf(value):
                raise ValueError(f"Column {name}, row {row}: Excel holds no infinite number.")
            sheet.write_number(row, at, Exact(value), form)
        case date() if value.year >= 1900:
            sheet.write_datetime(row, at, value, form)
        case _:
            text = _xml(_text(value))
            if len(text) > XLSX_TEXT:
                raise ValueError(f"Column {name}, row {row}: {len(text):,} characters; Excel holds {XLSX_TEXT:,}.")
            if text:
                sheet.write_string(row, at, text, quoted if _FORMULA.match(text) else None)


def _number_format(column: Column, data_column: str) -> str:
    """Excel's number format: years without a thousands mark; as many decimals as needed, at most four."""
    if column.kind == "date":
        return "yyyy-mm-dd"
    if column.kind == "datetime":
        return "yyyy-mm-dd hh:mm:ss"
    numbers: list[Any] = [abs(v) for v in column.values if isinstance(v, int | float | Decimal)]
    if column.kind not in ("int", "float") or not numbers:
        return "General"
    if column_kind(data_column).is_year:
        return "0"
    if 0 < max(numbers) < 0.01:
        return "General"  # four decimals would show nothing
    decimals = max(_decimals(v) for v in numbers)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _decimals(value: float | Decimal, most: int = 4) -> int:
    return next((n for n in range(most) if round(value, n) == value), most) if math.isfinite(value) else 0


def _width(column: Column, least: int = 9, most: int = 60, rows: int = 1000) -> int:
    """Column width in characters: the longest of the first rows, and the heading with its filter button."""
    longest = max((len(_text(value)) for value in column.values[:rows]), default=0)
    if column.kind in ("int", "float"):
        longest = min(longest + longest // 4, 16)  # thousands marks; decimals not shown
    return min(max(longest + 1, len(column.name) + 3, least), most)


def _source_sheet(
    book: Any, sheet: Any, title: str, sources: Sequence[Source], notes: Sequence[str], day: date
) -> None:
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 3, 24)
    sheet.write_string(0, 0, _xml(title), bold)
    sheet.write_string(1, 0, _("Made on"))
    sheet.write_datetime(1, 1, day, book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}))
    for at, heading in enumerate((_("Source"), _("Table"), _("Years"), _("Address"))):
        sheet.write_string(3, at, heading, bold)
    for row, source in enumerate(sources, start=4):
        for at, text in enumerate((source.text, source.table, source.years, source.url)):
            sheet.write_string(row, at, _xml(text))
    if notes:
        below = 5 + len(sources)
        sheet.write_string(below, 0, _("Notes"), bold)
        for row, note in enumerate(notes, start=below + 1):
            sheet.write_string(row, 0, _xml(note))


def _xml(text: str) -> str:
    """The text without characters that XML forbids; line breaks as Excel has them, "\\n"."""
    return _NOT_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _sheet_name(title: str) -> str:
    """At most 31 UTF-16 units without []:*?/\\ or outer apostrophes; never empty or Excel's own "History"."""
    name = re.sub(r"[\[\]:*?/\\\s]+", " ", _xml(title)).strip(" '")
    name = name.encode("utf-16-le")[:62].decode("utf-16-le", "ignore").rstrip(" '")
    return name if name and name.casefold() != "history" else _("Data")


# ------------------------------------------------------------------ GeoJSON and GeoPackage


def to_geojson(frame: pd.DataFrame, *, sources: Sequence[Source]) -> bytes:
    """RFC 7946 point features, every column a property; `sources` is a member of the collection.

    Raises ValueError for two columns of one name and for an infinite number, which JSON cannot hold.
    """
    columns = _columns(frame, same=str)
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
    collection = {"type": "FeatureCollection", "sources": [asdict(s) for s in sources], "features": features}
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8", "replace")


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, bool | int | float | str) else _text(value)


def to_geopackage(frame: pd.DataFrame, *, layer: str, sources: Sequence[Source]) -> bytes:
    """A point layer (a plain table, if the frame has no lat and lon) and a table "sources".

    NUL characters, at which the format would cut a text, are left out; times keep milliseconds.
    Raises ValueError for a layer name that is empty or "sources", and for columns that differ only in case.
    """
    import geopandas as gpd
    import pyogrio

    if not layer.strip() or layer.casefold() == LAYER:
        raise ValueError(f"{layer!r} cannot name the layer: it is empty or the name of the layer of sources.")
    columns = _columns(frame, same=str.casefold)
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
        texts = [None if v is None else _text(v).replace("\0", "") for v in column.values]
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
    pairs = zip(_plain_values(frame["lon"]), _plain_values(frame["lat"]), strict=True)
    return [(float(lon), float(lat)) if _within(lon, 180) and _within(lat, 90) else None for lon, lat in pairs]


def _within(value: Any, limit: int) -> bool:
    return isinstance(value, int | float | Decimal) and -limit <= value <= limit


# ------------------------------------------------------------------ Parquet


def to_parquet(frame: pd.DataFrame, *, sources: Sequence[Source]) -> bytes:
    """The frame's own types; schema metadata `sources` is a JSON list of text, table, years and url.

    A column whose cells Arrow cannot bring under one type is written as text.
    Raises ValueError for two columns of one name.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {c.name: _arrow_ready(frame.iloc[:, at]) for at, c in enumerate(_columns(frame, same=str))}
    table = pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False)
    listed = json.dumps([asdict(s) for s in sources], ensure_ascii=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), b"sources": listed.encode()})
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
    return pd.Series([None if v is None else _text(v) for v in _plain_values(series)], dtype="str")


# ------------------------------------------------------------------ values


def _columns(frame: pd.DataFrame, same: Callable[[str], str] | None = None) -> list[Column]:
    """The frame's columns in order. Raises ValueError if `same` makes two names equal."""
    names = [str(name) for name in frame.columns]
    if same is not None and len({same(name) for name in names}) < len(names):
        raise ValueError(f"Two columns have the same name: {', '.join(names)}.")
    return [_column(name, frame.iloc[:, at]) for at, name in enumerate(names)]


def _column(name: str, series: pd.Series[Any]) -> Column:
    values = _plain_values(series)
    kinds = {_kind(value) for value in values if value is not None}
    if kinds == {"datetime"} and all(v is None or v == pd.Timestamp(v).normalize() for v in values):
        return Column(name, "date", [None if v is None else date(v.year, v.month, v.day) for v in values])
    if kinds == {"int", "float"}:
        return Column(name, "float", values)
    if len(kinds) == 1:
        return Column(name, kinds.pop(), values)
    by_dtype: dict[str, Kind] = {"b": "bool", "i": "int", "u": "int", "f": "float", "M": "datetime"}
    return Column(name, by_dtype.get(series.dtype.kind, "text") if not kinds else "text", values)


def _kind(value: Any) -> Kind:
    match value:
        case bool():
            return "bool"
        case int():
            return "int" if value.bit_length() < 64 else "text"
        case float() | Decimal():
            return "float"
        case datetime():
            return "datetime"
        case date():
            return "date"
    return "text"


def _plain_values(series: pd.Series[Any]) -> list[Any]:
    return [_plain(cell) for cell in series.tolist()]


def _plain(cell: Any) -> Any:
    """None, bool, int, float, Decimal, date, datetime (without zone) or text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list | tuple | np.ndarray):
        return "; ".join(_text(_plain(item)) for item in cell)
    if isinstance(cell, set | frozenset):
        return "; ".join(sorted(_text(_plain(item)) for item in cell))
    if cell is None or cell is pd.NA or cell != cell:
        return None
    if isinstance(cell, np.datetime64):
        return pd.Timestamp(cell)
    if isinstance(cell, np.generic):
        return cell.item()
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        return cell.isoformat()  # Excel and GeoPackage know no zones
    return cell if isinstance(cell, bool | int | float | Decimal | date) else str(cell)


def _text(value: Any) -> str:
    """A plain value as text: ISO numbers and dates, true and false, nothing for missing."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return repr(float(value))
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
    return str(value)


# ------------------------------------------------------------------ names


def file_name(subject: str, words: Sequence[str], day: date, ext: str) -> str:
    """Such as "clusters_FI-NO_renewable-energy_2026-11-21.xlsx": ASCII, <= 100 characters, safe on Windows.

    Words that do not fit are cut; the day, which keeps the name clear of Windows' own (CON, NUL), stays.
    """
    end = f"_{day.year:04}-{day.month:02}-{day.day:02}"
    suffix = _slug(ext.lower()).replace("-", "")[:12]
    end += f".{suffix}" if suffix else ""
    parts = [_slug(subject) or "table", *filter(None, map(_slug, words))]
    return "_".join(parts)[: NAME_LENGTH - len(end)].rstrip("-_") + end


def _slug(text: str) -> str:
    """ASCII letters, figures and single hyphens: å becomes a, other scripts are left out."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")
