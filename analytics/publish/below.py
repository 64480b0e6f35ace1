"""The words below the title of a slide: few enough to be read while somebody speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.core.markdown import strip_markdown

if TYPE_CHECKING:
    from analytics.core.chart import Chart

MOST_WORDS = 20


def said_below(title: str, chart: Chart) -> str:
    """What stands below a title in a hall: what was measured, in at most `MOST_WORDS` words where sentences allow it.

    A slide without a `title` of its author's also says what the chart shows.
    """
    words = [] if title else _sentences(strip_markdown(chart.insight))
    out = ""
    for sentence in [*words, *_sentences(strip_markdown(chart.subtitle))]:
        longer = f"{out} {sentence}".strip()
        if out and len(longer.split()) > MOST_WORDS:
            break
        out = longer
    return out


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n", text) if part]
