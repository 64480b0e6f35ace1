"""Charts of organisations in several clusters."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.network import charts as draw
from analytics.network import questions as shared_members

ENTRIES: Mapping[str, Entry] = {
    "network.clusters": Entry(
        question="Which active clusters share members? The width in pixels decides how many labels fit.",
        ask=lambda country, eco, width: shared_members.picture(country, eco),
        draw=draw.clusters,
        params={"country": "", "eco": "", "width": 760},
    ),
    "network.bridges": Entry(
        question="Which organisations connect most, by clusters, countries or between (betweenness)?",
        ask=lambda country, eco, by: shared_members.organisations(country, eco),
        draw=draw.bridges,
        params={"country": "", "eco": "", "by": "clusters"},
    ),
    "network.path": Entry(
        question="How is one cluster reached from another through members that clusters share?",
        ask=shared_members.route,
        draw=draw.path,
        params={"start": "fi-energyvaasa", "end": "no-gce-ocean-technology"},
    ),
}
