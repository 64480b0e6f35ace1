"""The work behind `python -m analytics stale`: tables older than their publisher's rhythm, and those without a call."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.refresh.calls import DERIVED, Call, cells, load
from analytics.refresh.folders import in_use

OLD, UNDATED, NO_CALL = "older than its rhythm", "month of taking unknown", "no call known"


def listed(today: date) -> pd.DataFrame:
    """A row for each part of a table that is old, of unknown age or without a call; no row for what is fresh."""
    found = [(call, standing(call, today)) for call in load(in_use()) if call.source != DERIVED]
    return pd.DataFrame(
        [
            {
                "table": call.table,
                "part": "; ".join(call.part.values()),
                "standing": said,
                "source": call.source,
                "taken": call.taken,
                "rhythm_months": call.rhythm_months,
                "newest_year": _newest(call),
            }
            for call, said in found
            if said
        ],
        columns=["table", "part", "standing", "source", "taken", "rhythm_months", "newest_year"],
    ).astype({"rhythm_months": "Int64", "newest_year": "Int64"})


def standing(call: Call, today: date) -> str:
    """What is wrong with the age of a call's rows, "" = nothing."""
    if not call.source:
        return NO_CALL
    if not call.taken:
        return UNDATED
    year, month = map(int, call.taken.split("-"))
    months = (today.year - year) * 12 + today.month - month
    return OLD if call.rhythm_months is not None and months > call.rhythm_months else ""


def _newest(call: Call) -> int | None:
    rows = cells(call.table, in_use())
    return max(map(int, rows.loc[call.of_part(rows), "year"]), default=None)
