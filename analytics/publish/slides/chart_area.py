"""Where the plot of a native chart stands in its frame, and the helper series that carry words and guides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.core import style
from analytics.core.plot import Label, Note, Rule, Series, Stroke
from analytics.core.text_metrics import height, widest, width, wrapped
from analytics.publish.slides.as_points import GAP
from analytics.publish.slides.chart_plan import Plan, unseen
from analytics.publish.slides.chart_xml import PIXEL
from analytics.publish.slides.scales import Scale

WORD = 14.0  # points: ticks, labels, titles of axes
_GAP = "\u00a0\u00a0"  # between the words of a row and a mark at the low end
CLEAR = 0.6  # opacity of bands and bars among points: LibreOffice draws lines over points
_EDGE = 0.04  # of an axis: words nearer to its end would be cut


class PlotArea:
    """Inches from the left and the top of the frame to the plot, its width and height, the size of its type."""

    def __init__(self, plan: Plan, across: float, down: float) -> None:
        self.across, self.down = across, down
        tick = self.size = self.ticks = WORD
        names = plan.names if plan.horizontal else ()
        said = [text for _place, text in _row_words(plan.y)] or [str(name) for name in names] or plan.y.tick_texts()
        left_shown = plan.y.axis.visible or plan.horizontal
        self.left = (widest(said, tick) if left_shown else 0.0) + 0.15 + (0.3 if plan.y.axis.title else 0)
        words = [height(text, tick) for _place, text in _column_words(plan.x, across, tick)]
        on_top = plan.points and plan.x.axis.top and bool(words)
        self.top = 0.12 + _legend_height(plan, across, tick) + _above(plan, tick) + (max(words) if on_top else 0)
        below = max(words, default=height("0", tick)) if not on_top else 0.0
        self.bottom = below + 0.18 + (0.3 if plan.x.axis.title else 0)
        self.right = max(0.25, _beyond(plan, self.size))
        self.width = max(across - self.left - self.right, 1.0)
        self.height = max(down - self.top - self.bottom, 0.8)

    def slot(self, plan: Plan) -> float:
        """Inches that a category takes."""
        return (self.height if plan.horizontal else self.width) / max(len(plan.names), 1)


def _legend_height(plan: Plan, across: float, size: float) -> float:
    """Inches of the legend above the plot, on as many lines as its names take."""
    if not plan.plot.legend:
        return 0.0
    names = {one.name: width(one.name, size) + 0.35 for one in plan.series if one.in_legend and not one.helper}
    lines = max(1, -(-sum(names.values()) // (across * 0.9)))
    return 0.38 + 0.26 * (lines - 1)


def _above(plan: Plan, size: float) -> float:
    """Inches above the plot for labels of columns and words of events."""
    upright = plan.kind in ("column", "stacked_column") and any(one.labels for one in plan.series)
    events = [height(event.text, size) for event in plan.plot.events if event.text]
    return max([*events, height("0", size) if upright else 0.0])


def _beyond(plan: Plan, size: float) -> float:
    """Inches right of the plot for words at the ends of lines and bars, as far as the axis leaves them none."""
    labels = [(at, one, label) for one in plan.series for at, label in one.labels.items()]
    last = len(plan.names) - 1
    if plan.kind == "line":
        kept = [label for at, _one, label in labels if label.side in ("right", "after") and at >= last - 1]
    elif plan.kind in ("column", "stacked_column"):
        kept = [label for at, _one, label in labels if label.side == "after" or (label.side == "right" and at == last)]
    elif plan.horizontal:
        kept = [
            label
            for at, _one, label in labels
            if label.side == "after" or (label.side != "centre" and _reach(plan, at) > 0.8 * plan.values.high)
        ]
        after = [lb for one in plan.plot.series for lb in one.labels.values() if lb.side == "after"]
        kept += after
    elif plan.kind == "xy":
        edge = plan.x.at(0.98)
        kept = [label for at, one, label in labels if "right" in label.side and (one.x[at] or 0.0) >= edge]
        kept += [label for _at, _one, label in labels if label.side == "after"]
    else:
        return 0.25
    return widest((label.text for label in kept), size) + 0.2


def _reach(plan: Plan, at: int) -> float:
    values = [one.y[at] or 0.0 for one in plan.series]
    return sum(values) if plan.stacked else max(values)


def _row_words(scale: Scale) -> list[tuple[float, str]]:
    """The words of an upright axis by place; many rows have room for a line each."""
    if not scale.axis.visible:
        return []
    many = len(scale.words) > 9
    said = [(at, text.replace("\n", " ") if many else text) for at, text in scale.words]
    return [(at, text.replace("\n", _GAP + "\n") + _GAP) for at, text in said]


def _column_words(scale: Scale, across: float, size: float) -> list[tuple[float, str]]:
    """The words of a flat axis by place, broken so that neighbours do not meet."""
    if not scale.axis.visible:
        return []
    room = across * 0.86 / max(len(scale.words), 1)
    return [(at, "\n".join(wrapped(text.replace("\n", " "), room, size * 0.87))) for at, text in scale.words]


# ------------------------------------------------------------------ helper series


def all_series(plan: Plan, area: PlotArea) -> tuple[Series, ...]:
    """The plan's series; among points with those that carry the words of the axes, bands, rules and notes."""
    if not plan.points:
        return plan.series
    guides = [*_bands(plan, area), *_rules(plan)] if plan.kind == "xy" else []
    own = [piece for one in plan.series for piece in _with_strokes(_without_after(plan, one), plan, area)]
    drawn = [*guides, *own, *_words(plan)]
    ticks = _tick_words(plan, area)
    longest = max(len(one.y) for one in drawn)
    if not ticks and len(drawn[0].y) == longest:
        return tuple(drawn)
    # LibreOffice ignores series that precede the longest one, so the first is padded to that length.
    spare = [(plan.x.low, plan.y.low, None)] * (longest - len(ticks))
    return (unseen([*ticks, *spare]), *drawn)


def _tick_words(plan: Plan, area: PlotArea) -> list[tuple[float, float, Label | None]]:
    """PowerPoint's axes of numbers take no words: these are labels of unseen points at the ends."""
    x, y = plan.x, plan.y
    top = x.axis.top
    rows = [
        (x.low, at, Label(text, "left", bold=at in y.axis.strong))
        for at, text in _row_words(y)
        if y.low <= at <= y.high
    ]
    columns = [
        (at, y.high if top else y.low, Label(text, "top" if top else "bottom", bold=at in x.axis.strong))
        for at, text in _column_words(x, area.across, area.ticks)
        if x.low <= at <= x.high
    ]
    return [*rows, *columns]


def _bands(plan: Plan, area: PlotArea) -> list[Series]:
    """Rectangles as strokes of their height, frames as closed lines."""
    made = []
    for band in plan.plot.bands:
        (left, right), (low, high) = band.x, band.y
        if band.fill:
            thick = abs(plan.y.share(high) - plan.y.share(low)) * area.height * 72 / PIXEL
            line = Stroke(band.fill, thick, opacity=CLEAR * band.opacity)
            made.append(_guide((left, right), ((low + high) / 2,) * 2, line))
        else:
            line = Stroke(band.edge, 3.0, opacity=band.opacity)
            made.append(_guide((left, right, right, left, left), (low, low, high, high, low), line))
    return made


def _rules(plan: Plan) -> list[Series]:
    muted = style.palette().muted
    events = [Rule("x", event.x, Stroke(event.colour or muted, 1.5, "dot")) for event in plan.plot.events]
    made = []
    for rule in (*plan.plot.rules, *events):
        other = plan.x if rule.axis == "y" else plan.y
        whole = rule.low is None or rule.high is None
        ends = (other.low, other.high) if whole else (float(rule.low or 0), float(rule.high or 0))
        at = (rule.at, rule.at)
        made.append(_guide(*((ends, at) if rule.axis == "y" else (at, ends)), rule.stroke))
    return made


def _guide(x: Sequence[float], y: Sequence[float], line: Stroke) -> Series:
    return Series("", tuple(y), tuple(x), line=line, helper=True)


def _without_after(plan: Plan, series: Series) -> Series:
    return replace(series, labels={at: label for at, label in series.labels.items() if not _after(plan, label)})


def _with_strokes(series: Series, plan: Plan, area: PlotArea) -> list[Series]:
    """A series and, for its upright strokes, which PowerPoint has no symbol for, short lines at its points."""
    if plan.kind != "xy" or not series.marks or any(mark.symbol != "line-ns" for mark in series.marks):
        return [series]
    unit = PIXEL / 72 / area.height * (plan.y.high - plan.y.low)
    made = [replace(series, marks=())]
    for at, (x, y) in enumerate(zip(series.x, series.y, strict=True)):
        mark = series.mark(at)
        half = mark.size / 2 * unit
        line = Stroke(mark.edge or mark.fill, mark.edge_width or 2, opacity=mark.opacity)
        made.append(_guide((x or 0.0, x or 0.0), ((y or 0.0) - half, (y or 0.0) + half), line))
    return made


def _after(plan: Plan, label: Label) -> bool:
    """Whether a label stands right of the plot, at an unseen point there; lines end there themselves."""
    return label.side == "after" and plan.plot.kind != "line"


def _words(plan: Plan) -> list[Series]:
    """Notes, words of events and labels right of the plot, as labels of unseen points."""
    places: list[tuple[float, float, Label | None]] = [
        (plan.x.high, one.y[at] or 0.0, replace(label, side="right"))
        for one in plan.series
        for at, label in one.labels.items()
        if _after(plan, label)
    ]
    places += [
        (event.x, plan.y.high, Label(event.text, "top", event.colour or style.palette().muted))
        for event in plan.plot.events
        if event.text
    ]
    places += [_note(plan, note) for note in plan.plot.notes]
    return [unseen(places)] if places else []


def _note(plan: Plan, note: Note) -> tuple[float, float, Label]:
    colour = note.colour or style.palette().muted
    if note.place == "data":
        return note.x, note.y, Label(note.text, note.side, colour, note.bold)
    if note.place == "centre":
        return plan.x.at(0.5), plan.y.at(0.5), Label(note.text, "centre", colour, note.bold)
    right, top = note.place.endswith("right"), note.place.startswith("top")
    label = Label(note.text, "left" if right else "right", colour, note.bold)
    return plan.x.at(float(right)), plan.y.at(1 - _EDGE if top else _EDGE), label


def place_of_category(plan: Plan, place: float) -> float:
    """How far along the axis of categories a place stands, 0 to 1: from the top where bars are horizontal."""
    count = max(len(plan.names), 1)
    if not plan.horizontal:
        first = float(plan.plot.categories[0]) if plan.plot.x.years and plan.plot.categories else 0.0
        return (place - first + 0.5) / count
    row, first_apart = -place, len(plan.plot.categories) - plan.plot.apart
    return (row + (1 - GAP if plan.plot.apart and row >= first_apart else 0.0) + 0.5) / count
