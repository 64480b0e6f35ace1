"""A chart as JSON, for other programs.

An object with these members; a text that is empty is "", a list that is empty is []:

- `id`, `params`: the registered chart and the parameters that draw this view; `link` says both in one line
- `language`: of all texts, ISO 639-1
- `title`, `subtitle`, `insight`, `method`, `alt`: texts, which may hold Markdown (`**bold**`, links)
- `newest_year`: of the figures, null where the table names none; `newest_years_behind`: those of countries whose
  newest figure is older
- `sources`: a list of {`text`, `table`, `years`, `url`}
- `drawing`: the description of the picture, by the fields of `analytics.core.plot`: its `kind` ("line", "bar",
  "heatmap", "map", "empty", ...), of plots the `series` (`name`, `y` and `x`, `marks`, `labels` by place, ...), the
  axes `x` and `y`, `categories`, `rules`, `bands`, `events`, `notes`; of grids `columns`, `rows` and `key`; of maps
  `regions` and `key`. A field at its default is left out.
- `table`: {`columns`: names, units in them; `rows`: a list of values for each}, the exact values

Unknown is null everywhere, never zero. Dates are ISO 8601. The same chart gives the same text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from math import isfinite
from typing import Any

import pandas as pd

from analytics.core.chart import Chart
from analytics.core.language import current
from analytics.core.plot import KINDS

DRAWS = frozenset(KINDS)


def to_json(chart: Chart) -> str:
    """The chart as JSON text."""
    return json.dumps(content(chart), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def content(chart: Chart) -> dict[str, Any]:
    """The chart as plain data."""
    columns = [str(name) for name in chart.table.columns]
    rows = chart.table.astype(object).itertuples(index=False, name=None)
    return {
        "id": chart.id,
        "params": _plain(chart.params),
        "link": chart.link,
        "language": current(),
        "title": chart.title,
        "subtitle": chart.subtitle,
        "insight": chart.insight,
        "method": chart.method,
        "alt": chart.alt,
        "newest_year": chart.age.newest,
        "newest_years_behind": dict(chart.age.behind),
        "sources": [
            {"text": one.text, "table": one.table, "years": one.years, "url": one.url} for one in chart.sources
        ],
        "drawing": _plain(chart.drawing),
        "table": {"columns": columns, "rows": [[_plain(cell) for cell in row] for row in rows]},
    }


def _plain(value: Any) -> Any:
    """A value in the types of JSON; of a description the fields that differ from their defaults."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if field.name == "kind" or getattr(value, field.name) != _default(field)
        }
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, list | tuple) or hasattr(value, "tolist"):
        whole = value.tolist() if hasattr(value, "tolist") else value
        return [_plain(one) for one in whole] if isinstance(whole, list | tuple) else _plain(whole)
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, str | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
