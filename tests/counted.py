"""What is counted as a cluster, worked out a second way: by pandas from the shipped file."""

from __future__ import annotations

import pandas as pd

from analytics.core.codes import COUNTED_KINDS, NORDIC
from analytics.core.paths import DATA


def is_counted(rows: pd.DataFrame) -> pd.Series:
    """Which rows of the register count: active organisations and networks of the five countries, seen since 2020."""
    year = pd.to_numeric(rows["last_seen_year"])
    return (
        rows["status"].eq("active")
        & rows["kind"].isin(COUNTED_KINDS)
        & rows["country"].isin(NORDIC)
        & (rows["duplicate_of"].isna() | rows["duplicate_of"].eq(""))
        & (year.isna() | (year >= 2020))
    )


def counted() -> pd.DataFrame:
    """The rows of data/clusters/clusters.csv that count."""
    rows = pd.read_csv(DATA / "clusters" / "clusters.csv")
    return rows[is_counted(rows)]
