"""Charts of the overview page."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.clusters import charts as draw
from analytics.overview import questions as overview

ENTRIES: Mapping[str, Entry] = {
    "clusters.labels": Entry(
        question="How many active clusters for its people hold a quality label in each country?",
        ask=overview.labels,
        draw=draw.labels,
    ),
}
