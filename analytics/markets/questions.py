"""Questions about where exports go, which regions they come from and which enterprises export."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from babel.core import get_global

from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name
from analytics.core.remembered import remembered
from analytics.regions import questions as regions
from analytics.warehouse import warehouse

NORDIC_SUM = "NORDIC"


def nordic_share(countries: Sequence[str] = ()) -> pd.DataFrame:
    """The share of goods exports that goes to the other Nordic countries, one row a country and year.

    Years with different `source_series` come from different sources and must not be compared.
    """
    return warehouse().ask("markets.nordic_share", countries=list(countries))


def nordic_shares() -> pd.DataFrame:
    """`nordic_share` of the five Nordic countries."""
    return nordic_share(NORDIC)


@remembered(64)
def years(country: str) -> tuple[int, ...]:
    """The years with partner shares of a country, latest first."""
    return tuple(sorted((int(year) for year in nordic_share([country])["year"]), reverse=True))


@remembered(64)
def partners(country: str, year: int = 0) -> pd.DataFrame:
    """The listed partners of a country in a year (0 = latest), largest first, the Nordic sum last.

    `partner` is the ISO 3166 alpha-2 code, or NORDIC; `change_pct_points` never crosses a change of source.
    """
    rows = warehouse().ask("markets.partners", country=country, year=year)
    return rows.assign(partner=rows["partner_iso3"].map(alpha_2))


def alpha_2(iso3: str) -> str:
    """The ISO 3166 alpha-2 code of an alpha-3 one (CLDR's territory aliases); NORDIC and unknown codes as they are."""
    return str(get_global("territory_aliases").get(iso3, [iso3])[0])


@remembered(64)
def by_region(country: str, year: int = 0) -> pd.DataFrame:
    """A country's regions with their share of its goods exports, largest first, then what is of no one region.

    Year 0 is the one with most regions published. `kind` is region, apart or not_published; shares are in percent,
    `value` and `total` in `unit`. No row has a share where nothing is published.
    """
    rows = warehouse().ask("markets.by_region", country=country, year=year)
    return rows.assign(name=[_region_name(row.nuts_code, row.region_name) for row in rows.itertuples()])


@remembered(64)
def stated_by_region(country: str) -> pd.DataFrame:
    """Every regional export figure of a country as its source states it, in the unit of its row, latest first."""
    rows = (
        warehouse()
        .ask("regions.exports")
        .merge(warehouse().table("sources")[["source_id", "url"]], on="source_id", how="left")
    )
    own = rows[rows["nuts_code"].str.startswith(country) & (rows["nuts_code"] != country)]
    own = own.sort_values(["year", "unit", "value"], ascending=[False, True, False])
    return own.assign(name=[_region_name(row.nuts_code, row.region_name) for row in own.itertuples()])


@remembered(8)
def firms() -> pd.DataFrame:
    """Published figures on exporting enterprises, one row a definition, in the language in use.

    `areas` counts the countries and areas with a figure in the same words and the same year.
    """
    rows = warehouse().ask("markets.firms")
    rows = warehouse().localised(rows, "firm_texts", definition="text", unit_words="text")
    return rows.assign(area=rows["country"].map(area_name))


def area_name(code: str) -> str:
    """A country or a union of countries in words."""
    return _("EU (28 countries)") if code == "EU28" else country_name(code)


def _region_name(nuts_code: str | None, region_name: str) -> str:
    if isinstance(nuts_code, str) and regions.name(nuts_code):
        return regions.name(nuts_code)
    return {
        "County not stated": _("County not stated"),
        "Several counties": _("Several counties"),
        "Re-exports of goods produced abroad": _("Re-exports of goods produced abroad"),
    }.get(region_name, region_name)


def publisher_names(named: str | float | None) -> str:
    """Publishers as the table of sources names them ("A; B"), in the language in use; empty when none is named."""
    known = {
        "Danish Industry": _("Danish Industry"),
        "Finnish Customs": _("Finnish Customs"),
        "International Monetary Fund (IMF)": _("International Monetary Fund (IMF)"),
        "Statistics Denmark": _("Statistics Denmark"),
        "Statistics Finland": _("Statistics Finland"),
        "Statistics Netherlands (CBS)": _("Statistics Netherlands (CBS)"),
        "Statistics Norway (SSB)": _("Statistics Norway (SSB)"),
        "Statistics Sweden (SCB)": _("Statistics Sweden (SCB)"),
        "Swedish Government": _("Swedish Government"),
    }
    return "; ".join(known.get(name, name) for name in named.split("; ")) if isinstance(named, str) else ""
