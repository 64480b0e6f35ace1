"""The atlas in six figures and two small pictures."""

from __future__ import annotations

import pandas as pd

from analytics.warehouse import warehouse


def figures() -> pd.Series:
    """The six figures of the overview, each with what it is counted from."""
    return warehouse().ask("overview.figures").iloc[0]


def labels() -> pd.DataFrame:
    """Active clusters with a cluster management quality label, one row a country and level."""
    return warehouse().ask("overview.labels")
