"""`Chart`, the one currency between subjects, pages, exports and notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True)
class Source:
    """Where figures come from: the words of a source line, the table, the years they cover, an address."""

    text: str
    table: str
    years: str = ""
    url: str = ""


@dataclass(frozen=True, eq=False)
class Chart:
    """A drawn answer: `table` holds the exact values with units in its column names, the rest is for reading.

    `id` and `params` rebuild it anywhere (page, link, deck, command line); `alt` says in words what the picture shows.
    """

    id: str
    title: str
    subtitle: str
    insight: str
    figure: go.Figure
    table: pd.DataFrame
    sources: tuple[Source, ...]
    alt: str
    params: Mapping[str, Any] = field(default_factory=dict)
    method: str = ""

    @property
    def link(self) -> str:
        """The chart's address, such as "exports.intensity?country=FI&year=2023"."""
        from urllib.parse import urlencode

        given = {k: v for k, v in self.params.items() if v not in (None, "", [], ())}
        return f"{self.id}?{urlencode(given, doseq=True)}" if given else self.id
