"""Every chart of the atlas: which modules hold chart functions, each of which registers itself."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from analytics.catalogue import knowledge, membership, network, partners, readiness
from analytics.core import registry
from analytics.core.registry import Entry, Parameter, drawn, typed

__all__ = ["CHARTS", "MODULES", "chart", "typed"]

MODULES = (
    "analytics.exports.charts",
    "analytics.specialisation.charts",
    "analytics.specialisation.ecosystem_charts",
    "analytics.specialisation.line_charts",
    "analytics.fees.charts",
    "analytics.funding.charts",
    "analytics.needs.charts",
    "analytics.programmes.charts",
    "analytics.programmes.timeline_charts",
    "analytics.programmes.money_charts",
    "analytics.programmes.design_charts",
)

for _name in MODULES:
    import_module(_name)

for _module in (partners, membership, network, knowledge, readiness):
    for _id, _old in _module.ENTRIES.items():
        _parameters = {name: Parameter(name, type(value), value) for name, value in _old.params.items()}
        registry.ENTRIES[_id] = Entry(_id, _old.question, _old.ask, _old.draw, _parameters)

CHARTS: Mapping[str, Entry] = registry.ENTRIES
chart = drawn
