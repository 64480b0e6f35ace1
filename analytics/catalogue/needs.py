"""Charts of what clusters and companies need."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.catalogue.entry import Entry
from analytics.needs import charts as draw
from analytics.needs import questions as needs


def _themes(by: str, theme: str, narrow: int) -> pd.DataFrame:
    # Which theme stands in front and how wide the picture is change nothing in the answer.
    return needs.themes(by)


ENTRIES: Mapping[str, Entry] = {
    "needs.themes": Entry(
        question="Which themes are asked for most, by event, session or group? theme = the one in front.",
        ask=_themes,
        draw=lambda frame, **asked: draw.themes(frame, sources=needs.articles(), **asked),
        params={"by": "event", "theme": "", "narrow": 0},
    ),
    "needs.change": Entry(
        question="Which themes stayed from the first year to the last, which are new, which were not named again?",
        ask=needs.change,
        draw=lambda frame, **asked: draw.change(frame, sources=needs.articles(), **asked),
    ),
    "needs.services": Entry(
        question="Which services do the needs ask for, and which of them are answered?",
        ask=lambda narrow: needs.services(),
        draw=lambda frame, **asked: draw.services(frame, sources=needs.articles(), **asked),
        params={"narrow": 0},
    ),
    "needs.europe": Entry(
        question="What do surveys say where they ask what a need asks?",
        ask=needs.europe,
        draw=draw.europe,
    ),
}
