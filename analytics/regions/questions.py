"""Questions about NUTS regions: their names, their figures, their neighbours, their exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.core.language import LANGUAGES, _, current
from analytics.core.state import of_data
from analytics.warehouse import warehouse

# Indicators of regional_stats in the order that a profile shows them.
INDICATORS = (
    "population",
    "gdp_meur",
    "gdp_per_capita_pps",
    "gdp_per_capita_pps_eu27_100",
    "active_enterprises",
    "active_enterprises_10plus_employees",
    "persons_employed_in_active_enterprises",
)


@of_data(maxsize=len(LANGUAGES))
def names(language: str) -> Mapping[str, str]:
    """The names of all regions in a language, by NUTS 2021 code."""
    rows = warehouse().localised(warehouse().ask("regions.names"), "regions", "name", language=language)
    return dict(zip(rows["nuts_code"], rows["name"], strict=True))


@of_data(maxsize=1)
def _regions() -> pd.DataFrame:
    return warehouse().ask("regions.names").set_index("nuts_code")


@of_data(maxsize=4)
def codes(level: int = 3) -> tuple[str, ...]:
    """The NUTS 2021 codes of a level (0-3) in order."""
    regions = _regions()
    return tuple(regions.index[regions["level"] == level])


def name(code: str | None) -> str:
    """A region's name in the language in use; empty when there is no such region."""
    return names(current()).get(code or "", "")


def country(code: str) -> str:
    """The country of a region: NUTS codes of the five countries begin with its ISO 3166 code."""
    return code[:2]


def place(code: str) -> Mapping[str, float]:
    """A point inside a region: lat and lon in degrees (WGS 84), area_km2."""
    row = _regions().loc[code]
    return {"lat": float(row["lat"]), "lon": float(row["lon"]), "area_km2": float(row["area_km2"])}


def indicators(level: int = 3, region: str | None = None) -> pd.DataFrame:
    """The latest figure of each indicator, one row a region and indicator, with its rank among regions of its level."""
    # Asked of all regions, an answer that the warehouse remembers.
    rows = warehouse().ask("regions.indicators", level=level)
    return rows if region is None else rows[rows["nuts_code"] == region].reset_index(drop=True)


def figures(indicator: str, year: int | None = None) -> pd.DataFrame:
    """An indicator of each NUTS 3 region in a year, or the newest of each; `figure_code` is the region it is of."""
    return warehouse().ask("regions.figures", indicator=indicator, year=year)


@of_data(maxsize=64)
def _newest(indicator: str) -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = figures(indicator).set_index("nuts_code").to_dict("index")
    return found


def newest(region: str, indicator: str) -> Mapping[str, Any] | None:
    """The newest figure of a NUTS 3 region: value, year and figure_code; None where none is published."""
    return _newest(indicator).get(region)


def years(indicator: str) -> tuple[int, ...]:
    """The years in which an indicator has a figure for NUTS 3 regions."""
    rows = warehouse().ask("regions.years")
    return tuple(int(year) for year in rows[rows["indicator"] == indicator]["year"])


def neighbours(region: str) -> pd.DataFrame:
    """A region and those that border on it: active clusters, population, GDP per head."""
    return warehouse().ask("regions.neighbours", region=region)


def similar(region: str) -> pd.DataFrame:
    """The other NUTS 3 regions, the most alike first, with the parts of the score (each 0 to 1)."""
    return warehouse().ask("regions.similar", region=region)


def exports(region: str) -> pd.DataFrame:
    """What is published of a region's goods exports; units differ from row to row."""
    rows = warehouse().ask("regions.exports")
    return rows[rows["nuts_code"] == region].reset_index(drop=True)


def unit_name(unit: str) -> str:
    """A unit of exports_by_region in words."""
    return {
        "NOK million": _("NOK million"),
        "EUR million": _("EUR million"),
        "EUR million (derived)": _("EUR million (derived from a share)"),
        "EUR billion": _("EUR billion"),
        "SEK billion, goods exports": _("SEK billion, goods exports"),
        "SEK billion, goods exports by head office (a little over)": _(
            "SEK billion, goods exports by head office (a little over)"
        ),
        "SEK goods exports per inhabitant": _("SEK goods exports per inhabitant"),
        "SEK goods exports per inhabitant by head office (just under)": _(
            "SEK goods exports per inhabitant by head office (just under)"
        ),
        "EUR per inhabitant (about)": _("EUR per inhabitant (about)"),
        "% of national goods exports": _("% of national goods exports"),
        "% change of goods exports from previous year": _("% change of goods exports from the year before"),
        "% change of goods exports 2016-2021": _("% change of goods exports 2016–2021"),
        "change of share of national goods exports, percentage points": _(
            "change of the share of national goods exports, percentage points"
        ),
        "% of regional exports by foreign-owned firms": _("% of regional exports by foreign-owned firms"),
        "exporting enterprises": _("exporting enterprises"),
        "exporting enterprises per 1000 inhabitants": _("exporting enterprises per 1,000 inhabitants"),
    }.get(unit, unit)


def indicator_name(indicator: str) -> str:
    """An indicator of regional_stats in words, with its unit."""
    return {
        "population": _("Population"),
        "gdp_meur": _("GDP, EUR million"),
        "gdp_per_capita_eur": _("GDP per head, EUR"),
        "gdp_per_capita_pps": _("GDP per head, PPS"),
        "gdp_per_capita_pps_eu27_100": _("GDP per head in PPS, EU27 = 100"),
        "active_enterprises": _("Active enterprises"),
        "active_enterprises_10plus_employees": _("Active enterprises with at least 10 employees"),
        "persons_employed_in_active_enterprises": _("Persons employed in active enterprises"),
    }.get(indicator, indicator)
