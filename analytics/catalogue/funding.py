"""Charts of funding."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry

ENTRIES: Mapping[str, Entry] = {}
