"""What stands behind the address of a named question: `/data/query/clusters.by_country.csv?countries=FI&countries=SE`.

Values go to the database as text that is bound and cast to the declared type, so they can be nothing but values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import duckdb

from analytics.core.chart import Source
from analytics.core.language import current
from analytics.open_data import addresses, state
from analytics.open_data.addresses import CHART_FORMATS, LANGUAGE, META, File, Query, Refused
from analytics.publish import offer
from analytics.publish.table_files import TableFile
from analytics.publish.tables import to_csv
from analytics.warehouse import (
    BadParameter,
    Parameter,
    QueryTimeout,
    TableUnavailable,
    macros,
    queries,
    warehouse,
)
from analytics.warehouse import Query as Question

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_MADE = re.compile(r"\bCREATE (?:MACRO|TABLE) (\w+)")
_READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.I)


def asked(name: str) -> tuple[str, str]:
    """Question and extension of the last part of an address. Raises Refused."""
    return addresses.split(name, (*CHART_FORMATS, META), "question", tuple(queries()))


def file(name: str, extension: str, query: Query) -> File:
    """The rows that answer a question, or what is said about them. Raises Refused."""
    question = queries()[name]
    given = addresses.limited(query, (*(one.name for one in question.parameters), LANGUAGE))
    values = {one.name: _value(one, given[one.name]) for one in question.parameters if one.name in given}
    try:
        rows = warehouse().ask(name, **values)
    except (QueryTimeout, TableUnavailable) as absent:
        raise Refused(503, str(absent)) from absent
    except (BadParameter, duckdb.Error) as wrong:
        raise Refused(400, f"{name} cannot be answered with these parameters: {str(wrong).splitlines()[0]}") from wrong
    if extension == META:
        columns = [str(column) for column in rows]
        return File(addresses.as_json(_said(question, len(rows), columns)), "application/json", f"{name}.{META}")
    form = offer.FORMATS[extension]
    if extension == "csv":
        return File(to_csv(rows), form.mime, f"{name}.csv")
    made = TableFile(rows, question.question, name, sources(question))
    return File(form.make("table", made), form.mime, f"{name}.{extension}")


def sources(question: Question) -> tuple[Source, ...]:
    """The sources of the tables that a question reads."""
    return tuple(one for table in tables_read(question.name) for one in addresses.sources_of(table))


@lru_cache(maxsize=256)
def tables_read(name: str) -> tuple[str, ...]:
    """The tables that a question reads, also through macros; texts in other languages are no source."""
    texts = {made: text for _file, text in macros() for made in _MADE.findall(text)}
    waiting, seen = [queries()[name].sql], set[str]()
    while waiting:
        text = re.sub(r"--.*", "", waiting.pop())
        new = set(_READ.findall(text)) - seen
        seen |= new
        waiting += [texts[one] for one in new if one in texts]
    return tuple(sorted(seen & (warehouse().tables - {"texts"})))


def _said(question: Question, rows: int, columns: list[str]) -> dict[str, Any]:
    return {
        "name": question.name,
        "language": current(),
        "title": question.question,
        "row": question.grain,
        "unit": question.units,
        "rows": rows,
        "columns": columns,
        "parameters": [
            {"name": one.name, "type": one.type, "default": one.default, "description": one.meaning}
            for one in question.parameters
        ],
        "sources": [{"text": one.text, "table": one.table, "url": one.url} for one in sources(question)],
        "empty": "unknown, never zero",
        "state": state.version(),
    }


def _value(parameter: Parameter, given: list[str]) -> Any:
    kind = parameter.type.removesuffix("[]")
    for value in given:
        if kind in ("INTEGER", "BIGINT") and not addresses.WHOLE.fullmatch(value):
            raise Refused(400, f"{parameter.name} is a whole number, not {value!r}.")
        if kind == "DOUBLE" and not NUMBER.fullmatch(value):
            raise Refused(400, f"{parameter.name} is a number, not {value!r}.")
    if parameter.type.endswith("[]"):
        return given
    if len(given) > 1:
        raise Refused(400, f"{parameter.name} is named more than once.")
    return given[0]
