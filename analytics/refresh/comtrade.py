"""UN Comtrade: yearly trade flows, with the reader's own key."""

from __future__ import annotations

import os
from datetime import date

import pandas as pd

from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, UnreachableError, UnreadableError
from analytics.refresh.http import SECRET, Http

KEY = "ATLAS_COMTRADE_KEY"
MOST_ROWS = 100_000  # of an answer; one with as many is taken for cut off


def fetch(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    """The flows that the query chooses, a request a period, with the fields of the publisher. Raises RefreshError."""
    key = os.environ.get(KEY, "").strip()
    if not key:
        raise UnreachableError(f"{call.dataset}: set {KEY} to your key of comtradeapi.un.org")
    query = call.filled(before)
    if "period" not in query:
        query["period"] = [str(year) for year in range(min(map(int, before["year"])), date.today().year)]
    parts = []
    for period in query.pop("period"):
        fields = {field: ",".join(codes) for field, codes in query.items()}
        answer = http.json(f"{http.addresses['comtrade']}/{call.dataset}", period=period, **fields, **{SECRET: key})
        if not isinstance(answer, dict) or "data" not in answer:
            raise DriftError(call.dataset, "data", answer)
        if len(answer["data"]) >= MOST_ROWS:
            raise UnreadableError(f"{call.dataset}: {period} has more than {MOST_ROWS:,} rows; narrow the query")
        parts.append(pd.json_normalize(answer["data"]))
    return pd.concat(parts, ignore_index=True).astype("object") if parts else pd.DataFrame()
