"""Sentences about a designed programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.core.language import _, country_name, number, percent

if TYPE_CHECKING:
    from analytics.programmes.design import Outcome


def clusters(value: float) -> str:
    """An expected number of clusters for reading: whole from ten up, else with one decimal."""
    return number(value, 0 if value >= 10 or float(value).is_integer() else 1)


def clusters_words(value: float) -> str:
    """An expected number of clusters with the word."""
    said = clusters(value)
    return _("1 cluster") if said == "1" else _("{n} clusters").format(n=said)


def million(value: float) -> str:
    """Millions for reading: with one decimal below a hundred, whole above."""
    return number(value, 1 if value < 100 else 0)


def model_name(code: str) -> str:
    """What a design starts from, in words."""
    return {
        "NO1": _("A: small programme"),
        "NO": _("B: Norwegian model"),
        "DK": _("C: Danish model"),
    }[code]


def model_basis(code: str) -> str:
    """Which levels a model has."""
    return {
        "NO1": _("Norway's lowest level, Arena, alone"),
        "NO": _("Norway's levels Arena and Arena Pro"),
        "DK": _("Denmark's two periods of four years"),
    }[code]


def final_title(result: Outcome) -> str:
    """The programme when full, short enough for the title of a slide."""
    return _("At full size: {clusters}, EUR {cost} million a year").format(
        clusters=clusters_words(result.full.clusters), cost=million(result.full.cost_meur)
    )


def final_sum(result: Outcome) -> str:
    """What the programme costs when full and in all its years: the sum that page, brief and deck tell."""
    full = result.full
    said = (
        _("{clusters} would cost the public EUR {cost} million a year when the programme is full, from {year} on, and "
          "EUR {sum} million over {years} years.")
        if full.year <= result.last_year
        else _("{clusters} would cost the public EUR {cost} million a year when the programme is full, but that is not "
               "before {year}. Its first {years} years would cost EUR {sum} million.")
    )  # fmt: skip
    return said.format(
        clusters=clusters_words(full.clusters),
        cost=million(full.cost_meur),
        year=full.year,
        sum=million(result.spent_meur),
        years=number(len(result.by_year)),
    )


def proposal(result: Outcome) -> str:
    """The final sum where nothing else on the page says which programme it is of."""
    said = _("A programme could have the levels of Norway's Arena and Arena Pro, scaled to the population.")
    return f"{said} {final_sum(result)}"


def beside(result: Outcome) -> str:
    """The final sum by inhabitant, and what the clusters bring."""
    return _(
        "That is EUR {each} an inhabitant and year. The clusters would bring EUR {own} million a year of their own."
    ).format(each=number(result.full.cost_meur * 1e6 / result.population, 2), own=million(result.full.cofinancing_meur))


def first_year(result: Outcome) -> str:
    """What happens in the first year."""
    year = result.by_year.iloc[0]
    return _(
        "In {year}: one open call, {clusters} taken in, EUR {support} million of support, EUR {running} million for "
        "administration and EUR {own} million from the clusters themselves."
    ).format(
        year=int(year["year"]),
        clusters=clusters_words(float(year["clusters"])),
        support=million(float(year["support_meur"])),
        running=million(float(year["running_meur"])),
        own=million(float(year["cofinancing_meur"])),
    )


def by_level(result: Outcome) -> str:
    """How many clusters are supported in the first year and when full, and how many have left."""
    return _(
        "The programme supports {first} in its first year and {full} when full, in {year}. By the end of {last}, "
        "{left} have finished and left it."
    ).format(
        first=clusters_words(float(result.by_year["clusters"].iloc[0])),
        full=clusters_words(result.full.clusters),
        year=result.full.year,
        last=result.last_year,
        left=clusters_words(float(result.by_year["left"].sum())),
    )


def cost(result: Outcome, scale: str) -> str:
    """When the programme is full and what its years cost, beside the newest budgets of Norway and Denmark, scaled."""
    norway, denmark = result.latest("NO"), result.latest("DK")
    beside = {
        "population": _(
            "For the same population, Norway's whole budget of {norway_year} would be EUR {norway} million and "
            "Denmark's of {denmark_year} EUR {denmark} million."
        ),
        "gdp": _(
            "For the same GDP, Norway's whole budget of {norway_year} would be EUR {norway} million and Denmark's of "
            "{denmark_year} EUR {denmark} million."
        ),
    }[scale].format(
        norway_year=int(norway["year"]),
        norway=million(float(norway[f"scaled_{scale}_meur"])),
        denmark_year=int(denmark["year"]),
        denmark=million(float(denmark[f"scaled_{scale}_meur"])),
    )
    return " ".join(filter(None, (_whole(result), beside, cut(norway))))


def _whole(result: Outcome) -> str:
    said = (
        _("It is full from {year} on and costs the public EUR {sum} million over {years} years.")
        if result.full.year <= result.last_year
        else _("It is not full before {year}. Its first {years} years cost the public EUR {sum} million.")
    )
    return said.format(year=result.full.year, sum=million(result.spent_meur), years=number(len(result.by_year)))


def cut(norway: Mapping[str, Any] | pd.Series) -> str:
    """That Norway's budget was cut in the year of this row, and whether clusters were admitted; "" if it was not."""
    if pd.isna(norway["cut_pct"]):
        return ""
    said = (
        _("Norway cut its budget by {share} in {year} and took in no new clusters that year.")
        if norway["admitted"] == 0
        else _("Norway cut its budget by {share} in {year}.")
    )
    return said.format(share=percent(norway["cut_pct"], 0), year=int(norway["year"]))


def cost_subtitle(scale: str) -> str:
    """The subtitle of the chart of costs, with places for {country} and {years}."""
    return {
        "population": _("{country}: EUR million a year, {years}. Norway's and Denmark's budgets scaled by population"),
        "gdp": _("{country}: EUR million a year, {years}. Norway's and Denmark's budgets scaled by GDP"),
    }[scale]


def options(rows: pd.DataFrame) -> str:
    """The three options when full, and what the neighbours' budgets hold that they do not."""
    sums = rows[rows["kind"] == "option"].set_index("code")["cost_meur"]
    norway = rows[(rows["kind"] == "budget") & (rows["code"] == "NO")].iloc[-1]
    said = _(
        "When full, the small programme costs the public EUR {small} million a year, the Norwegian model EUR {norway} "
        "million and the Danish model EUR {denmark} million. Norway's own budgets also pay its top level and its "
        "mature clusters, which the model leaves out."
    ).format(small=million(sums["NO1"]), norway=million(sums["NO"]), denmark=million(sums["DK"]))
    return " ".join(filter(None, (said, cut(norway))))


def budget_name(row: Mapping[str, Any]) -> str:
    """A country's budget with its year, its amount and its exchange rate."""
    return _("{country} {year}: {currency} {amount} million at {rate}").format(
        country=country_name(str(row["code"])),
        year=int(row["year"]),
        currency=row["currency"],
        amount=number(row["amount_original"] / 1e6, 0 if row["amount_original"] % 1e6 == 0 else 1),
        rate=rate(row),
    )


def rate(row: Mapping[str, Any]) -> str:
    """The exchange rate of a row as it was used, such as "10.127"."""
    value = float(row["rate_used"])
    return number(value, len(f"{value:g}".partition(".")[2]))


def method() -> str:
    """How the charts of a design are worked out."""
    return _(
        "Every year each level takes in its new clusters, supports them for its years, and the stated share of those "
        "that finish moves up. The programme is full when the number of clusters changes no more. Public cost is "
        "clusters × support + administration. The clusters' own part is the stated share of support and own funding "
        "together. Expected values, constant prices, whole years of support."
    )
