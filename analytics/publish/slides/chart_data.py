"""The workbook of a native chart: exact values, and text that a spreadsheet would run made harmless."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData

from analytics.core.plot import Series
from analytics.publish.cells import Exact, harmless
from analytics.publish.slides.chart_plan import Plan

_UNSEEN_SIZE = 1e-6  # of the largest bubble: PowerPoint draws none of zero


def workbook(plan: Plan, series: Sequence[Series]) -> Any:
    """The values of a chart's series as python-pptx takes them."""
    if plan.kind == "bubble":
        return _bubbles(plan, series)
    if plan.kind == "xy":
        points = XyChartData(number_format="General")
        for one in series:
            added = points.add_series(harmless(one.name) or " ")
            for x, y in zip(one.x, one.y, strict=True):
                added.add_data_point(Exact(x or 0.0), Exact(y or 0.0))
        return points
    data = CategoryChartData(number_format="General")
    data.categories = [date(int(name), 1, 1) if plan.dated else harmless(str(name)) for name in plan.names]
    data.categories.number_format = "yyyy" if plan.dated else "General"
    for one in series:
        data.add_series(harmless(one.name), [None if value is None else Exact(value) for value in one.y])
    return data


def _bubbles(plan: Plan, series: Sequence[Series]) -> Any:
    """Bubbles' areas are the values that the description gives, else those of its marks."""
    points = BubbleChartData(number_format=plan.y.number_format)
    sizes = [one.sizes or tuple(one.mark(at).size ** 2 for at in range(len(one.y))) for one in series]
    largest = max((size for own in sizes for size in own), default=1.0) or 1.0
    for one, own in zip(series, sizes, strict=True):
        added = points.add_series(harmless(one.name) or " ")
        for x, y, size in zip(one.x, one.y, own, strict=True):
            added.add_data_point(
                Exact(x or 0.0), Exact(y or 0.0), Exact(largest * _UNSEEN_SIZE if one.helper else size)
            )
    return points
