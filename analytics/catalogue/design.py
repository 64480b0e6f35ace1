"""Charts of a designed programme."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.programmes import design as model
from analytics.programmes import design_charts as draw

ENTRIES: Mapping[str, Entry] = {
    "programmes.design": Entry(
        question="How many clusters would a designed programme support, by level and year?",
        ask=lambda country, design: model.outcome(country, design),
        draw=lambda frame, country, design: draw.by_level(frame, country=country, design=design),
        params={"country": "FI", "design": "NO"},
    ),
    "programmes.design_cost": Entry(
        question="What would a designed programme cost, beside Norway's and Denmark's scaled to the country?",
        ask=lambda country, design, scale: model.outcome(country, design),
        draw=lambda frame, country, design, scale: draw.cost(frame, country=country, design=design, scale=scale),
        params={"country": "FI", "design": "NO", "scale": "population"},
    ),
}
