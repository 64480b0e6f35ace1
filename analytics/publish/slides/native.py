"""A native PowerPoint chart of a description: values in its workbook, then colours, axes and labels in its XML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from analytics.core import style
from analytics.core.language import current, tag
from analytics.core.plot import Mark, Plot, Series, Stroke
from analytics.core.text_metrics import width
from analytics.publish.slides import chart_xml as xml
from analytics.publish.slides.chart_area import CLEAR, PlotArea, all_series
from analytics.publish.slides.chart_axes import place, write_axes, write_legend
from analytics.publish.slides.chart_data import workbook
from analytics.publish.slides.chart_labels import COLUMN, end_heights, labels
from analytics.publish.slides.chart_plan import Kind, Plan, planned
from analytics.publish.slides.overlay import overlaid

_TYPES: dict[Kind, Any] = {
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
    "xy": XL_CHART_TYPE.XY_SCATTER,
    "bubble": XL_CHART_TYPE.BUBBLE,
    "radar": XL_CHART_TYPE.RADAR_MARKERS,
}
_ROUND = 4  # points of a mark beyond the words in its middle
_LARGEST = 0.25  # of the plot's shorter side: the largest bubble of a chart at 100 %
_WRITTEN = ("c:spPr", "c:marker", "c:invertIfNegative", "c:dPt", "c:dLbls", "c:smooth")  # by python-pptx


def add(page: Any, plot: Plot, box: tuple[float, float, float, float], title: str) -> Any:
    """Put the chart on the slide into `box` (left, top, width, height in inches); the graphic frame.

    `title` names what else would have no name.
    """
    left, top, across, down = box
    plan = planned(plot, title)
    area = PlotArea(plan, across, down)
    series = all_series(plan, area)
    frame = page.shapes.add_chart(
        _TYPES[plan.kind], Inches(left), Inches(top), Inches(across), Inches(down), workbook(plan, series)
    )
    chart = frame.chart
    chart.font.size = Pt(area.ticks)
    chart.font.color.rgb = xml.rgb(style.palette().text)
    chart.has_title = False
    write_legend(chart, plan, series, area.ticks)
    if plan.kind != "radar":
        place(chart, area)
    heights = end_heights(plan, series, area)
    elements = list(chart._chartSpace.iter(qn("c:ser")))
    for row, (element, one) in enumerate(zip(elements, series, strict=True)):
        _draw(element, one, plan, area, labels(row, one, plan, area, heights))
    _lift(chart, [element for element, one in zip(elements, series, strict=True) if plan.over_columns(one)])
    write_axes(chart, plan, area)
    _finish(chart, plan, series, area)
    overlaid(page, plan, area, left, top)
    return frame


def _draw(element: Any, series: Series, plan: Plan, area: PlotArea, words: Any) -> None:
    for written in _WRITTEN:
        for old in element.findall(qn(written)):
            element.remove(old)
    pieces = _look(series, plan, area)
    if words is not None:
        pieces.append(words)
    after = element.find(qn("c:tx"))
    for piece in pieces:
        after.addnext(piece)
        after = piece
    if plan.kind in ("line", "xy") or plan.over_columns(series):
        element.append(parse_xml(f'<c:smooth {nsdecls("c")} val="0"/>'))


def _look(series: Series, plan: Plan, area: PlotArea) -> list[Any]:
    """The elements for the look of a series, in the order of the format."""
    if plan.kind in ("line", "xy", "radar") or plan.over_columns(series):
        shapes = [xml.outline(xml.stroke(_stroke(series, plan, area), clear=series.helper or series.shape == "bar"))]
        seen = [] if series.shape in ("bar", "text") else _wide_enough(series, area)
        same = len(set(seen)) <= 1
        shapes.append(xml.marker(seen[0] if seen and same else (series.key if seen and series.key else Mark(""))))
        return shapes + ([] if same else [xml.point(at, xml.marker(mark)) for at, mark in enumerate(seen) if mark.size])
    if series.helper:
        return [xml.outline("<a:noFill/>" + xml.stroke(None)), xml.not_inverted()]
    whole = series.key or series.mark(0)
    own = [(at, series.mark(at)) for at in range(len(series.y)) if series.y[at] is not None]
    return [
        xml.outline(xml.filling(whole)),
        xml.not_inverted(),
        *(xml.bar_point(at, mark) for at, mark in own if mark != whole),
    ]


def _wide_enough(series: Series, area: PlotArea) -> list[Mark]:
    """The marks of a series, so large that the words in their middles stay inside."""
    inside = [label.text for label in series.labels.values() if label.side == "centre"]
    need = max((width(text, area.size) * 72 + _ROUND for text in inside), default=0.0) / xml.PIXEL
    return [replace(mark, size=max(mark.size, need)) if mark.size else mark for mark in series.marks]


def _stroke(series: Series, plan: Plan, area: PlotArea) -> Stroke | None:
    """The line of a series; bars among points are lines as thick as they are."""
    if plan.kind != "xy" or series.shape != "bar":
        return series.line
    thick = series.thickness / (plan.y.high - plan.y.low) * area.height * 72 / xml.PIXEL
    mark, covering = series.mark(0), any(one.shape == "point" for one in plan.series)
    return Stroke(mark.fill or mark.hatch_colour or mark.edge, thick, opacity=mark.opacity * (CLEAR if covering else 1))


def _lift(chart: Any, elements: Sequence[Any]) -> None:
    """Move series from among the columns to a line chart over them, on the same axes."""
    if not elements:
        return
    columns = chart._chartSpace.chart.plotArea.find(qn("c:barChart"))
    inner = '<c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>'
    lines = parse_xml(f"<c:lineChart {nsdecls('c')}>{inner}</c:lineChart>")
    for element in elements:
        lines.find(qn("c:marker")).addprevious(element)
    for axis in columns.findall(qn("c:axId")):
        lines.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    columns.addnext(lines)


def _finish(chart: Any, plan: Plan, series: Sequence[Series], area: PlotArea) -> None:
    space = chart._chartSpace
    xml.set_value(space, "c:lang", tag(current()), ("c:roundedCorners", "c:style", "c:clrMapOvr", "c:chart"))
    xml.set_value(space, "c:roundedCorners", "0", ("c:style", "c:chart"))
    blanks = space.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "gap")
    if plan.kind in ("xy", "bubble", "line", "radar"):
        for vary in space.iter(qn("c:varyColors")):
            vary.set("val", "0")
    else:
        chart.plots[0].gap_width = 45 if plan.horizontal else round(100 / COLUMN - 100)
        chart.plots[0].vary_by_categories = False
    if plan.kind == "bubble":
        largest = max(one.mark(at).size for one in series if not one.helper for at in range(len(one.y)))
        share = round(largest * xml.PIXEL / 72 / (_LARGEST * min(area.width, area.height)) * 100)
        before = ("c:showNegBubbles", "c:sizeRepresents", "c:axId")
        xml.set_value(space.chart.plotArea[1], "c:bubbleScale", str(min(max(share, 5), 300)), before)
