"""Labels of a native chart: their words or number format, their side, and how far they move from where it puts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from analytics.core import style
from analytics.core.label_layout import apart
from analytics.core.language import current, locale_number, number, tag
from analytics.core.plot import Label, Series, Side
from analytics.core.text_metrics import height, width
from analytics.publish.slides.chart_area import PlotArea
from analytics.publish.slides.chart_plan import Plan
from analytics.publish.slides.chart_xml import solid

COLUMN = 1 / 1.35  # of a category's room that a column takes: the gap beside it is 35 % of it
_SIDES: Mapping[Side, str] = {
    "right": "r", "left": "l", "top": "t", "bottom": "b", "centre": "ctr", "end": "r", "after": "r", "top left": "l",
    "top right": "r", "bottom left": "l", "bottom right": "r",
}  # fmt: skip
_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
# A label that was moved off its point would get a line to it.
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)
Heights = Mapping[tuple[int, int], float]


def end_heights(plan: Plan, series: Sequence[Series], area: PlotArea) -> Heights:
    """How far up the axis, 0 to 1, the names at the ends of lines and right of columns stand, moved apart.

    By the places of the series and of the point in it.
    """
    lines = plan.plot.kind == "line"
    if not (lines or plan.kind in ("column", "stacked_column")):
        return {}
    below = [0.0] * len(plan.names)
    ends: list[tuple[float, tuple[int, int], Label]] = []
    for row, one in enumerate(series):
        last = max((at for at, value in enumerate(one.y) if value is not None), default=-1)
        for at, label in one.labels.items():
            value = one.y[at] or 0.0
            level = below[at] + value / 2 if plan.stacked else value
            if label.side == "after" or (lines and label.side == "right" and at == last and not one.helper):
                ends.append((plan.values.share(level), (row, at), label))
        if plan.stacked and series[row].shape == "bar":
            below = [low + (value or 0.0) for low, value in zip(below, one.y, strict=True)]
    ends.sort(key=lambda end: end[0])
    rooms = [height(label.text, area.size) / area.height for _level, _at, label in ends]
    heights = apart([level for level, _at, _label in ends], rooms, rooms[0] / 2 if rooms else 0.0)
    return {at: up for up, (_level, at, _label) in zip(heights, ends, strict=True)}


def labels(row: int, series: Series, plan: Plan, area: PlotArea, heights: Heights) -> Any:
    """The labels of the series at a place among all, as XML; None if it has none."""
    kept = [(at, label) for at, label in sorted(series.labels.items()) if _drawn(at, label, series, plan, area)]
    if not series.labels:
        return None
    pieces = [_label(at, label, series, plan, area, heights.get((row, at))) for at, label in kept]
    shown = "".join(f'<c:{name} val="0"/>' for name in _SHOWN)
    return parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{''.join(pieces)}{shown}{_NO_LEADERS}</c:dLbls>")


def _drawn(at: int, label: Label, series: Series, plan: Plan, area: PlotArea) -> bool:
    """Whether the chart draws a label: not of an unknown value, nor inside a part of a bar without room for it."""
    value = series.y[at]
    if value is None or (plan.horizontal and label.side == "after"):
        return False
    if label.side != "centre" or not plan.horizontal:
        return True
    long = abs(plan.values.share(value) - plan.values.share(0.0)) * area.width
    return width(label.text, area.size) <= long + 0.04


def _label(at: int, label: Label, series: Series, plan: Plan, area: PlotArea, up: float | None) -> str:
    """A label: the value itself where the words are no more than it, else the series' name or the words."""
    shift = _shift(at, label, series, plan, area, up)
    layout = ""
    if shift is not None:
        x, y = shift[0] / area.across, shift[1] / area.down
        layout = f'<c:layout><c:manualLayout><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'
    colour = label.colour or _readable(at, label, series, plan)
    face = f'lang="{tag(current())}" sz="{round(area.size * 100)}" b="{int(label.bold)}"'
    code = _value_format(label.text, series.y[at]) if not plan.points else None
    words, digits, shows = "", "", "showVal"
    if code:
        digits = f'<c:numFmt formatCode="{escape(code, {chr(34): "&quot;"})}" sourceLinked="0"/>'
    elif label.text.replace("\n", " ") == series.name and "\n" not in label.text:
        shows = "showSerName"
    else:
        align = {"r": "l", "l": "r"}.get(_SIDES[label.side], "ctr")
        said = "".join(
            f'<a:p><a:pPr algn="{align}"><a:defRPr {face}/></a:pPr><a:r><a:rPr {face}>{solid(colour)}</a:rPr>'
            f"<a:t>{escape(part)}</a:t></a:r></a:p>"
            for part in label.text.split("\n")
        )
        words = f'<c:tx><c:rich><a:bodyPr wrap="none"/>{said}</c:rich></c:tx>'
    text = (
        f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr {face}>{solid(colour)}</a:defRPr></a:pPr>'
        "<a:endParaRPr/></a:p></c:txPr>"
    )
    shown = "".join(f'<c:{name} val="{int(name == shows)}"/>' for name in _SHOWN)
    look = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    position = f'<c:dLblPos val="{_position(label, series, plan)}"/>'
    return f'<c:dLbl><c:idx val="{at}"/>{layout}{words}{digits}{look}{text}{position}{shown}</c:dLbl>'


def _value_format(text: str, value: float | None) -> str | None:
    """The number format that writes the value as the text, if the text is a number with at most a unit."""
    if value is None:
        return None
    for digits in range(4):
        said = number(value, digits)
        before, found, after = text.partition(said)
        if found and not any(sign.isdigit() or sign in ",.-" for sign in before + after) and '"' not in text:
            code = "#,##0" + ("." + "0" * digits if digits else "")
            return (
                f"[$-{locale_number(current())}]"
                + (f'"{before}"' if before else "")
                + code
                + (f'"{after}"' if after else "")
            )
    return None


def _position(label: Label, series: Series, plan: Plan) -> str:
    """The side in PowerPoint's terms; words beside columns and beyond stacks move from the middle."""
    if plan.over_columns(series):
        return "t" if label.side == "end" else _SIDES[label.side]
    if plan.stacked or (plan.kind == "column" and label.side in ("right", "after")):
        return "ctr"
    if plan.kind in ("bar", "column"):
        return "ctr" if label.side == "centre" else "outEnd"
    if plan.kind == "radar":
        return "outEnd"
    if label.offset is not None:
        across, up = label.offset
        return ("r" if across > 0 else "l") if abs(across) > abs(up) else "t" if up > 0 else "b"
    return _SIDES[label.side]


def _shift(
    at: int, label: Label, series: Series, plan: Plan, area: PlotArea, up: float | None
) -> tuple[float, float] | None:
    """Inches right and down from where PowerPoint would put the label to where it belongs."""
    values, value = plan.values, series.y[at] or 0.0
    wide, high = width(label.text, area.size), height(label.text, area.size)
    if plan.plot.kind == "line":
        down = 0.0 if up is None else (values.share(value) - up) * area.height
        return (0.0, down) if abs(down) > 0.01 else None
    if plan.over_columns(series):
        return None
    if label.side in ("top left", "top right", "bottom left", "bottom right") and plan.points:
        return 0.0, (-1 if label.side.startswith("top") else 1) * high / 2
    long = (values.share(value) - values.share(0.0)) * (area.width if plan.horizontal else area.height)
    if plan.kind in ("column", "stacked_column") and label.side in ("right", "after"):
        slot = area.slot(plan)
        bar = slot / 2 if label.side == "after" else slot * COLUMN / 2
        level = values.share(value) if up is None else up
        middle = values.share(_below(plan, at, series) if plan.stacked else 0.0) * area.height + long / 2
        return bar + wide / 2 + 0.05, middle - level * area.height
    if plan.stacked and label.side == "end":
        return (long / 2 + wide / 2 + 0.08, 0.0) if plan.horizontal else (0.0, -(long / 2 + high / 2 + 0.03))
    return None


def _below(plan: Plan, at: int, series: Series) -> float:
    before = plan.series[: plan.series.index(series)]
    return sum(one.y[at] or 0.0 for one in before)


def _readable(at: int, label: Label, series: Series, plan: Plan) -> str:
    """Dark words, or white ones on a dark bar."""
    if label.side != "centre" or series.helper or plan.points or plan.kind == "line":
        return style.palette().text
    mark = series.mark(at)
    return style.palette().text if mark.hatch or not mark.fill else style.ink_on(mark.fill)
