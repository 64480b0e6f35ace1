"""The tables of exports by product group: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import BY_ROW, Flag, Whole, area, flag, holds, number, rule, text, url, word, year
from analytics.contracts.table import Table
from analytics.core.codes import ECOSYSTEMS, NOT_ASSIGNED, PRODUCT_LEAVES, PRODUCT_SUMS
from analytics.core.language import N_


def _leaves(rows: pd.DataFrame) -> pd.Series:
    known = rows["product_code"].isin((*PRODUCT_LEAVES, *PRODUCT_SUMS))
    return holds(~known | (rows["product_code"].isin(PRODUCT_LEAVES) == rows["is_leaf"]))


class ExportsByProduct(pa.DataFrameModel):
    """A country's merchandise exports of a WTO product group in a year."""

    country: str = area("Country, EU27 or WORLD")
    year: Whole = year("Year", required=True)
    product_code: str = word("WTO product group", (*PRODUCT_LEAVES, *PRODUCT_SUMS))
    product_name: str = text("Name of the group")
    is_leaf: Flag = flag("One of the 17 groups that add up to TO")
    exports_usd_million: float = number("Exports", "million current USD", low=0, required=True)
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("country", "year", "product_code")

    leaves = rule("is_leaf", "true for the 17 groups that add up to TO, false for the sums", _leaves)


class ProductNames(pa.DataFrameModel):
    """The name of a leaf product group, in full and short enough for a chart."""

    product_code: str = word("WTO product group", PRODUCT_LEAVES)
    name: str = text("Name", translated=BY_ROW)
    short: str = text("Short", translated=BY_ROW)

    class Config:
        unique = ("product_code",)


class ProductEcosystems(pa.DataFrameModel):
    """The part of a product group that goes to an industrial ecosystem, by the atlas's own judgement."""

    product_code: str = word("WTO product group", PRODUCT_LEAVES)
    ecosystem: str = word("EU industrial ecosystem, or Not assigned", (*ECOSYSTEMS, NOT_ASSIGNED))
    weight: float = number("Part of the group's value; the parts add up to 1", "share", low=0, high=1, required=True)
    reason: str = text("Why", translated=BY_ROW)
    source_url: str = url("What the ecosystems are, by the European Commission; the weights are ours")

    class Config:
        unique = ("product_code", "ecosystem")

    whole = rule(
        "weight",
        "weights of a product group that add up to 1",
        lambda rows: holds((rows.groupby("product_code")["weight"].transform("sum") - 1).abs() < 1e-9),
    )


TABLES = (
    Table(
        "exports_by_product",
        "exports/exports_by_product.csv",
        ExportsByProduct,
        N_("Exports by product group"),
        {"source_id": "sources.source_id"},
    ),
    Table("product_names", "exports/product_names.csv", ProductNames, N_("Names of product groups")),
    Table(
        "product_ecosystems",
        "exports/product_ecosystems.csv",
        ProductEcosystems,
        N_("Product groups by industrial ecosystem"),
        {"product_code": "product_names.product_code"},
    ),
)
