"""Cells of a frame as plain values and text, for every kind of file; text that a spreadsheet would run is disarmed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import numpy as np
import pandas as pd

Kind = Literal["bool", "int", "float", "date", "datetime", "text"]
# What a spreadsheet takes for a formula, also behind blanks or marks that do not show (OWASP, CSV Injection); a dash
# alone, which stands for "nothing" in many tables, is none.
FORMULA = re.compile(
    r"(?![ \xa0]*[-－][ \xa0]*\Z)[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠]"
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


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def harmless_cells(cells: pd.Series) -> pd.Series:
    """A column with each text in it made harmless; as it is when there is none that needs it."""
    texts = (cell for cell in cells.tolist() if isinstance(cell, str))
    if not any(map(FORMULA.match, texts)):
        return cells
    return cells.map(lambda cell: harmless(cell) if isinstance(cell, str) else cell)


def columns_of(frame: pd.DataFrame, same: Callable[[str], str] | None = None) -> list[Column]:
    """The frame's columns in order. Raises ValueError if `same` makes two names equal."""
    names = [str(name) for name in frame.columns]
    if same is not None and len({same(name) for name in names}) < len(names):
        raise ValueError(f"Two columns have the same name: {', '.join(names)}.")
    return [_column(name, frame.iloc[:, at]) for at, name in enumerate(names)]


def _column(name: str, series: pd.Series[Any]) -> Column:
    values = plain_values(series)
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


def plain_values(series: pd.Series[Any]) -> list[Any]:
    return [_plain(cell) for cell in series.tolist()]


def _plain(cell: Any) -> Any:
    """None, bool, int, float, Decimal, date, datetime (without zone) or text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list | tuple | np.ndarray):
        return "; ".join(text_of(_plain(item)) for item in cell)
    if isinstance(cell, set | frozenset):
        return "; ".join(sorted(text_of(_plain(item)) for item in cell))
    if cell is None or cell is pd.NA or cell != cell:
        return None
    if isinstance(cell, np.datetime64):
        return pd.Timestamp(cell)
    if isinstance(cell, np.generic):
        return cell.item()
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        return cell.isoformat()  # Excel and GeoPackage know no zones
    return cell if isinstance(cell, bool | int | float | Decimal | date) else str(cell)


def text_of(value: Any) -> str:
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
