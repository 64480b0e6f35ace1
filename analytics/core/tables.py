"""Tables that several subjects share: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import text, url, word
from analytics.contracts.table import Table
from analytics.core.language import N_


class FigureTexts(pa.DataFrameModel):
    """An indicator or a unit of a table of figures, in three languages."""

    kind: str = word("Which column of the table of figures the key is from", ("indicator", "unit"))
    key: str = text("The value in that column")
    text_en: str = text("In English")
    text_fi: str = text("In Finnish; units as they stand after a number")
    text_sv: str = text("In Swedish; units as they stand after a number")

    class Config:
        unique = ("kind", "key")


class Sources(pa.DataFrameModel):
    """A source of the statistics."""

    source_id: str = text(
        "Lasting name of the source",
        pattern=r"[a-z0-9][a-z0-9-]*",
        expected="a short name in small letters, digits and hyphens",
        kind="identifier",
    )
    citation: str = text("Citation as it is to be shown")
    url: str = url("Address; empty = worked out from other rows", required=False)
    licence: str = text("Licence as stated")
    publisher: str = text("Who published it, from the citation; `;` joins two", required=False)
    read: str = text("Month it was read", pattern=r"(19|20)\d\d-(0[1-9]|1[0-2])", expected="a month such as 2026-11")

    class Config:
        unique = ("source_id",)


SOURCE_TABLES = (Table("sources", "sources.csv", Sources, N_("Sources")),)
