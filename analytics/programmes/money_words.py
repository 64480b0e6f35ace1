"""Sentences and names about the money of programmes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.core.language import _, country_name, country_words, listing, number

MONEY_DIGITS = {"eur_per_inhabitant": 2, "budget_meur": 1, "eur_per_meur_gdp": 0, "meur_per_cluster": 2}


def measure_name(measure: str) -> str:
    """A measure of money in words."""
    return {
        "eur_per_inhabitant": _("per inhabitant"),
        "budget_meur": _("budget"),
        "eur_per_meur_gdp": _("beside GDP"),
        "meur_per_cluster": _("per cluster"),
    }[measure]


def money_unit(measure: str) -> str:
    """The unit of a measure of money."""
    return {
        "eur_per_inhabitant": _("EUR per inhabitant"),
        "budget_meur": _("EUR million"),
        "eur_per_meur_gdp": _("EUR per EUR million of GDP"),
        "meur_per_cluster": _("EUR million per cluster supported"),
    }[measure]


def money_of(row: Mapping[str, Any], measure: str) -> str:
    """A programme's budget by a measure, without the unit."""
    return number(row[measure], MONEY_DIGITS[measure])


def money(rows: pd.DataFrame, measure: str, country: str) -> str:
    """What the programmes that run pay cluster organisations, and that an unpublished sum is no zero."""
    known = rows[rows[measure].notna()]
    running = known[known["status"] == "active"].sort_values(measure, ascending=False)
    said = []
    if len(running):
        values = [
            _("{country} {value} ({year})").format(
                **country_words(row["country"]), value=money_of(row, measure), year=int(row["budget_year"])
            )
            for row in running.to_dict("records")
        ]
        said.append(
            _("The programmes that run pay cluster organisations, in {unit}: {values}.").format(
                unit=money_unit(measure), values=listing(values)
            )
        )
    if country not in set(running["country"]):
        said.append(
            _("For {country} no such yearly sum is published, which does not mean that nothing is paid.").format(
                **country_words(country)
            )
        )
    return " ".join(said)


def other_money(rows: pd.DataFrame, measure: str, country: str) -> str:
    """The largest running item of a country, and what it must not be read as."""
    own = rows[(rows["country"] == country) & (rows["status"] == "active") & rows[measure].notna()]
    said = []
    if len(own):
        row = own.sort_values(measure).iloc[-1]
        said.append(
            _("The largest item known to run {in_country} is {programme}: {value} {unit} ({year}).").format(
                **country_words(country),
                programme=row["programme"],
                value=money_of(row, measure),
                unit=money_unit(measure),
                year=int(row["budget_year"]),
            )
        )
    said.append(
        _(
            "This money pays for projects of cities, companies and research. No source says that it keeps a cluster "
            "organisation running, so it is not the price of a cluster programme."
        )
    )
    return " ".join(said)


def claims(country: str) -> str:
    """What the two pictures allow a speaker to say, and what not."""
    return _(
        "**You can say:** Norway and Denmark pay their cluster organisations from a national programme of several "
        "years, and for {country} the atlas knows no such sum. **You cannot say:** that {country} pays nothing to "
        "clusters, or that its ecosystem and research money is a cluster programme. The two are never added up."
    ).format(**country_words(country))


def claims_of_payer(country: str) -> str:
    """The same for a country whose programme pays cluster organisations."""
    return _(
        "**You can say:** {country} pays its cluster organisations from a national programme of several years. **You "
        "cannot say:** that ecosystem and research money is a cluster programme. The two are never added up."
    ).format(**country_words(country))


def money_alt(rows: pd.DataFrame, measure: str) -> str:
    """The bars in words."""
    return _("Bar chart of yearly money by programme, {unit}: {values}.").format(
        unit=money_unit(measure),
        values="; ".join(
            f"{country_name(row['country'])}, {row['programme']} {money_of(row, measure)}"
            for row in rows.to_dict("records")
        ),
    )


def money_method() -> str:
    """How budgets were made comparable, and where they are not."""
    return _(
        "Each programme's newest year for which its whole money is known, stated or as a mean of several years. Single "
        "calls, lower bounds, plans and sums of several years are in the table but not drawn. Euros at each year's mean"
        " rate (Icelandic krónur at a fixed 150). Population and GDP are of the same year, or of one of the two years "
        "before where that is the newest. GDP in euro is known for Finland, Sweden, Norway and Denmark to 2020 or 2021."
    )


def unknown_amount(row: Mapping[str, Any]) -> str:
    """Why a programme has no yearly amount, beside the word for unknown."""
    return {
        "part": _("only a part is known"),
        "at_least": _("only a lower bound is known"),
        "planned": _("only a plan is known"),
        "whole_period": _("only a sum of several years is known"),
    }.get(str(row["covers"]), "")
