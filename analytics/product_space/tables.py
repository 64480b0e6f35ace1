"""The table from products to industrial ecosystems: what a row of it must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import BY_ROW, BY_TEXT, holds, rule, text, url, word
from analytics.contracts.table import Table
from analytics.core.codes import ECOSYSTEMS, NOT_ASSIGNED
from analytics.core.language import N_


def _beside_chapter(rows: pd.DataFrame) -> pd.Series:
    by_chapter = rows.loc[rows["hs_code"].str.len() == 2].set_index("hs_code")["ecosystem"]
    of_chapter = rows["hs_code"].str[:2].map(by_chapter[~by_chapter.index.duplicated()])
    return holds((rows["hs_code"].str.len() == 2) | (of_chapter.notna() & (of_chapter != rows["ecosystem"])))


class HsEcosystems(pa.DataFrameModel):
    """The industrial ecosystem of a chapter of the Harmonized System, or of a product that differs from its chapter.

    By the atlas's own judgement, one ecosystem a product: that to which most of the product goes or which makes it.
    """

    hs_code: str = text(
        "HS chapter (two digits), or product (four digits) where it differs from its chapter",
        pattern=r"[0-9]{2}([0-9]{2})?",
        expected="two or four digits, such as 84 or 8411",
        kind="identifier",
    )
    ecosystem: str = word("EU industrial ecosystem, or Not assigned", (*ECOSYSTEMS, NOT_ASSIGNED))
    reason: str = text("Why", translated=BY_TEXT)
    source_url: str = url("What the ecosystems are, by the European Commission; the choice is ours")

    class Config:
        unique = ("hs_code",)

    beside_chapter = rule("ecosystem", "for four digits another ecosystem than that of the chapter", _beside_chapter)


class HsChapters(pa.DataFrameModel):
    """A chapter of the Harmonized System in a few words, for readers of other languages than the products' names."""

    hs_code: str = text("HS chapter", pattern=r"[0-9]{2}", expected="two digits, such as 84", kind="identifier")
    name: str = text("Name, shortened by the atlas", translated=BY_ROW)

    class Config:
        unique = ("hs_code",)


TABLES = (
    Table("hs_chapters", "exports/hs_chapters.csv", HsChapters, N_("Chapters of the Harmonized System")),
    Table("hs_ecosystems", "exports/hs_ecosystems.csv", HsEcosystems, N_("Products (HS) by industrial ecosystem")),
)
