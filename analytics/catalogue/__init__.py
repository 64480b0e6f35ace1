"""Every chart of the atlas: which modules hold chart functions, each of which registers itself."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue import (
    knowledge,
    membership,
    needs,
    network,
    overview,
    partners,
    products,
    readiness,
)
from analytics.core import registry
from analytics.core.registry import Entry, Parameter, drawn, typed
from analytics.exports import charts as exports_charts
from analytics.fees import charts as fees_charts
from analytics.funding import charts as funding_charts
from analytics.programmes import charts as programmes_charts
from analytics.programmes import design_charts, money_charts, timeline_charts

__all__ = ["CHARTS", "MODULES", "chart", "typed"]

MODULES = (
    exports_charts,
    fees_charts,
    funding_charts,
    programmes_charts,
    timeline_charts,
    money_charts,
    design_charts,
)

for _module in (
    overview, products, partners, membership, network, knowledge, readiness, needs
):  # fmt: skip
    for _id, _old in _module.ENTRIES.items():
        _parameters = {name: Parameter(name, type(value), value) for name, value in _old.params.items()}
        registry.ENTRIES[_id] = Entry(_id, _old.question, _old.ask, _old.draw, _parameters)

CHARTS: Mapping[str, Entry] = registry.ENTRIES
chart = drawn
