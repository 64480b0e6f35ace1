"""The tables of exports as a whole: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import Whole, area, holds, number, rule, text, word, year
from analytics.contracts.table import Table
from analytics.core.codes import EXPORT_INDICATORS
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


TABLES = (
    Table(
        "export_indicators",
        "exports/export_indicators.csv",
        ExportIndicators,
        N_("Export indicators"),
        {"source_id": "sources.source_id"},
    ),
)
