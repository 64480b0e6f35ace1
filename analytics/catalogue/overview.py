"""Charts of the overview page."""

from __future__ import annotations

from collections.abc import Mapping

from analytics import overview
from analytics.catalogue.entry import Entry
from analytics.charts import clusters as draw

ENTRIES: Mapping[str, Entry] = {
    "clusters.labels": Entry(
        question="How many active clusters for its people hold a quality label in each country?",
        ask=overview.labels,
        draw=draw.labels,
    ),
}
