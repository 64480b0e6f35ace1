"""Statistics Denmark: the StatBank."""

from __future__ import annotations

import pandas as pd

from analytics.refresh import jsonstat
from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError
from analytics.refresh.http import Http
from analytics.refresh.pxweb_v1 import chosen_codes, split

MOST_CELLS = 100_000
KIND = "ContentsCode"  # a dimension of the answer that is no variable of the table: the kind of figure


def fetch(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    """The cells of the table that the query chooses. Raises RefreshError."""
    address = http.addresses[call.source]
    about = http.json(f"{address}/tableinfo/{call.dataset}", format="JSON", lang="en")
    if "variables" not in about:
        raise DriftError(call.dataset, "variables", about)
    chosen = chosen_codes(
        call.dataset,
        {one["id"]: [value["id"] for value in one["values"]] for one in about["variables"]},
        call.filled(before),
        {one["id"] for one in about["variables"] if one.get("elimination")},
    )
    parts = []
    for part in split(chosen, MOST_CELLS):
        variables = [{"code": field, "values": codes} for field, codes in part.items()]
        body = {"table": call.dataset, "format": "JSONSTAT", "lang": "en", "variables": variables}
        parts.append(jsonstat.frame(http.json(f"{address}/data", body), call.dataset))
    return pd.concat(parts, ignore_index=True).drop(columns=KIND, errors="ignore")
