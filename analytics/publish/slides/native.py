"""A native PowerPoint chart of a `Plot`: values in its workbook, then colours, axes and labels in its XML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from analytics.core import style
from analytics.core.language import current, number
from analytics.core.text_metrics import height, widest, width, wrapped
from analytics.publish.slides.plot import Axis, Label, Line, Mark, Plot, Series
from analytics.publish.slides.words import is_bold, strip_html
from analytics.publish.tables import Exact, harmless

TYPES = {
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "bar_stacked": XL_CHART_TYPE.BAR_STACKED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "column_stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "xy": XL_CHART_TYPE.XY_SCATTER,
    "bubble": XL_CHART_TYPE.BUBBLE,
    "radar": XL_CHART_TYPE.RADAR_MARKERS,
}
LCID = {"en": "809", "fi": "40B", "sv": "41D"}  # Microsoft's numbers of the languages, in number formats
TICK, WORD, TITLE = 12.0, 12.0, 12.0  # points: ticks, labels, titles of axes
DASHES = {"dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash", "longdashdot": "lgDashDot"}
SYMBOLS = {
    "circle": "circle", "square": "square", "diamond": "diamond", "cross": "plus", "x": "x", "star": "star",
    "triangle": "triangle", "line": "dash",
}  # fmt: skip
HATCHES = {
    "/": "wdUpDiag",
    "\\": "wdDnDiag",
    "x": "diagCross",
    "-": "narHorz",
    "|": "narVert",
    "+": "smGrid",
    ".": "pct20",
}
UNSEEN_SIZE = 1e-6  # of the largest bubble: PowerPoint draws none of zero
GAP = "\u00a0\u00a0"  # between the words of a row and a mark at the low end
BAND = 0.6  # of a band's colour: LibreOffice draws it over the points
LARGEST = 0.25  # of the plot's shorter side: the largest bubble of a chart at 100 %


class Room:
    """Where the plot stands in its frame: inches from the left and the top, its width and height."""

    def __init__(self, plot: Plot, across: float, down: float, size: float) -> None:
        self.size, self.across, self.down = size, across, down
        upright, flat = _upright(plot), _flat(plot)
        said = [text for _place, text in row_words(upright)] or (
            [str(name) for name in plot.categories] if plot.kind.startswith("bar") else _tick_texts(upright)
        )
        self.left = widest(said, size) + 0.15 + (0.3 if upright.title else 0)
        self.top = 0.12 + (0.35 if plot.legend else 0) + _above(plot, size)
        below = [text for _place, text in column_words(flat, across, size)] or ["0"]
        self.bottom = max(height(text, size) for text in below) + 0.18 + (0.3 if flat.title else 0)
        self.right = max(0.25, _beyond(plot, size))
        self.width = max(across - self.left - self.right, 1.0)
        self.height = max(down - self.top - self.bottom, 0.8)


def add(slide: Any, plot: Plot, box: tuple[float, float, float, float]) -> Any:
    """Put the chart on the slide into `box` (left, top, width, height in inches); the graphic frame."""
    left, top, across, down = box
    frame = slide.shapes.add_chart(
        TYPES[plot.kind], Inches(left), Inches(top), Inches(across), Inches(down), _data(plot, across)
    )
    chart = frame.chart
    size = TICK if plot.kind in ("line", "column", "column_stacked") else _size(plot)
    chart.font.size = Pt(size)
    chart.font.color.rgb = rgb(style.LIGHT.text)
    chart.has_title = False
    room = Room(plot, across, down, size)
    _legend(chart, plot, size, across)
    if plot.kind != "radar":
        _place(chart, room)
    for element, series in zip(_elements(chart), _all(plot, across), strict=True):
        _draw(element, series, plot, room)
    _axes(chart, plot, room)
    _finish(chart, plot, room)
    return frame


def row_words(axis: Axis) -> list[tuple[float, str]]:
    """The words of an upright axis by place; many rows have room for a line each."""
    many = len(axis.words) > 9
    said = [(at, strip_html(text).replace("\n", " ") if many else strip_html(text)) for at, text in axis.words]
    return [(at, text.replace("\n", GAP + "\n") + GAP) for at, text in said]


def column_words(axis: Axis, across: float, size: float) -> list[tuple[float, str]]:
    """The words of a flat axis by place, broken so that neighbours do not meet."""
    room = across * 0.86 / max(len(axis.words), 1)
    return [(at, "\n".join(wrapped(strip_html(text).replace("\n", " "), room, size * 0.9))) for at, text in axis.words]


def _all(plot: Plot, across: float) -> tuple[Series, ...]:
    """The plot's series; in scatter charts first those of unseen points, which carry the words of the axes."""
    if plot.kind not in ("xy", "bubble"):
        return plot.series
    upright, flat = plot.value, plot.other
    low_x, low_y = flat.low or 0.0, upright.low or 0.0
    rows, columns = row_words(upright), column_words(flat, across, _size(plot))
    places = [(low_x, at, text, "l") for at, text in rows if low_y <= at <= (upright.high or 0.0)]
    places += [(at, low_y, text, "b") for at, text in columns if low_x <= at <= (flat.high or 0.0)]
    bold = {at for at, text in (*upright.words, *flat.words) if is_bold(text)}
    labels = {
        row: Label(text, side, bold=(y if side == "l" else x) in bold) for row, (x, y, text, side) in enumerate(places)
    }
    # LibreOffice loses what comes before the longest series: the unseen one is made that long and comes first.
    longest = max(len(one.y) for one in plot.series)
    if not places and len(plot.series[0].y) == longest:
        return plot.series
    spare = [(low_x, low_y)] * (longest - len(places))
    return (_unseen([*((x, y) for x, y, _text, _side in places), *spare], labels), *plot.series)


def _unseen(places: Sequence[tuple[float, float]], labels: dict[int, Label]) -> Series:
    return Series(
        "",
        tuple(y for _x, y in places),
        tuple(x for x, _y in places),
        (),
        (Mark("#FFFFFF"),),
        labels=labels,
        helper=True,
    )


def _data(plot: Plot, across: float) -> Any:
    """The workbook's values. Text that a spreadsheet would run gets an apostrophe."""
    digits = number_format(plot.value)
    if plot.kind in ("xy", "bubble"):
        points: Any = (
            BubbleChartData(number_format=digits) if plot.kind == "bubble" else XyChartData(number_format="General")
        )
        largest = max((size for one in plot.series for size in one.size), default=1.0)
        for one in _all(plot, across):
            series = points.add_series(harmless(one.name) or " ")
            for at, (x, y) in enumerate(zip(one.x, one.y, strict=True)):
                if plot.kind == "bubble":
                    size = largest * UNSEEN_SIZE if one.helper else one.size[at]
                    series.add_data_point(Exact(x), Exact(y or 0.0), Exact(size))
                else:
                    series.add_data_point(Exact(x), Exact(y or 0.0))
        return points
    data = CategoryChartData(number_format="General")
    years = dated(plot)
    data.categories = [date(int(y), 1, 1) for y in plot.categories] if years else [_name(n) for n in plot.categories]
    data.categories.number_format = "yyyy" if years else "General"
    for one in plot.series:
        data.add_series(harmless(one.name), [None if value is None else Exact(value) for value in one.y])
    return data


def _name(name: str | int) -> str:
    return harmless(str(name))


def dated(plot: Plot) -> bool:
    """Whether the categories are years, which become dates: an axis of dates keeps the step it is given."""
    upright = plot.kind == "line" or plot.kind.startswith("column")
    return upright and all(isinstance(name, int) and name >= 1900 for name in plot.categories)


def number_format(axis: Axis) -> str:
    """The axis's numbers as Excel writes them, in the separators of the language where the program honours that."""
    if axis.years:
        return "0"
    decimals = _decimals(axis)
    unit = f'"{axis.suffix}"' if axis.suffix else ""
    return f"[$-{LCID[current()]}]#,##0" + ("." + "0" * decimals if decimals else "") + unit


def _decimals(axis: Axis) -> int:
    step = axis.step or 1.0
    return next((n for n in range(4) if abs(round(step, n) - step) < 1e-9), 4)


def _upright(plot: Plot) -> Axis:
    return plot.other if plot.kind.startswith("bar") else plot.value


def _flat(plot: Plot) -> Axis:
    return plot.value if plot.kind.startswith("bar") else plot.other


def _tick_texts(axis: Axis) -> list[str]:
    ends = [end for end in (axis.low, axis.high) if end is not None] or [1000.0]
    return [number(end, _decimals(axis)) + axis.suffix for end in ends]


def _above(plot: Plot, size: float) -> float:
    if plot.kind.startswith("column") and any(one.labels for one in plot.series):
        return height("0", size)
    return 0.0


def _beyond(plot: Plot, size: float) -> float:
    """Inches right of the plot for words at the ends of lines and bars, as far as the axis leaves them none."""
    labels = [(at, one, label) for one in plot.series for at, label in one.labels.items()]
    if plot.kind == "line":
        last = len(plot.categories) - 1
        return widest((label.text for at, _one, label in labels if label.side == "r" and at >= last - 1), WORD) + 0.2
    if plot.kind.startswith("column"):
        return widest((label.text for _at, _one, label in labels if label.side == "after"), WORD) + 0.2
    if plot.kind.startswith("bar"):
        high = plot.value.high or 0.0
        full = [label for at, _one, label in labels if label.side == "end" and _reach(plot, at) > 0.8 * high]
        return widest((label.text for label in full), WORD) + 0.2
    if plot.kind == "xy" and plot.other.high is not None:
        edge = (plot.other.high - (plot.other.low or 0.0)) * 0.98 + (plot.other.low or 0.0)
        full = [label for at, one, label in labels if label.side == "r" and one.x[at] >= edge]
        return widest((label.text for label in full), WORD) + 0.2
    return 0.25


def _reach(plot: Plot, row: int) -> float:
    values = [one.y[row] or 0.0 for one in plot.series]
    return sum(values) if plot.kind.endswith("stacked") else max(values)


# ------------------------------------------------------------------ marks


def _elements(chart: Any) -> list[Any]:
    return list(chart._chartSpace.iter(qn("c:ser")))


def _draw(element: Any, series: Series, plot: Plot, room: Room) -> None:
    for tag in ("c:spPr", "c:marker", "c:invertIfNegative", "c:dPt", "c:dLbls", "c:smooth"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    after = element.find(qn("c:tx"))
    for piece in _look(series, plot, room):
        after.addnext(piece)
        after = piece
    labels = _labels(series, plot, room)
    if labels is not None:
        after.addnext(labels)
        after = labels
    if series.bars:
        after.addnext(_error_bars(series))
    if plot.kind in ("line", "xy"):
        element.append(parse_xml(f'<c:smooth {nsdecls("c")} val="0"/>'))


def _look(series: Series, plot: Plot, room: Room) -> list[Any]:
    marks = series.marks
    if plot.kind in ("line", "xy", "radar"):
        line = series.line
        if line is not None and line.width < 0:
            span = (plot.value.high or 1.0) - (plot.value.low or 0.0)
            line = Line(line.colour, -line.width / span * room.height * 72, alpha=BAND)
        shapes = [_sp(_stroke(line))]
        first = marks[0] if marks and not series.helper else Mark("")
        same = len(set(marks)) <= 1
        shapes.append(_marker(first if same else Mark("")))
        if not same:
            shapes += [_point(at, _marker(mark)) for at, mark in enumerate(marks) if mark.size]
        return shapes
    if series.helper:
        return [_sp("<a:noFill/>" + _stroke(None)), _invert()]
    whole = series.key or marks[0]
    shapes = [_sp(_filling(whole)), _invert()]
    shapes += [_bar_point(at, mark) for at, mark in enumerate(marks) if mark != whole]
    return shapes


def _invert() -> Any:
    return parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>')


def _sp(inner: str) -> Any:
    return parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{inner}</c:spPr>")


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>' if colour else "<a:noFill/>"


def _stroke(line: Line | None) -> str:
    if line is None or not line.width:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{DASHES[line.dash]}"/>' if line.dash in DASHES else ""
    fill = _solid(line.colour).replace("/></a:", f'><a:alpha val="{round(line.alpha * 100000)}"/></a:srgbClr></a:')
    return f'<a:ln w="{round(line.width * 12700)}" cap="flat">{fill}{dash}<a:round/></a:ln>'


def _filling(mark: Mark) -> str:
    edge = _stroke(Line(mark.edge, max(mark.edge_width, 0.5)) if mark.edge else None)
    if mark.pattern:
        ink, ground = mark.ink or style.LIGHT.muted, mark.fill or "#FFFFFF"
        return (
            f'<a:pattFill prst="{HATCHES.get(mark.pattern, "wdUpDiag")}">'
            f'<a:fgClr><a:srgbClr val="{ink[1:]}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{ground[1:]}"/></a:bgClr></a:pattFill>{edge}'
        )
    return _solid(mark.fill) + edge


def _marker(mark: Mark) -> Any:
    if not mark.size:
        return parse_xml(f'<c:marker {nsdecls("c")}><c:symbol val="none"/></c:marker>')
    symbol = SYMBOLS.get(mark.symbol.split("-")[0], "circle")
    size = min(max(round(mark.size), 2), 72)
    return parse_xml(
        f'<c:marker {nsdecls("c", "a")}><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{_filling(mark)}</c:spPr></c:marker>"
    )


def _point(at: int, marker: Any) -> Any:
    point = parse_xml(f'<c:dPt {nsdecls("c")}><c:idx val="{at}"/><c:bubble3D val="0"/></c:dPt>')
    point.find(qn("c:idx")).addnext(marker)
    return point


def _bar_point(at: int, mark: Mark) -> Any:
    return parse_xml(
        f'<c:dPt {nsdecls("c", "a")}><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{_filling(mark)}</c:spPr></c:dPt>"
    )


def _error_bars(series: Series) -> Any:
    """Bars from zero among points: error bars of the whole value."""
    line = Line(series.marks[0].fill, series.bars)
    return parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="x"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr>{_stroke(line)}</c:spPr></c:errBars>'
    )


# ------------------------------------------------------------------ labels


def _labels(series: Series, plot: Plot, room: Room) -> Any:
    if not series.labels:
        return None
    kept = [(at, label) for at, label in sorted(series.labels.items()) if _fits(at, label, series, plot, room)]
    pieces = [_label(at, label, series, plot, room) for at, label in kept]
    shown = "".join(f'<c:{name} val="0"/>' for name in _SHOWN)
    return parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{''.join(pieces)}{shown}{_NO_LEADERS}</c:dLbls>")


def _fits(at: int, label: Label, series: Series, plot: Plot, room: Room) -> bool:
    """Whether a label inside its part of a bar has room there."""
    if label.side != "ctr" or not plot.kind.startswith("bar"):
        return True
    span = (plot.value.high or 1.0) - (plot.value.low or 0.0)
    return width(label.text, _size(plot)) <= (series.y[at] or 0.0) / span * room.width + 0.04


# A label that was moved off its point would get a line to it.
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)
_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def _label(at: int, label: Label, series: Series, plot: Plot, room: Room) -> str:
    """A label: the value itself where the words are no more than it, else the series' name or the words."""
    shift = _shift(at, label, series, plot, room)
    layout = ""
    if shift is not None:
        x, y = shift[0] / room.across, shift[1] / room.down
        layout = f'<c:layout><c:manualLayout><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'
    colour = label.colour or _readable(at, label, series, plot)
    size = round(_size(plot) * 100)
    face = f'lang="{LANGS[current()]}" sz="{size}" b="{int(label.bold)}"'
    code = _value_format(label.text, series.y[at]) if plot.kind not in ("xy", "bubble") else None
    words, digits, shows = "", "", "showVal"
    if code:
        digits = f'<c:numFmt formatCode="{_attribute(code)}" sourceLinked="0"/>'
    elif label.text.replace("\n", " ") == series.name and "\n" not in label.text:
        shows = "showSerName"
    else:
        align = {"r": "l", "after": "l", "l": "r"}.get(label.side, "ctr")
        said = "".join(
            f'<a:p><a:pPr algn="{align}"><a:defRPr {face}/></a:pPr><a:r><a:rPr {face}>{_solid(colour)}</a:rPr>'
            f"<a:t>{_escape(part)}</a:t></a:r></a:p>"
            for part in label.text.split("\n")
        )
        words = f'<c:tx><c:rich><a:bodyPr wrap="none"/>{said}</c:rich></c:tx>'
    position = f'<c:dLblPos val="{_position(label.side, plot)}"/>'
    text = (
        f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr {face}>{_solid(colour)}</a:defRPr></a:pPr>'
        "<a:endParaRPr/></a:p></c:txPr>"
    )
    shown = "".join(f'<c:{name} val="{int(name == shows)}"/>' for name in _SHOWN)
    look = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    return f'<c:dLbl><c:idx val="{at}"/>{layout}{words}{digits}{look}{text}{position}{shown}</c:dLbl>'


LANGS = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-SE"}


def _size(plot: Plot) -> float:
    return WORD if len(plot.categories or _upright(plot).words) <= 18 or plot.kind == "line" else 10.0


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;")


def _value_format(text: str, value: float | None) -> str | None:
    """The number format that writes the value as the text, if the text is a number with at most a unit."""
    if value is None:
        return None
    for digits in range(4):
        said = number(value, digits)
        before, found, after = text.partition(said)
        if found and not any(sign.isdigit() or sign in ",.-" for sign in before + after) and '"' not in text:
            code = "#,##0" + ("." + "0" * digits if digits else "")
            return f"[$-{LCID[current()]}]" + (f'"{before}"' if before else "") + code + (f'"{after}"' if after else "")
    return None


def _position(side: str, plot: Plot) -> str:
    if plot.kind in ("bar", "column"):
        return "ctr" if side in ("ctr", "after") else "outEnd"
    if plot.kind.endswith("stacked"):
        return "ctr"
    return side if side in ("r", "l", "t", "b", "ctr") else "r"


def _shift(at: int, label: Label, series: Series, plot: Plot, room: Room) -> tuple[float, float] | None:
    """Inches right and down from where PowerPoint would put the label to where it belongs."""
    value = plot.value
    span = (value.high or 1.0) - (value.low or 0.0)
    if plot.kind == "line" and label.at is not None and series.y[at] is not None:
        down = ((series.y[at] or 0.0) - label.at) / span * room.height
        return (0.0, down) if abs(down) > 0.01 else None
    if label.side == "after":
        slot = room.width / max(len(plot.categories), 1)
        return slot / 2 + width(label.text, WORD) / 2 + 0.05, 0.0
    if label.side == "end" and plot.kind.endswith("stacked"):
        long = (series.y[at] or 0.0) / span
        if plot.kind.startswith("bar"):
            return long * room.width / 2 + width(label.text, _size(plot)) / 2 + 0.08, 0.0
        return 0.0, -(long * room.height / 2 + height(label.text, _size(plot)) / 2 + 0.03)
    return None


def _readable(at: int, label: Label, series: Series, plot: Plot) -> str:
    """Dark words, or white ones on a dark bar."""
    if label.side != "ctr" or series.helper or plot.kind in ("line", "xy", "bubble"):
        return style.LIGHT.text
    mark = series.marks[at] if at < len(series.marks) else series.marks[0]
    return style.LIGHT.text if mark.pattern else style.ink_on(mark.fill)


# ------------------------------------------------------------------ axes and frame


def rgb(colour: str) -> RGBColor:
    """ "#0B3C86" as python-pptx has it."""
    return RGBColor.from_string(colour[1:])


def _legend(chart: Any, plot: Plot, size: float, across: float) -> None:
    chart.has_legend = plot.legend
    if not plot.legend:
        return
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(size)
    element = chart.legend._element
    seen: set[str] = set()
    for at, one in reversed(list(enumerate(_all(plot, across)))):
        if (one.helper and one.name.strip()) or one.name in seen:
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
            element.find(qn("c:legendPos")).addnext(parse_xml(entry))
        seen.add(one.name)


def _place(chart: Any, room: Room) -> None:
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    inner = "".join(
        f'<c:{name} val="{value:.5f}"/>'
        for name, value in (
            ("x", room.left / room.across),
            ("y", room.top / room.down),
            ("w", room.width / room.across),
            ("h", room.height / room.down),
        )
    )
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
        ),
    )


def _axes(chart: Any, plot: Plot, room: Room) -> None:
    if plot.kind == "radar":
        _value_axis(chart.value_axis, plot.value, room.size, True)
        return
    if plot.kind in ("xy", "bubble"):
        _value_axis(chart.value_axis, plot.value, room.size, False)
        _value_axis(chart.category_axis, plot.other, room.size, False)
        _cross(chart.value_axis, chart.category_axis, plot)
        return
    _value_axis(chart.value_axis, plot.value, room.size, True)
    axis = chart.category_axis
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(style.LIGHT.grid)
    axis.tick_labels.font.size = Pt(room.size)
    _title(axis, plot.other.title)
    _quiet(axis, low=True)
    if dated(plot):
        needed = int(width("2000 ", room.size) * len(plot.categories) / room.width) + 1
        _of_years(axis._element, max(min(int(plot.other.step or 1), 5), needed) if plot.kind == "line" else needed)
    if plot.kind == "line":
        _set(
            chart.value_axis._element, "c:crossBetween", "midCat", before=("c:majorUnit", "c:minorUnit", "c:dispUnits")
        )


def _of_years(element: Any, step: int) -> None:
    element.find(qn("c:numFmt")).set("formatCode", "yyyy")
    element.find(qn("c:baseTimeUnit")).set("val", "years")
    for tag, value in (("majorUnit", str(step)), ("majorTimeUnit", "years")):
        for old in element.findall(qn(f"c:{tag}")):
            element.remove(old)
        element.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))


def _value_axis(axis: Any, given: Axis, size: float, gridded: bool) -> None:
    axis.has_major_gridlines = given.grid or gridded
    if axis.has_major_gridlines:
        axis.major_gridlines.format.line.color.rgb = rgb(style.LIGHT.grid)
        axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.color.rgb = rgb(style.LIGHT.grid)
    if given.low is not None:
        axis.minimum_scale = given.low
    if given.high is not None:
        axis.maximum_scale = given.high
    if given.step and not given.log and not given.words:
        axis.major_unit = given.step
    if given.log:
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
    labels = axis.tick_labels
    labels.font.size = Pt(size)
    labels.number_format, labels.number_format_is_linked = number_format(given), False
    _title(axis, given.title)
    _quiet(axis, low=not given.words, hidden=bool(given.words))


def _quiet(axis: Any, low: bool, hidden: bool = False) -> None:
    """No tick marks; the numbers at the low end even where the axes cross elsewhere."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE if hidden else XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.color.rgb = rgb(style.LIGHT.muted)


def _title(axis: Any, text: str) -> None:
    axis.has_title = bool(text)
    if not text:
        return
    frame = axis.axis_title.text_frame
    frame.text = text.replace("\n", " ")
    for run in frame.paragraphs[0].runs:
        run.font.size, run.font.bold, run.font.color.rgb = Pt(TITLE), False, rgb(style.LIGHT.muted)


def _cross(upright: Any, flat: Any, plot: Plot) -> None:
    """Each axis stands at the low end of the other, or where the figure draws its line."""
    for axis, other in ((flat, plot.value), (upright, plot.other)):
        where = other.crosses if other.crosses is not None else other.low
        element = axis._element
        for old in element.findall(qn("c:crosses")) + element.findall(qn("c:crossesAt")):
            element.remove(old)
        element.find(qn("c:crossAx")).addnext(parse_xml(f'<c:crossesAt {nsdecls("c")} val="{float(where or 0)!r}"/>'))
        if other.crosses is not None:
            axis.format.line.color.rgb = rgb(style.LIGHT.muted)


def _set(element: Any, tag: str, value: str, before: tuple[str, ...]) -> None:
    for old in element.findall(qn(tag)):
        element.remove(old)
    new = parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>')
    anchor = next((found for name in before if (found := element.find(qn(name))) is not None), None)
    if anchor is None:
        element.append(new)
    else:
        anchor.addprevious(new)


def _finish(chart: Any, plot: Plot, room: Room) -> None:
    space = chart._chartSpace
    _set(
        space,
        "c:lang",
        LANGS[current()],
        before=("c:roundedCorners", "c:style", "c:clrMapOvr", "c:chart"),
    )
    _set(space, "c:roundedCorners", "0", before=("c:style", "c:chart"))
    blanks = space.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "gap")
    group = space.chart.plotArea[1]
    if plot.kind.startswith(("bar", "column")):
        chart.plots[0].gap_width = 45 if plot.kind.startswith("bar") else 35
        chart.plots[0].vary_by_categories = False
    if plot.kind in ("xy", "bubble", "line", "radar"):
        for vary in space.iter(qn("c:varyColors")):
            vary.set("val", "0")
    if plot.kind == "bubble":
        largest = max(mark.size for one in plot.series if not one.helper for mark in one.marks) / 72
        share = round(largest / (LARGEST * min(room.width, room.height)) * 100)
        _set(
            group,
            "c:bubbleScale",
            str(min(max(share, 5), 300)),
            before=("c:showNegBubbles", "c:sizeRepresents", "c:axId"),
        )
