"""Charts of members: size, growth and composition."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.membership import charts as draw
from analytics.membership import questions as membership

ENTRIES: Mapping[str, Entry] = {
    "membership.size": Entry(
        question="How many members has a cluster in each country? An empty country singles none out.",
        ask=membership.sizes,
        draw=draw.size,
        params={"country": "", "ecosystem": ""},
    ),
    "membership.by_ecosystem": Entry(
        question="How many members has a cluster in each industrial ecosystem? An empty country takes all five as one.",
        ask=membership.by_ecosystem,
        draw=draw.by_ecosystem,
        params={"country": "FI"},
    ),
    "membership.coverage": Entry(
        question="Of how many active clusters is the number of members known, and of which years?",
        ask=lambda country, ecosystem: membership.coverage(ecosystem),
        draw=draw.coverage,
        params={"country": "", "ecosystem": ""},
    ),
    "membership.growth": Entry(
        question="How have clusters grown for which the same thing was counted in several years?",
        ask=lambda country: membership.growth(),
        draw=draw.growth,
        params={"country": ""},
    ),
    "membership.composition_counted": Entry(
        question="Of what kinds are members, as the clusters count them?",
        ask=lambda country: membership.counted(),
        draw=draw.composition_counted,
        params={"country": ""},
    ),
    "membership.composition_named": Entry(
        question="Of what kinds are the members that are known by name?",
        ask=lambda country, ecosystem: membership.named(ecosystem),
        draw=draw.composition_named,
        params={"country": "", "ecosystem": ""},
    ),
}
