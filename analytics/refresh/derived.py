"""Rows of export indicators that are worked out from others of their table, as their sources say."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.refresh.calls import Call

DIGITS = 12
FIELDS = {"country": "country", "year": "year", "value": "value"}


def fetch(call: Call, rows: pd.DataFrame) -> pd.DataFrame:
    """Country, year and value of a formula, from the rows of the table (cells as text), where all it needs is known."""
    wide = rows.assign(value=rows["value"].astype(float), year=rows["year"].astype(int)).pivot(
        index=["country", "year"], columns="indicator", values="value"
    )
    values = FORMULAS[call.dataset](wide).dropna().rename("value").reset_index()
    values["value"] = values["value"].map(lambda value: f"{value:.{DIGITS}g}")
    return values.astype("object")


def _gdp_usd(of: pd.DataFrame) -> pd.Series:
    """From the balance of trade in US$ and in percent of GDP; for areas without these, from GDP a head."""
    balance = of["NE.RSB.GNFS.CD"] / (of["NE.EXP.GNFS.ZS"] - of["NE.IMP.GNFS.ZS"]) * 100
    has_balance = balance.notna().groupby("country").transform("any")
    return balance.where(has_balance, of["NY.GDP.PCAP.CD"] * of["SP.POP.TOTL"])


def _exports_usd_million(of: pd.DataFrame) -> pd.Series:
    return of["NE.EXP.GNFS.ZS"] * of["NY.GDP.MKTP.CD_derived"] / 100 / 1e6


def _gdp_growth(of: pd.DataFrame) -> pd.Series:
    """The change from the year before, where that year is known."""
    before = of["NY.GDP.MKTP.KD"].rename(lambda year: year + 1, level="year")
    return (of["NY.GDP.MKTP.KD"] / before.reindex(of.index) - 1) * 100


FORMULAS: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "gdp_usd": _gdp_usd,
    "exports_usd_million": _exports_usd_million,
    "gdp_growth": _gdp_growth,
}


def turn(call: Call) -> int:
    """When a formula is worked out: after those whose rows it needs."""
    return list(FORMULAS).index(call.dataset)
