"""Charts of funding."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.catalogue.entry import Entry
from analytics.funding import charts as draw
from analytics.funding import questions as funding


def _ask(*, on: str, narrow: int, **asked: str | int) -> pd.DataFrame:
    # Whether the picture is narrow changes nothing in the answer.
    return funding.opportunities(funding.Filters.of(asked), on)


ENTRIES: Mapping[str, Entry] = {
    "funding.timeline": Entry(
        question="What funding is open to a country's applicants, and until when? on = a day, empty is today.",
        ask=_ask,
        draw=lambda frame, on, narrow, **asked: draw.timeline(
            frame, on=funding.the_day(on), narrow=narrow, asked={**asked, "on": on}
        ),
        params={**funding.Filters().flat, "on": "", "narrow": 0},
    ),
}
