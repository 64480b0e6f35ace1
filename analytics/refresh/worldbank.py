"""World Bank: an indicator by country and year, through wbgapi."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, UnreadableError
from analytics.refresh.http import Http

PAGE = 1000


def fetch(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    """The figures of the areas of the table: country, date, value. Raises RefreshError."""
    import wbgapi  # type: ignore[import-untyped]

    areas = ";".join(call.filled(before)["country"])
    first, page = min(before["year"], default="1960"), wbgapi.per_page
    wbgapi.endpoint, wbgapi.per_page, wbgapi.get_options = http.addresses["worldbank"], PAGE, {}
    try:
        with http.for_all():
            asked = wbgapi.fetch(f"country/{areas}/indicator/{call.dataset}", {"date": f"{first}:{date.today().year}"})
            rows = [_row(call, one) for one in asked]
    except (wbgapi.APIError, KeyError, TypeError) as error:
        raise UnreadableError(f"{call.dataset}: {error}") from error
    finally:
        wbgapi.per_page = page
    return pd.DataFrame([row for row in rows if row["value"] is not None], columns=["country", "date", "value"])


def _row(call: Call, said: Any) -> dict[str, Any]:
    for field in ("country", "date", "value"):
        if field not in said:
            raise DriftError(call.dataset, field, said)
    return {"country": said["country"]["id"], "date": said["date"], "value": said["value"]}
