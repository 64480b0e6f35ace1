"""What stands behind a data address: `/data/exports.gap.csv?country=FI`, `/data/table/clusters.json?country=FI`.

Parameters are those of the registry and the contracts; whatever is not known is refused in words that name what is.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import catalogue, tables
from analytics.core import registry
from analytics.core.chart import Chart, Source
from analytics.core.language import DEFAULT, LANGUAGES, current
from analytics.open_data import descriptions, meta
from analytics.publish import formats, offer
from analytics.publish.cells import plain_values, text_of
from analytics.publish.table_files import TableFile
from analytics.publish.tables import to_csv
from analytics.table_facts import text_keys
from analytics.warehouse import QueryTimeout, TableUnavailable, WarehouseError, warehouse

log = logging.getLogger(__name__)

CHART_FORMATS = ("csv", "json", "parquet", "xlsx")
TABLE_FORMATS = (*CHART_FORMATS, "geojson", "gpkg")
META = "meta.json"
LAYOUT = frozenset({"narrow", "width"})  # parameters of a picture, which change no figure
LANGUAGE = "lang"
LONGEST, MOST_VALUES = 200, 100  # of a value; of values in an address, as on the pages
WHOLE = re.compile(r"-?[0-9]{1,9}")
Query = Mapping[str, Sequence[str]]


class Refused(Exception):  # noqa: N818
    """An address that has no answer: the status of HTTP, and why in words that name what is possible."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class File:
    """An answer: bytes of a media type under a name."""

    content: bytes
    mime: str
    name: str


def chart_asked(name: str) -> tuple[str, str]:
    """Chart and extension of the last part of an address, such as "exports.gap.csv". Raises Refused."""
    return split(name, (*CHART_FORMATS, META), "chart", tuple(catalogue.CHARTS))


def table_asked(name: str) -> tuple[str, str]:
    """Table and extension of the last part of an address, such as "clusters.csv". Raises Refused."""
    return split(name, (*TABLE_FORMATS, META), "table", tables.names())


def feed_asked(query: Query) -> str:
    """The table that the address of a feed names, "" for all of them. Raises Refused."""
    name = _single(query, ("table", LANGUAGE)).get("table", "")
    if name and name not in tables.names():
        raise Refused(404, _unknown("table", name, tables.names()))
    return name


def formats_of(columns: Collection[str]) -> tuple[str, ...]:
    """The formats in which a table of these columns is given."""
    return tuple(one for one in TABLE_FORMATS if offer.FORMATS[one].columns <= set(columns))


def chart_file(chart: Chart, extension: str) -> File:
    """A chart's figures in a format of CHART_FORMATS."""
    form = offer.FORMATS[extension]
    content = to_csv(chart.table) if extension == "csv" else form.make("chart", chart, "", ())
    return File(content, form.mime, formats.file_name(chart, extension))


def drawn(id_: str, query: Query) -> Chart:
    """The chart of an id with the parameters of an address. Raises Refused."""
    entry = catalogue.CHARTS[id_]
    known = parameters(id_)
    params = {}
    for name, value in _single(query, (*known, LANGUAGE)).items():
        if name != LANGUAGE:
            params[name] = _typed(known[name], value)
    try:
        return catalogue.chart(id_, **params)
    except QueryTimeout as slow:
        raise Refused(503, str(slow)) from slow
    except TableUnavailable as absent:
        raise Refused(503, str(absent)) from absent
    except (LookupError, ValueError, TypeError, ArithmeticError, WarehouseError) as wrong:
        if not params:
            raise
        log.info("%s is not drawn with %s: %r", entry.id, params, wrong)
        raise Refused(400, f"{entry.id} cannot be made with these parameters: {_said(wrong)}") from wrong


def parameters(id_: str) -> dict[str, registry.Parameter]:
    """The parameters of a chart that change its figures."""
    return {name: one for name, one in catalogue.CHARTS[id_].parameters.items() if name not in LAYOUT}


def table_file(name: str, extension: str, query: Query) -> File:
    """The rows of a table that an address asks for, or what is said about it. Raises Refused."""
    rows = table_rows(name, query)
    if extension == META:
        return File(as_json(meta.of_table(descriptions.of(name))), "application/json", f"{name}.{META}")
    form = offer.FORMATS[extension]
    if extension not in formats_of(rows.columns):
        raise Refused(404, f"The table {name} holds no places. Ask for one of: {', '.join(CHART_FORMATS)}.")
    if extension == "csv":
        return File(to_csv(rows), form.mime, f"{name}.csv")
    file = TableFile(rows, tables.title(name), name, sources_of(name))
    return File(form.make("table", file), form.mime, f"{name}.{extension}")


def table_rows(name: str, query: Query) -> pd.DataFrame:
    """The rows of a table whose fields have one of the values that the address names for them. Raises Refused."""
    try:
        rows = warehouse().table(name)
    except TableUnavailable as absent:
        raise Refused(503, str(absent)) from absent
    bounds = {one.name: one for one in descriptions.of(name).fields}
    given = limited(query, (*bounds, LANGUAGE))
    for column, values in given.items():
        if column == LANGUAGE:
            continue
        choices = bounds[column].choices
        wrong = [value for value in values if choices and value not in choices]
        if wrong:
            raise Refused(400, f"{column} is one of {', '.join(choices)}, not {wrong[0]!r}.")
        wanted = set(values)
        # A series, because pandas takes an empty list for a choice of columns.
        kept = [text_of(value) in wanted for value in plain_values(rows[column])]
        rows = rows[pd.Series(kept, index=rows.index, dtype="bool")]
    if current() != DEFAULT:
        rows = warehouse().localised(rows, name, *text_keys(name))
    return rows.reset_index(drop=True)


def as_text(value: Any) -> str:
    """A value of a table as an address names it and CSV writes it."""
    return text_of(next(iter(plain_values(pd.Series([value], dtype="object")))))


def sources_of(name: str) -> tuple[Source, ...]:
    """The sources of a table as files name them."""
    return tuple(Source(one.citation, name, url=one.url) for one in descriptions.of(name).sources)


def language_of(query: Query) -> str:
    """The language that an address asks for, English where it asks for none. Raises Refused for an unknown one."""
    asked = _single({LANGUAGE: query.get(LANGUAGE, ())}, (LANGUAGE,)).get(LANGUAGE, DEFAULT)
    if asked not in LANGUAGES:
        raise Refused(400, f"{LANGUAGE} is one of {', '.join(LANGUAGES)}, not {asked!r}.")
    return asked


def split(name: str, extensions: Sequence[str], what: str, known: Sequence[str]) -> tuple[str, str]:
    """Id and extension of the last part of an address. Raises Refused."""
    for extension in sorted(extensions, key=len, reverse=True):
        if name.endswith(f".{extension}"):
            id_ = name[: -len(extension) - 1]
            if id_ in known:
                return id_, extension
            raise Refused(404, _unknown(what, id_, known))
    raise Refused(404, f"An address ends in one of: {', '.join('.' + one for one in extensions)}.")


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    return f"There is no {what} {name[:LONGEST]!r}. There are: {', '.join(known)}."


def limited(query: Query, known: Sequence[str]) -> dict[str, list[str]]:
    """The values of an address by parameter. Raises Refused for unknown parameters and for too many or long values."""
    if unknown := [name for name in query if name not in known]:
        raise Refused(400, _unknown("parameter", unknown[0], known))
    if sum(map(len, query.values())) > MOST_VALUES:
        raise Refused(400, f"An address names at most {MOST_VALUES} values.")
    for name, values in query.items():
        if any(len(value) > LONGEST for value in values):
            raise Refused(400, f"A value of {name} is longer than {LONGEST} characters.")
    return {name: list(values) for name, values in query.items() if values}


def _single(query: Query, known: Sequence[str]) -> dict[str, str]:
    given = limited(query, known)
    if several := [name for name, values in given.items() if len(values) > 1]:
        raise Refused(400, f"{several[0]} is named more than once; lists are written with commas.")
    return {name: values[0] for name, values in given.items()}


def _typed(parameter: registry.Parameter, value: str) -> Any:
    if parameter.type is int:
        if not WHOLE.fullmatch(value):
            raise Refused(400, f"{parameter.name} is a whole number, not {value!r}.")
        typed: Any = int(value)
    else:
        typed = parameter.type(value)
    if parameter.allowed is not None and typed not in parameter.allowed:
        listed = ", ".join("(empty)" if one == "" else str(one) for one in parameter.allowed)
        raise Refused(400, f"{parameter.name} is one of {listed}, not {value!r}.")
    return typed


def as_json(content: Mapping[str, Any]) -> bytes:
    """What is said about figures, as it is sent."""
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _said(error: Exception) -> str:
    return str(error.args[0] if error.args else error)[:500]
