"""A read-only server of the Model Context Protocol: charts and tables for assistants that quote them with sources.

`python -m analytics mcp` speaks it over standard input and output. Every answer says title, unit and sources; rows
beyond a limit are left out and counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analytics import catalogue, tables
from analytics.core import language
from analytics.core.text_index import fold
from analytics.open_data import addresses, descriptions, meta, uses
from analytics.open_data.addresses import Refused
from analytics.render import data

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

MOST_ROWS, MOST_FOUND = 500, 20
INSTRUCTIONS = (
    "Figures about Nordic clusters, cluster programmes and exports. Search first, then ask for a chart's data or a "
    "table. Name the sources that an answer gives when you quote it. null means unknown, never zero."
)


class NoSdk(Exception):  # noqa: N818
    """The package `mcp` is not installed."""


def server() -> MCPServer[Any]:
    """The server with its four tools. Raises NoSdk without the extra."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.types import ToolAnnotations
    except ModuleNotFoundError as absent:
        raise NoSdk("The package mcp is missing: pip install -r requirements-mcp.txt") from absent
    made: MCPServer[Any] = MCPServer("nordic-cluster-atlas", instructions=INSTRUCTIONS, log_level="WARNING")
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (list_charts, chart_data, describe_table, search):
        made.add_tool(_refusing(tool), name=tool.__name__, annotations=reading)
    return made


def list_charts() -> dict[str, Any]:
    """List the charts: id, the question that each answers, and its parameters with defaults and allowed values."""
    return {
        "charts": [
            {
                "id": id_,
                "question": entry.question,
                "parameters": [
                    {
                        "name": one.name,
                        "default": one.default,
                        "allowed": None if one.allowed is None else [*one.allowed],
                    }
                    for one in addresses.parameters(id_).values()
                ],
            }
            for id_, entry in catalogue.CHARTS.items()
        ]
    }


def chart_data(chart: str, parameters: dict[str, str] | None = None, lang: str = "en") -> dict[str, Any]:
    """Give the exact figures of a chart with title, insight, unit, method and sources.

    `chart` is an id of list_charts, such as "exports.gap"; `parameters` are its own, such as {"country": "FI"}; `lang`
    is en, fi or sv. At most 500 rows are given; rows_left_out counts the others.
    """
    id_, _extension = addresses.chart_asked(f"{chart}.json")
    with language.speaking(addresses.language_of({"lang": [lang]})):
        drawn = addresses.drawn(id_, {name: [str(value)] for name, value in (parameters or {}).items()})
        rows = data.content(drawn)["table"]["rows"]
        return {**meta.of_chart(drawn), "values": rows[:MOST_ROWS], "rows_left_out": max(0, len(rows) - MOST_ROWS)}


def describe_table(table: str, lang: str = "en") -> dict[str, Any]:
    """Describe a table: what a row is, its fields with type, unit and allowed values, years, licences and sources."""
    name, _extension = addresses.table_asked(f"{table}.json")
    with language.speaking(addresses.language_of({"lang": [lang]})):
        return meta.of_table(descriptions.of(name))


def search(words: str, lang: str = "en") -> dict[str, Any]:
    """Find charts, tables and fields by words, such as "membership fee"; at most 20 of each, with sources of tables."""
    asked = fold(words[: addresses.LONGEST]).split()
    with language.speaking(addresses.language_of({"lang": [lang]})):
        charts = [
            {"id": id_, "question": entry.question}
            for id_, entry in catalogue.CHARTS.items()
            if asked and all(word in fold(f"{id_} {entry.question}") for word in asked)
        ]
        found = uses.tables_found(" ".join(asked))
        fields = [
            {"table": one.table.name, "field": one.field.name, "what": one.field.said, "unit": one.field.unit_words}
            for one in uses.fields_found(" ".join(asked))
        ]
        named = [
            {
                "table": one.name,
                "title": tables.title(one.name),
                "row": one.row_is,
                "sources": [{"text": source.citation, "url": source.url} for source in one.sources[:MOST_FOUND]],
            }
            for one in found
        ]
    return {"charts": charts[:MOST_FOUND], "tables": named[:MOST_FOUND], "fields": fields[:MOST_FOUND]}


def _refusing(tool: Any) -> Any:
    """The tool, whose refusals reach the assistant in their words instead of as a failure of the server."""
    from functools import wraps

    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def answered(*given: Any, **named: Any) -> Any:
        try:
            return tool(*given, **named)
        except Refused as refused:
            raise ToolError(str(refused)) from refused

    return answered
