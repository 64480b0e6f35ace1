"""The tables of success stories: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import BY_ROW, Whole, identity, nordic, number, rule, text, url, word, year
from analytics.contracts.table import Table
from analytics.core.codes import STORY_THEMES
from analytics.core.language import N_


class SuccessStories(pa.DataFrameModel):
    """A reported success of a cluster or, where cluster_id is empty, of a whole programme."""

    story_id: str = identity("Lasting name of the story")
    cluster_id: str = identity("Cluster; empty = a whole programme", required=False)
    cluster_name: str = text("Cluster or programme")
    country: str = nordic("Country")
    year: Whole = year("Year")
    theme: str = word(
        "Theme",
        STORY_THEMES,
    )
    headline: str = text("The story in a sentence", translated=BY_ROW)
    metric_name: str = text("What is measured", required=False, translated=BY_ROW)
    metric_value: float = number("Value", "see metric_unit")
    metric_unit: str = text("Unit of the value", required=False, translated=BY_ROW)
    beside_id: str = text(
        "Finding of an evaluation without which the figure must not be shown", required=False, kind="identifier"
    )
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("story_id",)

    measured = rule(
        "metric_unit",
        "a unit, because metric_value is given",
        lambda rows: rows["metric_value"].isna() | rows["metric_unit"].notna(),
    )


TABLES = (
    Table(
        "success_stories",
        "knowledge/success_stories.csv",
        SuccessStories,
        N_("Success stories"),
        {"cluster_id": "clusters.cluster_id", "beside_id": "programme_evaluations.evaluation_id"},
    ),
)
