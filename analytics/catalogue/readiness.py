"""Charts of how ready a cluster is."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry

ENTRIES: Mapping[str, Entry] = {}
