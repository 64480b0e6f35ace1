"""Sentences about a designed programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analytics.core.language import _, country_name, number

if TYPE_CHECKING:
    from analytics.programmes.design import Outcome

HEADLINE_YEAR = 6  # the year of the programme that sentences tell of


def clusters(value: float) -> str:
    """An expected number of clusters for reading: whole from ten up, else with one decimal."""
    return number(value, 0 if value >= 10 or float(value).is_integer() else 1)


def headline(result: Outcome) -> str:
    """What the programme is in its sixth year, beside the two known ones scaled to the same population."""
    year = result.by_year.iloc[HEADLINE_YEAR - 1]
    norway, denmark = result.latest("NO"), result.latest("DK")
    return _(
        "{country}: in its sixth year ({year}) the programme supports {clusters} clusters and costs the public EUR "
        "{cost} million, EUR {each} an inhabitant. For the same population, Norway's programme of {norway_year} would "
        "cost EUR {norway} million and Denmark's of {denmark_year} EUR {denmark} million."
    ).format(
        country=country_name(result.country),
        year=int(year["year"]),
        clusters=clusters(float(year["clusters"])),
        cost=number(float(year["cost_meur"]), 1),
        each=number(float(year["cost_eur_per_inhabitant"]), 2),
        norway_year=int(norway["year"]),
        norway=number(float(norway["scaled_population_meur"]), 1),
        denmark_year=int(denmark["year"]),
        denmark=number(float(denmark["scaled_population_meur"]), 1),
    )


def by_level(result: Outcome) -> str:
    """How many clusters are supported in the first and the sixth year and at the most, and how many have left."""
    totals = result.by_year.set_index("year")["clusters"]
    year = int(totals.index[HEADLINE_YEAR - 1])
    return _(
        "The programme supports {first} clusters in its first year, {sixth} in {year} and {most} at its largest "
        "({most_year}). By its twelfth year {left} clusters have finished and left it."
    ).format(
        first=clusters(totals.iloc[0]),
        sixth=clusters(totals[year]),
        year=year,
        most=clusters(totals.max()),
        most_year=int(totals.round(9).idxmax()),
        left=clusters(float(result.by_year["left"].sum())),
    )


def cost(result: Outcome, scaled: Mapping[str, float]) -> str:
    """What the programme costs the public and the clusters, beside the scaled budgets of "NO" and "DK"."""
    years = result.by_year
    spent = float(years["cost_meur"].sum())
    return _(
        "In twelve years the programme costs the public EUR {cost} million and the clusters EUR {own} million. In its "
        "last year it costs EUR {last} million; scaled, Norway's is EUR {norway} million and Denmark's EUR {denmark} "
        "million a year."
    ).format(
        cost=number(spent, 0 if spent >= 10 else 1),
        own=number(float(years["cofinancing_meur"].sum()), 0 if spent >= 10 else 1),
        last=number(float(years["cost_meur"].iloc[-1]), 1),
        norway=number(scaled["NO"], 1),
        denmark=number(scaled["DK"], 1),
    )


def cost_subtitle(scale: str) -> str:
    """The subtitle of the chart of costs, with places for {country} and {years}."""
    return {
        "population": _("{country}: EUR million a year, {years}; Norway's and Denmark's budgets scaled by population"),
        "gdp": _("{country}: EUR million a year, {years}; Norway's and Denmark's budgets scaled by GDP"),
    }[scale]


def method() -> str:
    """How both charts are worked out."""
    return _(
        "A cohort model: every year each level takes in its new clusters, supports them for its years, and the stated "
        "share of those that finish moves up. Public cost = clusters × support + running costs; the clusters' own part "
        "is the stated share of support and own funding together. Expected values, constant prices, whole years of "
        "support."
    )
