"""Sentences about membership fees."""

from __future__ import annotations

from datetime import date
from statistics import median

import pandas as pd

from analytics.core.age import is_old
from analytics.core.language import _, country_name, listing, number, percent
from analytics.fees.questions import money, two_digits


def tiers(cluster: str, low: float, high: float, clusters: int) -> str:
    """The widest span of tiers, and how many clusters publish tiers."""
    return _("{cluster} asks from {low} to {high} a year. {n} clusters publish tiers for companies.").format(
        cluster=cluster, low=money(low, "EUR"), high=money(high, "EUR"), n=number(clusters)
    )


def no_tiers() -> str:
    """That no tiers are published."""
    return _("No cluster of this country publishes fee tiers for companies.")


def span(low: float, high: float) -> str:
    """Two fees in EUR with the currency once ("EUR 439–17,544", "439–17 544 EUR"); cents where the low has them."""
    amounts = f"{number(low, 2 if 0 < low < 10 and low % 1 else 0)}–{number(high)}"
    return _("{currency} {amount}").format(currency="EUR", amount=amounts).replace(" ", "\u00a0")


def about(low: float, high: float) -> str:
    """A span in EUR rounded to two digits; one amount where both ends round to the same or the upper is not known."""
    if high != high:
        return _("from {amount}").format(amount=money(two_digits(low), "EUR"))
    ends = (two_digits(low), two_digits(high))
    return money(ends[0], "EUR") if ends[0] == ends[1] else span(*ends)


def dated(said: str, year: float) -> str:
    """A fee in words, with its year where that is old."""
    return f"{said} ({year:.0f})" if pd.notna(year) and is_old(int(year), date.today()) else said


def cost(frame: pd.DataFrame, fees: pd.DataFrame, spans: pd.DataFrame) -> str:
    """How many fees can be worked out, and the middle one."""
    counts = {"all": number(len(frame)), "spans": number(len(spans))}
    if fees.empty:
        return _("No single fee can be worked out. For {spans} of {all} clusters a span is known.").format(**counts)
    return _(
        "One fee can be worked out for {n} of {all} clusters. Half of them ask {middle} or less. For {spans} more a "
        "span is known."
    ).format(n=number(len(fees)), middle=money(median(fees["fee_eur"]), "EUR"), **counts)


def transparency(frame: pd.DataFrame) -> str:
    """Of how many active clusters the fee is known, in all and by country."""
    shares = known(frame)
    totals = shares[["known", "all_clusters"]].sum()
    return _("The fee is known for {n} of {all} active clusters ({share}): {countries}.").format(
        n=number(totals["known"]),
        all=number(totals["all_clusters"]),
        share=percent(100 * totals["known"] / totals["all_clusters"], 0),
        countries=listing(f"{country_name(str(code))} {percent(row.share, 0)}" for code, row in shares.iterrows()),
    )


def known(frame: pd.DataFrame) -> pd.DataFrame:
    """Countries with their active clusters (all_clusters), how many of these have a known fee, and the share in %."""
    known = frame[frame["fee_state"].isin(["published", "free"])].groupby("country", sort=False)
    out = known.agg(known=("clusters", "sum"), all_clusters=("all_clusters", "first"), share=("share_pct", "sum"))
    return pd.DataFrame(out)
