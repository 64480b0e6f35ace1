"""Charts of membership fees."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.fees import charts as draw
from analytics.fees import questions as fees

# employees and turnover_eur -1 = not given, country "" = all five, narrow 1 = for a phone
ENTRIES: Mapping[str, Entry] = {
    "fees.cost": Entry(
        question="What would membership of each cluster cost an organisation? Size -1 = not given.",
        ask=lambda employees, turnover_eur, kind, country, narrow: fees.cost(employees, turnover_eur, kind, country),
        draw=draw.cost,
        params={"employees": 12, "turnover_eur": 2_000_000, "kind": "company", "country": "", "narrow": 0},
    ),
    "fees.tiers": Entry(
        question="What do clusters ask from the smallest company to the largest?",
        ask=lambda country, narrow: fees.ladder(country),
        draw=draw.tiers,
        params={"country": "", "narrow": 0},
    ),
    "fees.transparency": Entry(
        question="What share of the active clusters of each country says what membership costs?",
        ask=fees.transparency,
        draw=draw.transparency,
    ),
}
