"""Every chart of the atlas: which modules hold chart functions, each of which registers itself."""

from __future__ import annotations

from importlib import import_module

from analytics.core.registry import ENTRIES as CHARTS
from analytics.core.registry import drawn as chart
from analytics.core.registry import typed

__all__ = ["CHARTS", "MODULES", "chart", "typed"]

MODULES = (
    "analytics.exports.charts",
    "analytics.exports.gap_charts",
    "analytics.specialisation.charts",
    "analytics.specialisation.line_charts",
    "analytics.specialisation.ecosystem_charts",
    "analytics.product_space.charts",
    "analytics.markets.charts",
    "analytics.markets.region_charts",
    "analytics.programmes.charts",
    "analytics.programmes.timeline_charts",
    "analytics.programmes.money_charts",
    "analytics.programmes.design_charts",
    "analytics.effects.charts",
    "analytics.membership.charts",
    "analytics.membership.kind_charts",
    "analytics.fees.charts",
    "analytics.comparison.charts",
    "analytics.network.cluster_charts",
    "analytics.network.charts",
    "analytics.knowledge.charts",
    "analytics.funding.charts",
    "analytics.readiness.charts",
    "analytics.needs.charts",
    "analytics.stories.charts",
    "analytics.map.charts",
)

for _name in MODULES:
    import_module(_name)
