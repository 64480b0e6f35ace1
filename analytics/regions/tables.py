"""The tables of regions: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import (
    OWN_NAME,
    Whole,
    column,
    holds,
    latitude,
    longitude,
    nordic,
    number,
    nuts,
    rule,
    text,
    word,
    year,
)
from analytics.contracts.table import Table
from analytics.core.codes import REGIONAL_INDICATORS
from analytics.core.language import N_


class RegionalStats(pa.DataFrameModel):
    """A NUTS region's indicator in a year; population on 1 January."""

    country: str = nordic("Country")
    region_name: str = text("Region")
    nuts_code: str = nuts("NUTS 2021 code, levels 0 to 3")
    year: Whole = year("Year", required=True)
    indicator: str = word("Indicator; its name says the unit", REGIONAL_INDICATORS)
    value: float = number("Value", "see indicator", low=0, required=True)
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("nuts_code", "year", "indicator")

    at_home = rule(
        "nuts_code",
        "a code that starts with the country",
        lambda rows: holds(rows["nuts_code"].str[:2] == rows["country"]),
    )


def _parent_of_code(rows: pd.DataFrame) -> pd.Series:
    above = rows["nuts_code"].str[:-1].where(rows["nuts_code"].str.len() > 2)
    return holds(above.fillna("") == rows["parent"].fillna(""))


class Regions(pa.DataFrameModel):
    """A NUTS 2021 region of the five countries."""

    nuts_code: str = nuts("NUTS 2021 code")
    name: str = text("Name in the country's own language", translated=OWN_NAME)
    level: Whole = column(
        "NUTS level", "0, 1, 2 or 3", kind="count", unit="level", required=True, allowed="0 to 3", ge=0, le=3
    )
    parent: str = text("NUTS code one level up; empty for a country", required=False, kind="code")
    country: str = nordic("Country")
    area_km2: float = number("Area of the boundary polygon", "km2", low=0)
    lat: float = latitude()
    lon: float = longitude()

    class Config:
        unique = ("nuts_code",)

    level_of_code = rule(
        "level",
        "the level the code's length says (two characters = 0)",
        lambda rows: holds(rows["nuts_code"].str.len().astype("Int64") - 2 == rows["level"]),
    )
    parent_of_code = rule("parent", "the code without its last character; empty for a country", _parent_of_code)
    at_home = rule(
        "country",
        "the first two characters of the code",
        lambda rows: holds(rows["nuts_code"].str[:2] == rows["country"]),
    )


class RegionNeighbours(pa.DataFrameModel):
    """A pair of NUTS 3 regions that share a border; each pair stands both ways round."""

    nuts_code: str = nuts("NUTS 3 region")
    neighbour: str = nuts("A region beside it")

    class Config:
        unique = ("nuts_code", "neighbour")

    apart = rule(
        "neighbour", "another region than nuts_code", lambda rows: holds(rows["nuts_code"] != rows["neighbour"])
    )


TABLES = (
    Table(
        "regional_stats",
        "regions/regional_stats.csv",
        RegionalStats,
        N_("Regional statistics"),
        {"source_id": "sources.source_id", "nuts_code": "regions.nuts_code"},
    ),
    Table("regions", "regions/regions.csv", Regions, N_("NUTS regions"), {"parent": "regions.nuts_code"}),
    Table(
        "region_neighbours",
        "regions/region_neighbours.csv",
        RegionNeighbours,
        N_("Neighbouring regions"),
        {"nuts_code": "regions.nuts_code", "neighbour": "regions.nuts_code"},
    ),
)
