"""Charts of partners, regions and enterprises in exports."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.core.codes import NORDIC
from analytics.markets import charts as draw
from analytics.markets import questions as partners

ENTRIES: Mapping[str, Entry] = {
    "exports.nordic_share": Entry(
        question="What share of goods exports goes to the other Nordic countries?",
        ask=lambda country: partners.nordic_share(NORDIC),
        draw=lambda frame, country: draw.nordic_share(frame, country=country),
        params={"country": "FI"},
    ),
    "exports.partners": Entry(
        question="Which partners take most of a country's goods exports? Year 0 is the latest.",
        ask=partners.partners,
        draw=draw.partners,
        params={"country": "FI", "year": 0},
    ),
    "exports.by_region": Entry(
        question="What share of a country's goods exports does each region produce? Year 0 is the best covered.",
        ask=partners.by_region,
        draw=draw.by_region,
        params={"country": "NO", "year": 0},
    ),
    "exports.by_region_map": Entry(
        question="Where in a country are its goods exports produced? Year 0 is the best covered.",
        ask=partners.by_region,
        draw=draw.by_region_map,
        params={"country": "NO", "year": 0},
    ),
}
