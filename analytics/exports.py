"""Questions about exports."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.warehouse import warehouse


def intensity(countries: Sequence[str] = (), since: int = 1995) -> pd.DataFrame:
    """Exports of goods and services in % of GDP, one row a country and year with a figure."""
    return warehouse().ask("exports.intensity", countries=list(countries), since=since)
