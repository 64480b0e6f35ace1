"""What a slide shows of each kind of chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from analytics.core.plot import CATEGORICAL, Drawing, GridKind, Plot, PlotKind

How = Literal[
    "chart",  # PowerPoint's own, with its values in a workbook
    "grid",  # a table of coloured cells
    "picture",
    "values",  # the table of the chart's values
    "words",
]
MOST = 60  # series of a native chart; more is a picture

DRAWS: Mapping[PlotKind | GridKind | Literal["map", "empty"], How] = {
    "line": "chart",
    "bar": "chart",
    "column": "chart",
    "stacked_bar": "chart",
    "stacked_column": "chart",
    "radar": "chart",
    "scatter": "chart",
    "bubble": "chart",
    "strip": "chart",
    "interval": "chart",
    "dumbbell": "chart",
    "dots": "chart",
    "timeline": "picture",  # floating bars of several colours and hatchings in a row
    "network": "picture",  # places without axes
    "path": "picture",
    "heatmap": "grid",
    "matrix": "grid",
    "map": "picture",
    "empty": "words",
}


def how(drawing: Drawing) -> How:
    """What becomes of a chart: by its kind, unless it holds no value or something that PowerPoint lacks."""
    chosen = DRAWS[drawing.kind]
    if drawing.kind == "empty":
        return chosen
    if drawing.empty:
        return "values"
    if isinstance(drawing, Plot) and chosen == "chart" and not _native(drawing):
        return "picture"
    return chosen


def _native(plot: Plot) -> bool:
    if any(series.shape == "area" for series in plot.series) or len(plot.series) > MOST:
        return False
    return not plot.facets or plot.kind in CATEGORICAL
