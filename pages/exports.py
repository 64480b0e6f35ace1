"""Exports: how far a country is behind or ahead, what closing the gap takes, and what is sold where."""

from analytics.core.language import _
from ui import exports_level, exports_partners, exports_products, frame

frame.heading(
    _("Exports"),
    _("How far behind or ahead of its neighbours is a country in exports, and what would closing the gap take?"),
)
choice = exports_level.controls()
exports_level.headline(choice)
charts = exports_level.gap(choice) + exports_level.scenario(choice) + exports_level.level(choice)
exports_products.section(choice.country)
exports_partners.section(choice.country)
exports_level.method(charts)
