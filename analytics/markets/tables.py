"""The tables of export partners, regions and firms: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import Whole, area, holds, nordic, number, percent_where, rule, share, text, word, year
from analytics.contracts.shared import FigureTexts
from analytics.contracts.table import Table
from analytics.core.codes import NUTS_2016_NORWAY, NUTS_2021
from analytics.core.language import N_


class ExportPartnerShares(pa.DataFrameModel):
    """A partner's share of a country's goods exports; series break between 2018 and 2019."""

    country: str = nordic("Country")
    year: Whole = year("Year", required=True)
    partner: str = text("Partner as the source names it")
    partner_iso3: str = text(
        "Partner; NORDIC = the other four Nordic countries",
        pattern=r"[A-Z]{3}|NORDIC",
        expected="a three-letter ISO 3166 country code in capitals, or NORDIC",
        kind="code",
    )
    share_pct: float = share("Share of goods exports", required=True)
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("country", "year", "partner_iso3")


class ExportsByRegion(pa.DataFrameModel):
    """A region's goods exports; units differ from country to country."""

    country: str = nordic("Country")
    region_name: str = text("Region")
    region_code: str = word(
        "NUTS 2021 code; Norway before 2020: NUTS 2016; empty where the row is no region of these",
        (*NUTS_2021, *NUTS_2016_NORWAY),
        required=False,
        expected="a NUTS 2021 code (Norway's counties before 2020: NUTS 2016)",
    )
    year: Whole = year("Year", required=True)
    value: float = number("Value", "see unit", required=True)
    unit: str = text("Unit of the value")
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("country", "region_name", "year", "unit")

    at_home = rule(
        "region_code",
        "a code that starts with the country",
        lambda rows: holds(rows["region_code"].str[:2] == rows["country"]),
    )
    percent = rule("value", "from 0 to 100, because the unit is a share", percent_where(r"% of (national|regional)"))


class ExportingFirms(pa.DataFrameModel):
    """A published figure on exporting enterprises; definitions differ between countries."""

    country: str = area("Country, EU27 or EU28")
    year: Whole = year("Year", required=True)
    indicator: str = text("What is measured")
    value: float = number("Value", "see unit", low=0, required=True)
    unit: str = text("Unit of the value")
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("country", "year", "indicator")

    percent = rule("value", "from 0 to 100, because the unit is a share", percent_where(r"%\Z"))


TABLES = (
    Table(
        "export_partner_shares",
        "exports/export_partner_shares.csv",
        ExportPartnerShares,
        N_("Export partners"),
        {"source_id": "sources.source_id"},
    ),
    Table(
        "exports_by_region",
        "exports/exports_by_region.csv",
        ExportsByRegion,
        N_("Exports by region"),
        {"source_id": "sources.source_id"},
    ),
    Table(
        "exporting_firms",
        "exports/exporting_firms.csv",
        ExportingFirms,
        N_("Exporting enterprises"),
        {"source_id": "sources.source_id"},
    ),
    Table(
        "firm_texts",
        "exports/firm_texts.csv",
        FigureTexts,
        N_("Figures on exporting enterprises in words"),
    ),
)
