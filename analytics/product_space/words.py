"""Sentences and names about products near to what a country sells."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import Any

import pandas as pd

from analytics.core.codes import NOT_ASSIGNED
from analytics.core.language import _, country_name, country_words, listing, ngettext, number, percent, term
from analytics.product_space.questions import Edition
from analytics.specialisation.words import rca_number

LETTERS, LETTERS_IN_TEXT = 26, 70  # of a product's name in a chart, and in a sentence


def short_name(row: Any) -> str:
    """A product in a chart: its code and the beginning of its name, which the classification writes at length."""
    return f"{row.code:04d} {_beginning(row.product, LETTERS)}".strip()


def full_name(row: Any) -> str:
    """A product in a list: its code and its name, where it has one."""
    return f"{row.code:04d} {row.product}" if pd.notna(row.product) else f"{row.code:04d}"


def named(row: Any) -> str:
    """A product in a sentence, with its chapter in the language in use."""
    code, name = f"HS {row.code:04d}", _beginning(row.product, LETTERS_IN_TEXT)
    if pd.notna(row.chapter):
        code = f"{code}, {row.chapter}"
    return f"{name} ({code})" if name else code


def _beginning(name: Any, letters: int) -> str:
    if pd.isna(name):
        return ""
    return shorten(re.split(r"[;:,(]", name)[0].strip() or name, letters, placeholder="…")


def billions(usd: float) -> str:
    """A value in US dollars, in billions."""
    text = ngettext("USD {{value}} billion", "USD {{value}} billion", 1 if usd == 1e9 else 2)  # 1 alone is one
    return text.format(value=number(usd / 1e9, 0 if usd % 1e9 == 0 else 1))


def missing() -> str:
    """That the page's figures are not there."""
    return _("The detailed trade figures by product that this view stands on are not loaded.")


def none_left() -> str:
    """That no product is left by the choices."""
    return _("No product is left. Choose a smaller world trade or all ecosystems.")


def nearest(frame: pd.DataFrame, country: str, year: int) -> str:
    """The nearest product that a neighbour is ahead in, with what speaks for it."""
    ahead = frame[frame["neighbours_ahead"] > 0]
    if ahead.empty:
        return _("No other Nordic country is specialised in these products in {year}.").format(year=year)
    row: Any = next(ahead.itertuples())  # not a Series, whose `product` is a method
    text = _(
        "Nearest to what {country} sells, and sold with advantage by a neighbour, is {product}: RCA {rca}, {neighbour} "
        "{neighbour_rca}."
    ).format(
        **country_words(country),
        product=named(row),
        rca=own_rca(row.rca),
        neighbour=country_name(row.neighbour),
        neighbour_rca=rca_number(row.neighbour_rca),
    )
    if pd.notna(row.world_growth_pct):
        text += " " + _("World trade in it has changed by {growth} a year.").format(
            growth=percent(row.world_growth_pct)
        )
    return text


def counted(frame: pd.DataFrame, country: str) -> str:
    """How many products a country could sell with advantage, and in how many a neighbour is ahead."""
    ahead = frame[frame["neighbours_ahead"] > 0]
    text = _(
        "Of the {all} products that {country} does not sell with advantage, a Nordic neighbour sells {ahead} with it."
    ).format(**country_words(country), all=number(len(frame)), ahead=number(len(ahead)))
    if len(ahead):
        text += " " + _("The nearest of these are {products}.").format(
            products=listing(named(row) for row in ahead.head(3).itertuples())
        )
    return text


def compared(frame: pd.DataFrame, columns: list[str], country: str) -> str:
    """In how many of the nearest products each neighbour has an advantage, the one with the most first."""
    others = {code: int((frame[f"rca_{code}"] >= 1).sum()) for code in columns if code != country}
    ranked = sorted(others.items(), key=lambda of: -of[1])
    return _("Of the {n} products nearest to {country}, so many are sold with advantage by {countries}.").format(
        **country_words(country),
        n=number(len(frame)),
        countries=listing(f"{country_name(code)} ({number(count)})" for code, count in ranked),
    )


def own_rca(value: float | None) -> str:
    """An RCA, or that no exports are recorded."""
    return _("no recorded exports") if pd.isna(value) else rca_number(value)


def told(row: Any) -> str:
    """A product in a few lines, for a tooltip."""
    lines = [
        named(row),
        _("nearness {density} (last three years {low} to {high})").format(
            density=number(row.density, 3), low=number(row.density_low, 3), high=number(row.density_high, 3)
        ),
        _("RCA {rca}, world trade {world}").format(rca=own_rca(row.rca), world=billions(row.world_usd)),
    ]
    if pd.notna(row.neighbour_rca):
        lines.append(f"{country_name(row.neighbour)}: RCA {rca_number(row.neighbour_rca)}")
    return "\n".join(lines)


def ecosystem_name(name: str) -> str:
    """An ecosystem in the language in use."""
    return _("Not assigned") if name == NOT_ASSIGNED else term(name)


def method(made_of: Edition) -> str:
    """How nearness and complexity are worked out, and what they do not tell."""
    worked_out = _(
        "Products are those of the Harmonized System at four digits. A country sells a product with advantage when its "
        "RCA is at least 1 (Balassa 1965). Two products are near when who sells one with advantage also sells the "
        "other: the smaller of the two conditional probabilities. Nearness of a product to a country (density) is the "
        "part of all that is near to the product which the country sells with advantage, from 0 to 1 (Hidalgo, "
        "Klinger, Barabási and Hausmann 2007). Complexity is the limit of the method of reflections (Hidalgo and "
        "Hausmann 2009), in standard deviations from the mean product: complex products are sold by few, diverse "
        "countries. Countries that export for less than 1 billion dollars count for neither. Growth is the mean yearly "
        "change of world trade over five years, in current dollars, so prices move it too."
    )
    limits = _(
        "A flow that is not recorded may still exist. Goods that only pass through a country may raise its RCA, and "
        "services are left out. Nearness tells what others sell together, not why: it is a reason to look, not a "
        "forecast. How firm it is shows in its lowest and highest value of the last three years, which stand in the "
        "table."
    )
    return " ".join(filter(None, (worked_out, _limits_of(made_of.source), limits)))


def _limits_of(source: str) -> str:
    if source == "baci":
        return _(
            "BACI reconciles what sellers and buyers report of the same flow, and both may be wrong, small flows most "
            "of all."
        )
    if source == "comext":
        return _("Comext holds what members of the EU declare: the rest of the world is missing from every share.")
    return ""


def source_name(made_of: Edition) -> str:
    """Who published what the trade tables are made of."""
    return {"baci": "CEPII, BACI", "comext": "Eurostat, Comext"}.get(made_of.source, made_of.source)
