"""A success story as a small table of its published figures."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _
from analytics.core.plot import Cell, Empty, Grid
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.stories import questions

LETTERS = 22  # few figures: they fill their place


@chart("stories.cluster", question="What has been published of one cluster's results?", ask=questions.of_cluster)
def cluster_stories(frame: pd.DataFrame) -> Chart:
    """A row a published figure: what it is, its value and its year."""
    if frame.empty:
        reason = _("No story of this cluster is known.")
        return Chart(_("Success stories"), "", reason, frame, (cite("success_stories", "rows"),), reason, Empty(reason))
    palette = style.palette()
    name = str(frame["cluster_name"].iloc[0])
    insight = f"{frame['headline'].iloc[-1]}."
    plain = palette.background
    return Chart(
        title=name,
        subtitle=_("Published by the cluster or the press. No comparison group, so no proof of effect"),
        insight=insight,
        drawing=Grid(
            "matrix",
            (_("Figure"), _("Year")),
            tuple(
                (
                    str(row["headline"]),
                    (Cell(questions.figure_words(row), plain, bold=True), Cell(_year(row["year"]), plain)),
                )
                for _at, row in frame.iterrows()
            ),
            letters=LETTERS,
        ),
        table=frame[["story_id", "cluster_id", "headline", "metric", "value", "unit", "year", "source_url"]],
        sources=tuple(
            cite("success_stories", "page", site=urlsplit(str(url)).netloc.removeprefix("www."), url=str(url))
            for url in frame["source_url"].unique()
        ),
        alt=_("Table of published figures of {cluster}. {insight}").format(cluster=name, insight=insight),
        method=_("Figures are as their pages give them. Years and definitions differ, so they must not be added up."),
    )


def _year(year: object) -> str:
    return "–" if pd.isna(year) else str(year)
