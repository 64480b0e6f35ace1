"""Charts of exports: level, growth, gap."""

from __future__ import annotations

from collections.abc import Mapping

from analytics import exports
from analytics.catalogue.entry import Entry
from analytics.charts import exports as draw
from analytics.charts.theme import NORDIC

ENTRIES: Mapping[str, Entry] = {
    "exports.intensity": Entry(
        question="How large are exports of goods and services beside the economy?",
        ask=lambda country, since: exports.intensity(NORDIC, since),
        draw=lambda frame, country, since: draw.intensity(frame, country=country),
        params={"country": "FI", "since": 1995},
    ),
}
