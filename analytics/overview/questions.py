"""What is counted on the front page, and the labels of clusters."""

from __future__ import annotations

import pandas as pd

from analytics.warehouse import warehouse


def figures() -> pd.Series:
    """clusters_active and located: the clusters that are counted, and those of them whose place is known."""
    return warehouse().ask("overview.figures").iloc[0]


def labels() -> pd.DataFrame:
    """Active clusters with a cluster management quality label, one row a country and level."""
    return warehouse().ask("overview.labels")
