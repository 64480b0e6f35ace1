"""The data addresses in OpenAPI's words, made from the registry of charts and the contracts of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics import catalogue
from analytics.core.language import DEFAULT, LANGUAGES, _
from analytics.core.registry import Parameter
from analytics.open_data import addresses, descriptions, state
from analytics.open_data.descriptions import FieldFacts
from analytics.publish import offer
from analytics.warehouse import Parameter as QueryParameter
from analytics.warehouse import queries

VERSION = "3.1.0"
MOST_LISTED = 40  # choices of a field that are written out; .meta.json of the table has them all
BIGGEST = 999_999_999  # of a whole number in an address
_REFUSALS = {
    "304": "The state that If-None-Match names is the present one.",
    "400": "A parameter or value that is not known; the text names those that are.",
    "404": "A chart, table, question or format that is not known; the text names those that are.",
    "429": "Too many requests from one address; Retry-After says in how many seconds there is an answer again.",
    "503": "Many people are asking just now, or a table was left out; Retry-After says when to try again.",
}


def document() -> dict[str, Any]:
    """The whole description."""
    paths = {
        f"/data/{id_}.{{format}}": _operation(
            f"chart.{id_}",
            entry.question,
            ["charts"],
            (*addresses.CHART_FORMATS, addresses.META),
            [_chart_parameter(one) for one in addresses.parameters(id_).values()],
        )
        for id_, entry in catalogue.CHARTS.items()
    }
    for facts in descriptions.all_tables():
        paths[f"/data/table/{facts.name}.{{format}}"] = _operation(
            f"table.{facts.name}",
            facts.row_is,
            ["tables"],
            (*addresses.formats_of(facts.known), addresses.META),
            [_field_parameter(one) for one in facts.fields],
        )
    for name, question in queries().items():
        paths[f"/data/query/{name}.{{format}}"] = _operation(
            f"query.{name}",
            question.question,
            ["queries"],
            (*addresses.CHART_FORMATS, addresses.META),
            [_query_parameter(one) for one in question.parameters if one.name != addresses.LANGUAGE],
        )
    return {
        "openapi": VERSION,
        "info": {
            "title": _("Nordic Cluster Atlas"),
            "version": state.version(),
            "description": (
                "The figures of every chart, the rows of every table and the answers to every named question, "
                "read-only. Empty or null means unknown, never zero. Each answer names its sources; .meta.json says "
                "title, unit, sources and method."
            ),
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "parameters": {
                addresses.LANGUAGE: {
                    "name": addresses.LANGUAGE,
                    "in": "query",
                    "description": "Language of words",
                    "schema": {"type": "string", "enum": list(LANGUAGES), "default": DEFAULT},
                }
            },
            "responses": {status: {"description": words} for status, words in _REFUSALS.items()},
        },
    }


def _operation(
    id_: str, summary: str, tags: list[str], formats: Sequence[str], parameters: list[dict[str, Any]]
) -> dict[str, Any]:
    mimes = {"application/json"} | {offer.FORMATS[one].mime for one in formats if one in offer.FORMATS}
    answers: dict[str, Any] = {
        "200": {
            "description": "The figures.",
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {mime: {} for mime in sorted(mimes)},
        },
        **{status: {"$ref": f"#/components/responses/{status}"} for status in _REFUSALS},
    }
    given = [
        {"name": "format", "in": "path", "required": True, "schema": {"type": "string", "enum": list(formats)}},
        *parameters,
        {"$ref": f"#/components/parameters/{addresses.LANGUAGE}"},
    ]
    return {"get": {"operationId": id_, "summary": summary, "tags": tags, "parameters": given, "responses": answers}}


def _chart_parameter(one: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if one.type is int else "string", "default": one.default}
    if one.allowed is not None:
        schema["enum"] = list(one.allowed)
    elif one.type is int:
        schema |= {"minimum": -BIGGEST, "maximum": BIGGEST}
    else:
        schema["maxLength"] = addresses.LONGEST
    return {"name": one.name, "in": "query", "schema": schema}


def _query_parameter(one: QueryParameter) -> dict[str, Any]:
    kind, many = one.type.removesuffix("[]"), one.type.endswith("[]")
    type_ = {"INTEGER": "integer", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}.get(kind, "string")
    schema: dict[str, Any] = {"type": type_} | ({"maxLength": addresses.LONGEST} if type_ == "string" else {})
    if many:
        schema = {"type": "array", "items": schema, "maxItems": addresses.MOST_VALUES}
    words = f"{one.meaning} ({one.default} if not given)"
    return {"name": one.name, "in": "query", "description": words, "explode": True, "schema": schema}


def _field_parameter(one: FieldFacts) -> dict[str, Any]:
    item: dict[str, Any] = {"type": one.type} if one.type != "string" else {"type": "string"}
    item |= {"enum": list(one.choices)} if 0 < len(one.choices) <= MOST_LISTED else {}
    item |= {"maxLength": addresses.LONGEST} if one.type == "string" and not one.choices else {}
    return {
        "name": one.name,
        "in": "query",
        "description": f"{one.said} ({one.unit_words})" if one.unit_words else one.said,
        "explode": True,
        "schema": {"type": "array", "items": item, "maxItems": addresses.MOST_VALUES},
    }
