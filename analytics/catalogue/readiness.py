"""Charts of how ready a cluster is."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.readiness import charts as draw
from analytics.readiness import questions as readiness

ENTRIES: Mapping[str, Entry] = {
    "readiness.radar": Entry(
        question="Which share of what is asked does a cluster meet? One letter an answer: y, p, n, d, or . for none.",
        ask=readiness.areas,
        draw=draw.radar,
        params={"answers": ""},
    ),
}
