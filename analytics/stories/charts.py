"""A success story as a small table of its published figures."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, number
from analytics.core.plot import Cell, Empty, Grid
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.stories import questions


def of_cluster(cluster: str = "dk-odense-robotics") -> pd.DataFrame:
    """The stories of one cluster, latest first, columns as in `questions.stories`."""
    rows = questions.stories(questions.Filters())
    return rows[rows["cluster_id"] == cluster].reset_index(drop=True)


@chart("stories.cluster", question="What has been published of one cluster's results?", ask=of_cluster)
def cluster_stories(frame: pd.DataFrame) -> Chart:
    """A row a published figure: what it is, its value and its year."""
    if frame.empty:
        reason = _("No story of this cluster is known.")
        return Chart(_("Success stories"), "", reason, frame, (cite("success_stories", "rows"),), reason, Empty(reason))
    palette = style.palette()
    name = str(frame["cluster_name"].iloc[0])
    insight = f"{frame['headline'].iloc[0]}."
    plain = palette.background
    return Chart(
        title=name,
        subtitle=_("Published by the cluster or the press. No comparison group, so no proof of effect"),
        insight=insight,
        drawing=Grid(
            "matrix",
            (_("Figure"), _("Year")),
            tuple(
                (str(row.headline), (Cell(_figure(row), plain, bold=True), Cell(_year(row.year), plain)))
                for row in frame.itertuples(index=False)
            ),
        ),
        table=frame[["story_id", "cluster_id", "headline", "metric", "value", "unit", "year", "source_url"]],
        sources=tuple(
            cite("success_stories", "page", site=urlsplit(str(url)).netloc.removeprefix("www."), url=str(url))
            for url in frame["source_url"].unique()
        ),
        alt=_("Table of published figures of {cluster}. {insight}").format(cluster=name, insight=insight),
        method=_("Figures are as their pages give them. Years and definitions differ, so they must not be added up."),
    )


def _figure(row: Any) -> str:
    value = float(row.value)
    return f"{number(value, 0 if value.is_integer() else 2)} {row.unit}"


def _year(year: object) -> str:
    return "–" if pd.isna(year) else str(year)
