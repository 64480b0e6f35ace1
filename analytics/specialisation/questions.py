"""What countries export: product groups, specialisation, concentration, likeness, and the clusters beside them.

Formulas are in analytics/specialisation/queries/ and analytics/macros/. Frames with a product_code also name the
group in the language in use: product_name in full, product_short for charts.
"""

from __future__ import annotations

import pandas as pd

from analytics.core.codes import COMPARED, NORDIC
from analytics.core.remembered import remembered
from analytics.warehouse import warehouse

UNCLASSIFIED = "TO_OTH"  # goods without a class: in every total, but no speciality


@remembered(128)
def names() -> pd.DataFrame:
    """The 17 leaf groups by product_code (the index), with product_name and product_short in the language in use."""
    rows = warehouse().ask("specialisation.product_names")
    rows = warehouse().localised(rows, "product_names", product_name="name", product_short="short")
    return rows.set_index("product_code")


def years() -> list[int]:
    """The years with figures by product group, earliest first."""
    return [int(year) for year in warehouse().ask("specialisation.product_years")["year"]]


@remembered(128)
def structure(country: str = "FI", year: int = 0, since: int = 0, without_fuels: int = 0) -> pd.DataFrame:
    """A country's exports by group in `since` and `year` (0 = the latest year, and ten years before `year`).

    Columns country, year, product_code, exports_usd_million, share_pct and the group's names; an unknown group has
    empty figures. Raises ValueError for a year without figures.
    """
    _compared(country)
    last = _known(year)
    first = _known(since) if since else max(last - 10, years()[0])
    rows = warehouse().ask(
        "specialisation.structure", countries=list(COMPARED), years=[first, last], without_fuels=without_fuels
    )
    return _of_country(_named(rows), country)


@remembered(128)
def rca(country: str = "FI", year: int = 0, without_fuels: int = 0) -> pd.DataFrame:
    """Balassa's index of `country` and of those it is compared with in a year (0 = the latest), by group.

    Columns rca and symmetric_rca, empty = unknown. Balassa (1965); Dalum, Laursen and Villumsen (1998). Raises
    ValueError for a year or a country without figures.
    """
    return _named(
        warehouse().ask(
            "specialisation.rca", countries=_compared(country), years=[_known(year)], without_fuels=without_fuels
        )
    )


def rca_time(country: str = "FI", product_code: str = "", without_fuels: int = 0) -> pd.DataFrame:
    """Balassa's index over the years: of one group in every country, or of a country's five strongest groups.

    The five are those of the latest year; goods without a class are none of them. Raises ValueError for an unknown
    group, and for fuels when these are left out.
    """
    if product_code and product_code not in names().index:
        raise ValueError(f"{product_code!r} is no leaf product group; there are {', '.join(names().index)}.")
    if product_code == "MIFU" and without_fuels:
        raise ValueError("Fuels (MIFU) cannot be shown where they are left out.")
    codes = [product_code] if product_code else strongest(rca(country, 0, without_fuels), country)
    chosen = _compared(country) if product_code else [country]
    return _named(
        warehouse().ask("specialisation.rca", countries=chosen, product_codes=codes, without_fuels=without_fuels)
    )


def strongest(frame: pd.DataFrame, country: str, n: int = 5) -> list[str]:
    """The codes of the n groups with the highest known rca of a country in a frame of one year, highest first."""
    own = frame[(frame["country"] == country) & (frame["product_code"] != UNCLASSIFIED)].dropna(subset="rca")
    return list(own.sort_values("rca", ascending=False)["product_code"].head(n))


def concentration(country: str = "FI", without_fuels: int = 0) -> pd.DataFrame:
    """Herfindahl-Hirschman index over the groups, of `country` and of those it is compared with, by year.

    Columns hhi and hhi_normalised, empty = unknown. Raises ValueError for a country without figures.
    """
    return warehouse().ask("specialisation.concentration", countries=_compared(country), without_fuels=without_fuels)


def similarity(country: str = "FI", without_fuels: int = 0) -> pd.DataFrame:
    """Likeness (0 to 1) of a country's goods exports to each other country's, a row a pair and year; empty = unknown.

    Finger and Kreinin (1979). Raises ValueError for a country without figures.
    """
    others = [code for code in _compared(country) if code != country]
    return warehouse().ask(
        "specialisation.similarity", countries_a=[country], countries_b=others, without_fuels=without_fuels
    )


@remembered(128)
def ecosystems(country: str = "FI", year: int = 0, without_fuels: int = 0) -> pd.DataFrame:
    """Exports beside active clusters, a row an industrial ecosystem, with a row for goods that belong to none.

    Exports are parted by the weights of product_ecosystems. Raises ValueError for a year without figures, and for a
    country outside the five, whose clusters the atlas does not have.
    """
    if country not in NORDIC:
        raise ValueError(f"The atlas has no clusters of {country!r}; it has those of {', '.join(NORDIC)}.")
    rows = warehouse().ask(
        "specialisation.ecosystems", countries=list(NORDIC), year=_known(year), without_fuels=without_fuels
    )
    return _of_country(rows, country)


@remembered(128)
def concordance() -> pd.DataFrame:
    """The weights from product groups to ecosystems with the reason in the language in use."""
    rows = _named(warehouse().ask("specialisation.product_ecosystems"))
    return warehouse().localised(rows, "product_ecosystems", "reason")[
        ["product_code", "product_name", "ecosystem", "weight", "reason", "source_url"]
    ]


def _of_country(rows: pd.DataFrame, country: str) -> pd.DataFrame:
    # All countries are asked for at once: one who looks at a country looks at others too, and an answer is remembered.
    return rows[rows["country"] == country].reset_index(drop=True)


def _compared(country: str) -> list[str]:
    if country not in COMPARED:
        raise ValueError(f"There are no exports by product group for {country!r}; there are for {', '.join(COMPARED)}.")
    return list(COMPARED)


def _known(year: int) -> int:
    known = years()
    if year and year not in known:
        raise ValueError(f"There are no exports by product group for {year}; there are for {known[0]} to {known[-1]}.")
    return year or known[-1]


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.join(names(), on="product_code")
