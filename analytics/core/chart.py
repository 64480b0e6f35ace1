"""`Chart`: what a chart shows and what is said about it, the one currency of pages, exports and notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics.core.age import Age
from analytics.core.plot import Drawing, Empty


@dataclass(frozen=True)
class Source:
    """Where figures come from: the words of a source line, the table, the years they cover, an address."""

    text: str
    table: str
    years: str = ""
    url: str = ""


@dataclass(frozen=True, eq=False)
class Chart:
    """A question's answer: what is drawn, its words, and `table` with the exact values, units in its column names.

    All words are plain text: whoever shows them escapes them.

    `id` and `params` draw the same view again anywhere (page, link, deck, command line); the registry sets them. `alt`
    says in words what the picture shows. `age` is that of the table's figures, also set by the registry.
    """

    title: str
    subtitle: str
    insight: str
    table: pd.DataFrame
    sources: tuple[Source, ...]
    alt: str
    drawing: Drawing = field(default_factory=lambda: Empty(""))
    params: Mapping[str, Any] = field(default_factory=dict)
    method: str = ""
    id: str = ""
    age: Age = field(default_factory=Age)

    @property
    def link(self) -> str:
        """The chart's address, such as "exports.intensity?country=FI&year=2023"."""
        from urllib.parse import urlencode

        given = {k: v for k, v in self.params.items() if v not in (None, "", [], ())}
        return f"{self.id}?{urlencode(given, doseq=True)}" if given else self.id
