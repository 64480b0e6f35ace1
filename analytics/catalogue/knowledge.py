"""Charts of what a cluster is and who supports it."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.knowledge import charts as draw
from analytics.knowledge import questions as knowledge

ENTRIES: Mapping[str, Entry] = {
    "knowledge.roles": Entry(
        question="Which roles do the members of a cluster have that are known by name?",
        ask=knowledge.roles,
        draw=draw.roles,
        params={"cluster": knowledge.EXAMPLE},
    ),
}
