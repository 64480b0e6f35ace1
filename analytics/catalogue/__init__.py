"""Every chart of the atlas by its id: which question it asks and how the answer is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from analytics.catalogue import (
    design,
    exports,
    fees,
    funding,
    knowledge,
    membership,
    needs,
    network,
    overview,
    partners,
    products,
    programmes,
    readiness,
)
from analytics.catalogue.entry import Entry
from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import current

CHARTS: Mapping[str, Entry] = {
    id_: entry
    for module in (
        overview,
        exports,
        products,
        partners,
        programmes,
        design,
        membership,
        fees,
        network,
        knowledge,
        funding,
        readiness,
        needs,
    )
    for id_, entry in module.ENTRIES.items()
}


def chart(chart_id: str, **params: Any) -> Chart:
    """Draw a registered chart. Raises KeyError for an unknown id, TypeError for a parameter it does not take."""
    entry = _entry(chart_id)
    unknown = params.keys() - entry.params.keys()
    if unknown:
        raise TypeError(f"{chart_id} takes {', '.join(entry.params) or 'no parameters'}, not {', '.join(unknown)}")
    given = {**entry.params, **params}
    return _drawn(chart_id, tuple(given.items()), current(), style.mode())


@lru_cache(maxsize=128)
def _drawn(chart_id: str, given: tuple[tuple[str, Any], ...], _language: str, _mode: str) -> Chart:
    # The tables never change while the process lives; a chart is shared, so nobody may change its figure.
    entry, params = _entry(chart_id), dict(given)
    return entry.draw(entry.ask(**params), **params)


def typed(chart_id: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Parameters given as text, in the types of the chart's defaults. Raises KeyError or ValueError."""
    defaults = _entry(chart_id).params
    return {name: type(defaults[name])(value) if name in defaults else value for name, value in given.items()}


def _entry(chart_id: str) -> Entry:
    if chart_id not in CHARTS:
        raise KeyError(f"There is no chart {chart_id!r}; see `python -m analytics charts`.")
    return CHARTS[chart_id]
