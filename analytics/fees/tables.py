"""The tables of membership fees: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_TEXT,
    Flag,
    Whole,
    count,
    flag,
    holds,
    identity,
    nordic,
    not_above,
    number,
    rule,
    text,
    url,
    word,
    words,
    year,
)
from analytics.contracts.table import Table
from analytics.core.codes import FEE_CONDITIONS, FEE_KINDS
from analytics.core.language import N_


def _newest(rows: pd.DataFrame) -> pd.Series:
    latest = rows["fee_year"].groupby(rows["cluster_id"]).transform("max")
    return holds(~rows["is_current"] | (rows["fee_year"] == latest))


def _euro(rows: pd.DataFrame) -> pd.Series:
    apart = (rows["fee_eur"] - rows["fee_amount"]).abs() > 0.01
    return holds((rows["fee_currency"] != "EUR") | ~apart)


class MembershipFees(pa.DataFrameModel):
    """A fee tier of a cluster."""

    cluster_id: str = identity("Cluster")
    cluster_name: str = text("Name the cluster had on the page")
    country: str = nordic("Country")
    member_category: str = text("Whom the tier is for", translated=BY_TEXT)
    member_kind: str = words("Kinds of organisation the tier is for, as read; empty = cannot be told", FEE_KINDS)
    size_basis: str = word(
        "What the tier's size limits count (other: see benefits_note)",
        ("employees", "turnover", "flat", "other"),
    )
    size_min: Whole = count("Lower limit of the tier", "employees, or turnover in fee_currency")
    size_max: Whole = count("Upper limit; empty = open-ended", "employees, or turnover in fee_currency")
    fee_amount: float = number("Fee as stated", "fee_currency a fee_period", low=0, required=True)
    fee_currency: str = word("Currency (ISO 4217)", ("DKK", "EUR", "ISK", "NOK", "SEK"))
    fee_eur: float = number(
        "Fee at SEK 11.4, NOK 11.6, DKK 7.46, ISK 150 to the euro", "EUR a fee_period", low=0, required=True
    )
    fee_bound: str = word(
        "The fee is the lowest or highest of a span; empty = it is the fee itself",
        ("lowest", "highest"),
        required=False,
    )
    fee_period: str = word("Period", ("year", "year per inhabitant"))
    vat_note: str = text("Value added tax", required=False)
    joining_fee: float = number("One-off fee on joining", "fee_currency", low=0)
    condition: str = words("What the remark adds that size and kind do not say", FEE_CONDITIONS)
    fee_year: Whole = year("Year of the fee table")
    is_current: Flag = flag("In the newest fee table of the cluster that was seen")
    benefits_note: str = text("Remark", required=False, translated=BY_TEXT)
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("cluster_id", "source_url", "fee_year", "member_category", "size_basis", "size_min")

    sizes = rule("size_max", "not below size_min", not_above("size_min", "size_max"))
    flat = rule(
        "size_min",
        "empty, because a flat fee has no size limits",
        lambda rows: holds((rows["size_basis"] != "flat") | (rows["size_min"].isna() & rows["size_max"].isna())),
    )
    newest = rule("is_current", "false, because the cluster has a fee table of a later year", _newest)
    euro = rule("fee_eur", "the same as fee_amount, because the fee is in euro", _euro)


TABLES = (
    Table(
        "membership_fees",
        "memberships/membership_fees.csv",
        MembershipFees,
        N_("Membership fees"),
        {"cluster_id": "clusters.cluster_id"},
    ),
)
