"""Every chart of the atlas: which modules hold chart functions, each of which registers itself."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue import (
    design,
    needs,
    network,
    overview,
    partners,
    products,
    programmes,
)
from analytics.core import registry
from analytics.core.registry import Entry, Parameter, drawn, typed
from analytics.exports import charts as exports_charts
from analytics.fees import charts as fees_charts
from analytics.funding import charts as funding_charts
from analytics.knowledge import charts as knowledge_charts
from analytics.membership import charts as membership_charts
from analytics.membership import kind_charts as membership_kind_charts
from analytics.readiness import charts as readiness_charts

__all__ = ["CHARTS", "MODULES", "chart", "typed"]

MODULES = (
    exports_charts,
    fees_charts,
    funding_charts,
    knowledge_charts,
    membership_charts,
    membership_kind_charts,
    readiness_charts,
)

for _module in (
    overview, products, partners, programmes, design, network, needs
):  # fmt: skip
    for _id, _old in _module.ENTRIES.items():
        _parameters = {name: Parameter(name, type(value), value) for name, value in _old.params.items()}
        registry.ENTRIES[_id] = Entry(_id, _old.question, _old.ask, _old.draw, _parameters)

CHARTS: Mapping[str, Entry] = registry.ENTRIES
chart = drawn
