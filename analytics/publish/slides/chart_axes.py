"""The axes of a native chart, its place in the frame and its legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from analytics.core import style
from analytics.core.plot import Series
from analytics.core.text_metrics import width
from analytics.publish.slides.chart_area import WORD, PlotArea
from analytics.publish.slides.chart_plan import Plan
from analytics.publish.slides.chart_xml import rgb, set_value
from analytics.publish.slides.scales import Scale

_OFTEN = 5  # years between the ticks of a line chart, at most


def place(chart: Any, area: PlotArea) -> None:
    """Put the plot where its words leave room for it."""
    plot_area = chart._chartSpace.chart.plotArea
    for old in plot_area.findall(qn("c:layout")):
        plot_area.remove(old)
    shares = {
        "x": area.left / area.across,
        "y": area.top / area.down,
        "w": area.width / area.across,
        "h": area.height / area.down,
    }
    inner = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares.items())
    layout = (
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
    )
    plot_area.insert(0, parse_xml(layout))


def write_axes(chart: Any, plan: Plan, area: PlotArea) -> None:
    """Set both axes."""
    if plan.kind == "radar":
        _numbers(chart.value_axis, plan.y, area.ticks, True)
        return
    if plan.points:
        _numbers(chart.value_axis, plan.y, area.ticks, False)
        _numbers(chart.category_axis, plan.x, area.ticks, False)
        _cross(chart.value_axis, chart.category_axis, plan)
        return
    _numbers(chart.value_axis, plan.values, area.ticks, True)
    other = plan.y if plan.horizontal else plan.x
    axis = chart.category_axis
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(style.palette().grid)
    axis.tick_labels.font.size = Pt(area.ticks)
    _title(axis, other.axis.title)
    _quiet(axis)
    if plan.dated:
        needed = int(width("2000 ", area.ticks) * len(plan.names) / area.width) + 1
        wanted = min(int(other.axis.step or 1), _OFTEN) if plan.kind == "line" else 1
        _of_years(axis._element, max(wanted, needed))
    if plan.kind == "line":
        before = ("c:majorUnit", "c:minorUnit", "c:dispUnits")
        set_value(chart.value_axis._element, "c:crossBetween", "midCat", before)


def write_legend(chart: Any, plan: Plan, series: Sequence[Series], size: float) -> None:
    """A legend above the plot, of the series that are named in it once."""
    chart.has_legend = bool(plan.plot.legend)
    if not plan.plot.legend:
        return
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(size)
    element = chart.legend._element
    seen: set[str] = set()
    for at, one in reversed(list(enumerate(series))):
        unnamed = not plan.stacked and (one.helper or not one.in_legend)
        if unnamed or one.name in seen:
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
            element.find(qn("c:legendPos")).addnext(parse_xml(entry))
        seen.add(one.name)


def _of_years(element: Any, step: int) -> None:
    element.find(qn("c:numFmt")).set("formatCode", "yyyy")
    element.find(qn("c:baseTimeUnit")).set("val", "years")
    for tag, value in (("majorUnit", str(step)), ("majorTimeUnit", "years")):
        for old in element.findall(qn(f"c:{tag}")):
            element.remove(old)
        element.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))


def _numbers(axis: Any, given: Scale, size: float, gridded: bool) -> None:
    shown = given.axis.visible
    axis.has_major_gridlines = shown and (given.axis.grid or gridded)
    if axis.has_major_gridlines:
        axis.major_gridlines.format.line.color.rgb = rgb(style.palette().grid)
        axis.major_gridlines.format.line.width = Pt(0.75)
    if shown:
        axis.format.line.color.rgb = rgb(style.palette().grid)
    else:
        axis.format.line.fill.background()
    axis.minimum_scale, axis.maximum_scale = given.low, given.high
    if given.step and not given.axis.log and not given.words:
        axis.major_unit = given.step
    if given.axis.log:
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
    labels = axis.tick_labels
    labels.font.size = Pt(size)
    labels.number_format, labels.number_format_is_linked = given.number_format, False
    _title(axis, given.axis.title if shown else "")
    _quiet(axis, hidden=bool(given.words) or not shown, high=given.axis.top)


def _quiet(axis: Any, hidden: bool = False, high: bool = False) -> None:
    """No tick marks; the numbers at the low end even where the axes cross elsewhere."""
    places = XL_TICK_LABEL_POSITION
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = places.NONE if hidden else places.HIGH if high else places.LOW
    axis.tick_labels.font.color.rgb = rgb(style.palette().muted)


def _title(axis: Any, text: str) -> None:
    axis.has_title = bool(text)
    if not text:
        return
    frame = axis.axis_title.text_frame
    frame.text = text.replace("\n", " ")
    for run in frame.paragraphs[0].runs:
        run.font.size, run.font.bold, run.font.color.rgb = Pt(WORD), False, rgb(style.palette().muted)


def _cross(upright: Any, flat: Any, plan: Plan) -> None:
    """Each axis stands at the low end of the other; a bubble chart takes no strokes, so its axes are its rules."""
    rules = {rule.axis: rule.at for rule in plan.plot.rules} if plan.kind == "bubble" else {}
    both: tuple[tuple[Any, Literal["x", "y"], Scale], ...] = ((flat, "y", plan.y), (upright, "x", plan.x))
    for axis, name, other in both:
        element = axis._element
        for old in element.findall(qn("c:crosses")) + element.findall(qn("c:crossesAt")):
            element.remove(old)
        at = float(rules.get(name, other.low))
        element.find(qn("c:crossAx")).addnext(parse_xml(f'<c:crossesAt {nsdecls("c")} val="{at!r}"/>'))
        if name in rules:
            axis.format.line.color.rgb = rgb(style.palette().muted)
