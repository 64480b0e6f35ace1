"""What a registered chart is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analytics.core.chart import Chart


@dataclass(frozen=True)
class Entry:
    """A registered chart: `ask` gives the frame, `draw` the chart, `params` the defaults that may be changed.

    Both take all the parameters by name; `draw` takes the answer of `ask` first.
    """

    question: str
    ask: Callable[..., Any]
    draw: Callable[..., Chart]
    params: Mapping[str, Any] = field(default_factory=dict)
