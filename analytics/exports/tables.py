"""The tables of exports as a whole: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    Whole,
    area,
    count,
    holds,
    identity,
    not_above,
    number,
    rule,
    text,
    url,
    word,
    year,
)
from analytics.contracts.table import Table
from analytics.core.codes import CURRENCIES, EXPORT_INDICATORS
from analytics.core.language import N_


class ExportIndicators(pa.DataFrameModel):
    """A country's indicator in a year (World Bank codes; _derived = arithmetic on other rows)."""

    country: str = area("Country, EU27 or WORLD")
    year: Whole = year("Year", required=True)
    indicator: str = word("Indicator", EXPORT_INDICATORS)
    value: float = number("Value", "see unit", required=True)
    unit: str = word("Unit of the value", sorted(set(EXPORT_INDICATORS.values())))
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("country", "year", "indicator")

    one_unit = rule(
        "unit",
        "the unit that belongs to the indicator",
        lambda rows: holds(rows["indicator"].map(EXPORT_INDICATORS).astype("string") == rows["unit"]),
    )


class EuroRates(pa.DataFrameModel):
    """A currency's euro reference rate in a year: the plain mean of the daily rates, in years that have them all."""

    currency: str = word("Currency, ISO 4217", CURRENCIES)
    year: Whole = year("Year", required=True)
    units_per_euro: float = number("Units of the currency for one euro", "units per euro", low=0, required=True)
    days: Whole = count("Daily rates behind the mean", "days", low=1, required=True)
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("currency", "year")


class Crises(pa.DataFrameModel):
    """Years in which something outside a country moved the trade of all; pictures mark them, no figure uses them."""

    crisis: str = identity("Name in code")
    first_year: Whole = year("First year", required=True)
    last_year: Whole = year("Last year", required=True)
    name: str = text("Name", translated=BY_ROW)
    what: str = text("What the page says of it", translated=BY_ROW)
    source_url: str = url("Page that tells of it")

    class Config:
        unique = ("crisis",)

    order = rule("last_year", "a year that is not before first_year", not_above("first_year", "last_year"))


TABLES = (
    Table(
        "export_indicators",
        "exports/export_indicators.csv",
        ExportIndicators,
        N_("Export indicators"),
        {"source_id": "sources.source_id"},
    ),
    Table(
        "euro_rates",
        "exports/euro_rates.csv",
        EuroRates,
        N_("Euro reference rates by year"),
        {"source_id": "sources.source_id"},
    ),
    Table("crises", "exports/crises.csv", Crises, N_("Crises marked on time series")),
)
