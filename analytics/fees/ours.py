"""What membership of a cluster would cost us, in words: rounded as its source rounds, the source's amount beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics.clusters.questions import fee_name
from analytics.core.age import Age
from analytics.core.language import _, current
from analytics.core.state import of_data
from analytics.fees.questions import NOT_GIVEN, PRICED, cost, money, two_digits


@dataclass(frozen=True)
class OurFee:
    """A fee in words and how old it is; not `known` where only asking helps."""

    words: str
    known: bool
    age: Age = field(default_factory=Age)


def fee(cluster_id: str, employees: int = NOT_GIVEN, turnover_eur: int = NOT_GIVEN, kind: str = "company") -> OurFee:
    """What a year's membership of a cluster would cost an organisation; sizes of -1 are not given."""
    row = _costs(employees, turnover_eur, kind, current()).get(cluster_id)
    if row is None:
        return OurFee(fee_name("unknown"), known=False)
    age = Age() if pd.isna(row["fee_year"]) else Age(int(row["fee_year"]))
    if row["state"] in PRICED:
        return OurFee(amount(row), known=True, age=age)
    if pd.notna(row["fee_low_eur"]):
        undated = "" if age.newest else ", " + _("year not known")
        low, high = (two_digits(row[name]) for name in ("fee_low_eur", "fee_high_eur"))
        if pd.isna(row["fee_high_eur"]) or low == high:
            return OurFee(_("about {amount}").format(amount=money(low, "EUR")) + undated, known=True, age=age)
        said = _("between {low} and {high}").format(low=money(low, "EUR"), high=money(high, "EUR"))
        return OurFee(said + undated, known=True, age=age)
    return OurFee(fee_name("paid" if row["state"] == "paid" else "unknown"), known=False)


def amount(row: Any) -> str:
    """A fee as its source has it, with about how many euros that is where it is in another currency."""
    if row["fee_eur"] == 0:
        return fee_name("free")
    if pd.isna(row["fee_amount"]) or row["fee_currency"] == "EUR":
        return money(row["fee_eur"], "EUR")
    return _("{amount}, about {euros}").format(
        amount=money(row["fee_amount"], row["fee_currency"]), euros=money(two_digits(row["fee_eur"]), "EUR")
    )


@of_data(maxsize=64)
def _costs(employees: int, turnover_eur: int, kind: str, _language: str) -> dict[str, dict[str, Any]]:
    rows = cost(employees, turnover_eur, kind)
    return {row["cluster_id"]: row for row in rows.to_dict("records")}
