"""What the tables of a roll-up must look like: checked before they are put in place and when they are taken up."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.rollup import names, sources

LEVELS = (1, 2, 4, 6)  # section, chapter, heading, product of six digits
MOST = sys.float_info.max
SMALL = 1e-9  # by which shares that are added may differ from 1


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong with a table or a year of it: what was found, and what is expected instead."""

    table: str
    year: str
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.table} {self.year}".strip()
        return f"{where}, {self.column}: found {self.found}, expected {self.expected}"


@dataclass(frozen=True)
class Column:
    """Type and bounds of a column; `empty` where a value may be unknown, `known` where its codes are listed."""

    kind: pa.DataType
    low: float | None = None
    high: float | None = None
    empty: bool = False
    known: str = ""


@dataclass(frozen=True)
class Contract:
    """Columns of a table in their order. Each key stands once; rows are sorted by it."""

    columns: Mapping[str, Column]
    key: tuple[str, ...]


_YEAR = Column(pa.int32(), 1900, 2100)
_COUNTRY = Column(pa.string(), known="countries")
_LEVEL = Column(pa.int8(), known="levels")
_USD = Column(pa.float64(), 0)
_SHARE = Column(pa.float64(), 0, 1 + SMALL)
CONTRACTS = {
    "countries": Contract(
        {
            "country": Column(pa.string()),
            "number": Column(pa.int32(), 0, empty=True),
            "alpha2": Column(pa.string(), empty=True),
            "alpha3": Column(pa.string(), empty=True),
            "name": Column(pa.string(), empty=True),
        },
        ("country", "number"),
    ),
    "products": Contract(
        {
            "level": _LEVEL,
            "code": Column(pa.int32(), 1, 999_999),
            "chapter": Column(pa.int8(), 1, 99, empty=True),
            "name": Column(pa.string(), empty=True),
        },
        ("level", "code"),
    ),
    "product_exports": Contract(
        {
            "year": _YEAR,
            "country": _COUNTRY,
            "level": _LEVEL,
            "code": Column(pa.int32(), 1, 999_999),
            "chapter": Column(pa.int8(), 1, 99, empty=True),
            "value_usd": _USD,
            "quantity_tonnes": Column(pa.float64(), 0, empty=True),
            "flows_without_quantity": Column(pa.int32(), 0),
            "rca": Column(pa.float64(), 0),
            "nordic_share": Column(pa.float64(), 0, 1 + SMALL, empty=True),
        },
        ("country", "level", "code"),
    ),
    "partner_exports": Contract(
        {"year": _YEAR, "country": _COUNTRY, "partner": _COUNTRY, "value_usd": _USD}, ("country", "partner")
    ),
    "wto_group_exports": Contract(
        {"year": _YEAR, "country": _COUNTRY, "wto_group": Column(pa.string(), known="wto_groups"), "value_usd": _USD},
        ("country", "wto_group"),
    ),
    "concentration": Contract(
        {
            "year": _YEAR,
            "country": _COUNTRY,
            "level": _LEVEL,
            "herfindahl": _SHARE,
            "top_share": _SHARE,
            "products": Column(pa.int32(), 1),
        },
        ("country", "level"),
    ),
    "similarity": Contract(
        {"year": _YEAR, "country": _COUNTRY, "other": _COUNTRY, "level": Column(pa.int8(), 4, 6), "similarity": _SHARE},
        ("country", "other", "level"),
    ),
}


def wrong(files: Mapping[str, Sequence[Path]], years: Sequence[int]) -> Iterator[Wrong]:
    """What is wrong with the files of tables, those of a year in the order of `years`.

    A table that is not given is not looked at; countries and products must be there, as the others take their codes.
    """
    listed = {table: pq.read_table(files[table][0]) for table in ("countries", "products")}
    levels = pa.array(LEVELS, pa.int8())
    for table, rows in listed.items():
        yield from _of_columns(table, "", rows, {"levels": levels})
    known = {
        "countries": pc.unique(listed["countries"]["country"]),
        "levels": levels,
        "wto_groups": pa.array(sorted({names.NO_GROUP, *(row["wto_group"] for row in sources.table("wto_groups"))})),
        "products": pc.unique(_product(listed["products"])),
    }
    for place, year in enumerate(years):
        totals: dict[str, dict[str, tuple[float, int]]] = {}
        for table in (name for name in CONTRACTS if name not in listed and name in files):
            rows = pq.read_table(files[table][place])
            faults = [*_of_columns(table, str(year), rows, known), *_OF_TABLE.get(table, _nothing)(rows, year, known)]
            if not faults and pc.any(pc.not_equal(rows["year"], year)).as_py():
                faults.append(Wrong(table, str(year), "year", "another year", str(year)))
            yield from faults
            if not faults and "value_usd" in rows.column_names:
                totals |= _totals(table, rows)
        yield from _sums(totals, year)


def _of_columns(table: str, year: str, rows: pa.Table, known: Mapping[str, pa.Array]) -> Iterator[Wrong]:
    """Types, what may be empty, bounds, codes, and that each key stands once, in order."""
    contract = CONTRACTS[table]
    kinds = {name: column.kind for name, column in contract.columns.items()}
    found = dict(zip(rows.schema.names, rows.schema.types, strict=True))
    if found != kinds:
        odd = next(name for name in (*kinds, *found) if found.get(name) != kinds.get(name))
        yield Wrong(table, year, odd, str(found.get(odd, "no such column")), str(kinds.get(odd, "no such column")))
        return
    if not rows.num_rows:
        return  # a lone exporter has no likeness to another
    for name, column in contract.columns.items():
        values = rows[name]
        if values.null_count and not column.empty:
            yield Wrong(table, year, name, "an empty value", "a value in every row")
        if column.low is not None and (odd := _outside(values, column.low, column.high)) is not None:
            bounds = f"at least {column.low:g}" + (f" and at most {column.high:g}" if column.high is not None else "")
            yield Wrong(table, year, name, odd, f"a number, {bounds}")
        if column.known and (unknown := set(pc.unique(values).to_pylist()) - set(known[column.known].to_pylist())):
            yield Wrong(table, year, name, str(min(unknown)), f"one of the {column.known.replace('_', ' ')}")
    if (at := _first_out_of_order(rows, contract.key)) is not None:
        row = ", ".join(str(rows[name][at]) for name in contract.key)
        yield Wrong(table, year, ", ".join(contract.key), row, "each once, in ascending order")


def _outside(values: pa.ChunkedArray, low: float, high: float | None) -> str | None:
    """A value that is no number or beyond its bounds; None where there is none."""
    least, most = pc.min_max(values).values()
    if not least.is_valid:
        return None
    sound = math.isfinite(pc.sum(values).as_py()) and least.as_py() >= low  # a sum with a NaN is none
    if sound and (high is None or most.as_py() <= high):
        return None
    numbers = values.drop_null().cast(pa.float64())
    odd = pc.invert(pc.and_(pc.greater_equal(numbers, low), pc.less_equal(numbers, MOST if high is None else high)))
    return str(pc.filter(numbers, odd)[0])


def _first_out_of_order(rows: pa.Table, key: Sequence[str]) -> int | None:
    """The first row whose key is not greater than that of the row before it; None where all are. Empty comes first."""
    columns = [rows[name].combine_chunks() for name in key]
    columns = [column.fill_null(0) if pa.types.is_integer(column.type) else column for column in columns]
    greater, tied = pa.scalar(False), pa.scalar(True)
    for column in columns:
        before, after = column.slice(0, len(column) - 1), column.slice(1)
        greater = pc.or_(greater, pc.and_(tied, pc.less(before, after)))
        tied = pc.and_(tied, pc.equal(before, after))
    place = pc.index(greater, False).as_py() if rows.num_rows > 1 else -1
    return None if place < 0 else place + 1


def _product(rows: pa.Table) -> pa.ChunkedArray:
    """Level and code as one number."""
    return pc.add(pc.multiply(rows["level"].cast(pa.int64()), 10_000_000), rows["code"].cast(pa.int64()))


def _product_exports(rows: pa.Table, year: int, known: Mapping[str, pa.Array]) -> Iterator[Wrong]:
    """Products are listed, chapters are those of their codes, and Nordic shares of a product add up to 1."""
    listed = pc.is_in(_product(rows), known["products"])
    if not pc.all(listed).as_py():
        at = pc.index(listed, False).as_py()
        found = f"{rows['code'][at]} at level {rows['level'][at]}"
        yield Wrong("product_exports", str(year), "code", found, "one of the products")
    if missing := set(LEVELS) - set(pc.unique(rows["level"]).to_pylist()):
        yield Wrong("product_exports", str(year), "level", f"none of level {min(missing)}", "rows of every level")
    chapter = rows["code"]
    for level, divisor in ((4, 100), (6, 10_000)):
        chapter = pc.if_else(pc.equal(rows["level"], level), pc.divide(rows["code"], divisor), chapter)
    chapter = pc.if_else(pc.equal(rows["level"], 1), pa.scalar(None, pa.int32()), chapter)
    same = pc.equal(rows["chapter"].cast(pa.int32()).fill_null(0), chapter.fill_null(0))
    if not pc.all(same).as_py():
        at = pc.index(same, False).as_py()
        found = f"{rows['chapter'][at]} for {rows['code'][at]} at level {rows['level'][at]}"
        yield Wrong("product_exports", str(year), "chapter", found, "the chapter of the code")
    nordic = rows.select(["level", "code", "nordic_share"]).filter(pc.is_valid(rows["nordic_share"]))
    added = nordic.group_by(["level", "code"]).aggregate([("nordic_share", "sum")])["nordic_share_sum"]
    odd = pc.filter(added, pc.greater(pc.abs(pc.subtract(added, 1.0)), SMALL))
    if len(odd):
        yield Wrong("product_exports", str(year), "nordic_share", str(odd[0]), "shares of a product that add up to 1")


def _similarity(rows: pa.Table, year: int, _known: Mapping[str, pa.Array]) -> Iterator[Wrong]:
    if pc.any(pc.equal(rows["country"], rows["other"])).as_py():
        yield Wrong("similarity", str(year), "other", "the country itself", "another country")


def _concentration(rows: pa.Table, year: int, _known: Mapping[str, pa.Array]) -> Iterator[Wrong]:
    """The sum of squared shares lies between the square of the largest share and that share."""
    largest, squares = rows["top_share"], rows["herfindahl"]
    low, high = pc.subtract(pc.multiply(largest, largest), SMALL), pc.add(largest, SMALL)
    odd = pc.filter(squares, pc.or_(pc.less(squares, low), pc.greater(squares, high)))
    if len(odd):
        yield Wrong("concentration", str(year), "herfindahl", str(odd[0]), "a sum of squares that top_share allows")


def _nothing(_rows: pa.Table, _year: int, _known: Mapping[str, pa.Array]) -> Iterator[Wrong]:
    return iter(())


def _totals(table: str, rows: pa.Table) -> dict[str, dict[str, tuple[float, int]]]:
    """By what is added up: a country's exports and of how many rounded values they are made."""
    by = ["country", "level"] if "level" in rows.column_names else ["country"]
    summed = rows.group_by(by).aggregate([("value_usd", "sum"), ("value_usd", "count")])
    made: dict[str, dict[str, tuple[float, int]]] = {}
    for row in summed.to_pylist():
        name = f"{table}, level {row['level']}" if "level" in row else table
        made.setdefault(name, {})[row["country"]] = (row["value_usd_sum"], row["value_usd_count"])
    return made


def _sums(totals: Mapping[str, Mapping[str, tuple[float, int]]], year: int) -> Iterator[Wrong]:
    """A country's exports are the same by section, chapter, heading, product, partner and group.

    They differ by the rounding of each value at most. Groups are added up from rounded products.
    """
    for other in totals:
        like = f"product_exports, level {6 if other == 'wto_group_exports' else 1}"
        for country in {*totals[other], *totals[like]} if like in totals else ():
            (one, parts), (two, more) = totals[like].get(country, (0.0, 0)), totals[other].get(country, (0.0, 0))
            if abs(one - two) > (parts + more) / 2:
                table, _, level = other.partition(", ")
                expected = f"{one:,.0f} as in {like}"
                yield Wrong(table, str(year), "value_usd", f"{country} {two:,.0f} {level}".strip(), expected)
                break


_OF_TABLE: Mapping[str, Callable[[pa.Table, int, Mapping[str, pa.Array]], Iterator[Wrong]]] = {
    "product_exports": _product_exports,
    "similarity": _similarity,
    "concentration": _concentration,
}
