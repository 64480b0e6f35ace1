"""Every chart of the atlas by its id: which question it asks and how the answer is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics import exports, overview
from analytics.charts import clusters as draw_clusters
from analytics.charts import exports as draw_exports
from analytics.charts.chart import Chart
from analytics.charts.theme import NORDIC


@dataclass(frozen=True)
class Entry:
    """A registered chart: `ask` gives the frame, `draw` the chart, `params` the defaults that may be changed."""

    question: str
    ask: Callable[..., pd.DataFrame]
    draw: Callable[..., Chart]
    params: Mapping[str, Any] = field(default_factory=dict)


CHARTS: Mapping[str, Entry] = {
    "clusters.labels": Entry(
        question="How many active clusters for its people hold a quality label in each country?",
        ask=overview.labels,
        draw=draw_clusters.labels,
    ),
    "exports.intensity": Entry(
        question="How large are exports of goods and services beside the economy?",
        ask=lambda country, since: exports.intensity(NORDIC, since),
        draw=lambda frame, country, since: draw_exports.intensity(frame, country=country),
        params={"country": "FI", "since": 1995},
    ),
}


def chart(chart_id: str, **params: Any) -> Chart:
    """Draw a registered chart. Raises KeyError for an unknown id, TypeError for a parameter it does not take."""
    entry = _entry(chart_id)
    unknown = params.keys() - entry.params.keys()
    if unknown:
        raise TypeError(f"{chart_id} takes {', '.join(entry.params) or 'no parameters'}, not {', '.join(unknown)}")
    given = {**entry.params, **params}
    return entry.draw(entry.ask(**given), **given)


def typed(chart_id: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Parameters given as text, in the types of the chart's defaults. Raises KeyError or ValueError."""
    defaults = _entry(chart_id).params
    return {name: type(defaults[name])(value) if name in defaults else value for name, value in given.items()}


def _entry(chart_id: str) -> Entry:
    if chart_id not in CHARTS:
        raise KeyError(f"There is no chart {chart_id!r}; see `python -m analytics charts`.")
    return CHARTS[chart_id]
