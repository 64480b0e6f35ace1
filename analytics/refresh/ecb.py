"""European Central Bank: the daily reference rates since 1999, one CSV in a ZIP, as yearly means."""

from __future__ import annotations

import csv
import io
import zipfile

import pandas as pd

from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, UnreadableError
from analytics.refresh.http import Http

DECIMALS = 4  # of the rates themselves
DAY = "Date"


def fetch(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    """The mean rate of each currency of the table in each year that is over and has a rate on every publishing day.

    Raises RefreshError.
    """
    days = _days(http.get(f"{http.addresses['ecb']}/{call.dataset}").content, call.dataset)
    wanted = sorted(before["currency"].unique())
    header = days[0] if days else {}
    for field in (DAY, *wanted):
        if field not in header:
            raise DriftError(call.dataset, field, header)
    last = max(day[DAY][:4] for day in days)
    rows = []
    for year in sorted({day[DAY][:4] for day in days} - {last}):
        of_year = [day for day in days if day[DAY].startswith(year)]
        for currency in wanted:
            try:
                rates = [float(day[currency]) for day in of_year if day[currency] not in ("", "N/A")]
            except ValueError as error:
                raise UnreadableError(f"{call.dataset}: {currency} in {year}: {error}") from error
            if len(rates) == len(of_year):
                mean = round(sum(rates) / len(rates), DECIMALS)
                rows.append({"currency": currency, "year": year, "mean": mean, "days": len(rates)})
    return pd.DataFrame(rows, columns=["currency", "year", "mean", "days"])


def _days(content: bytes, dataset: str) -> list[dict[str, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            text = packed.read(packed.namelist()[0]).decode("utf-8-sig")
    except (zipfile.BadZipFile, IndexError, UnicodeDecodeError, EOFError) as error:
        raise UnreadableError(f"{dataset}: not a ZIP file with a text, or cut off ({error})") from error
    return list(csv.DictReader(io.StringIO(text), restval=""))
