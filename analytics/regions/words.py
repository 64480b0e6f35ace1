"""Sentences about regions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.core.collation import alphabetical
from analytics.core.language import _, country_name, listing, percent
from analytics.core.remembered import remembered
from analytics.regions import questions

# A part of the similarity from which on it is worth a sentence: a fifth more or fewer people, an eighth of income.
ALIKE = 0.9
SHARED = 0.4


def label(code: str) -> str:
    """A region's name with its country."""
    return f"{questions.name(code)}, {country_name(questions.country(code))}"


@remembered(4)
def by_label() -> tuple[str, ...]:
    """The codes of all NUTS 3 regions in the order of their labels."""
    return tuple(alphabetical(questions.codes(3), label))


def why_similar(row: Mapping[str, Any]) -> str:
    """Why a row of `questions.similar` is offered: what the two regions have in common."""
    said = []
    if row["population_part"] >= ALIKE:
        said.append(_("about as many people"))
    if row["income_part"] >= ALIKE:
        said.append(_("about the same GDP per head"))
    if pd.notna(row["ecosystem_part"]) and row["ecosystem_part"] >= SHARED:
        said.append(
            _("{share} of the clusters in the same fields").format(share=percent(100 * row["ecosystem_part"], 0))
        )
    return listing(said) if said else _("the nearest in people, income and fields together")
