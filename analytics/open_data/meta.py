"""What is said about the figures of a chart or a table, as plain data: title, unit, fields, sources, method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.core.chart import Chart
from analytics.core.language import current
from analytics.core.plot import Plot
from analytics.open_data import state
from analytics.open_data.descriptions import FieldFacts, TableFacts
from analytics.render import data
from analytics.table_facts import column_kind


def of_chart(chart: Chart) -> dict[str, Any]:
    """A chart without its picture and its rows: see `analytics.render.data` for what its members are."""
    whole = data.content(chart)
    said = {name: value for name, value in whole.items() if name not in ("drawing", "table", "alt")}
    columns = [
        {"name": str(name), "kind": column_kind(str(name)).kind, "unit": column_kind(str(name)).unit}
        for name in chart.table.columns
    ]
    return {
        **said,
        "unit": unit(chart),
        "rows": len(chart.table),
        "columns": columns,
        "empty": "unknown, never zero",
        "state": state.version(),
    }


def unit(chart: Chart) -> str:
    """The unit of a chart's values as its axis names it, else its subtitle, which says what is measured."""
    return (chart.drawing.values.title if isinstance(chart.drawing, Plot) else "") or chart.subtitle


def of_table(facts: TableFacts) -> dict[str, Any]:
    """A table without its rows."""
    return {
        "name": facts.name,
        "language": current(),
        "title": facts.title,
        "row": facts.row_is,
        "rows": facts.rows,
        "key": list(facts.key),
        "first_year": facts.first_year,
        "last_year": facts.last_year,
        "read": facts.read,
        "fields": [{**_field(one), "known_pct": round(facts.known[one.name], 1)} for one in facts.fields],
        "licences": list(facts.licences),
        "sources": [
            _stated({"text": one.citation, "url": one.url, "licence": one.licence, "read": one.read, "rows": one.rows})
            for one in facts.sources
        ],
        "empty": "unknown, never zero",
        "state": state.version(),
    }


def _field(one: FieldFacts) -> dict[str, Any]:
    bounds = {"minimum": one.low, "maximum": one.high, "enum": list(one.choices), "refers_to": one.refers_to}
    described = {"name": one.name, "description": one.said, "type": one.type, "kind": one.kind, "unit": one.unit}
    return {**described, "required": one.required, **_stated(bounds)}


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}
