"""Words and lines over charts of bars, which PowerPoint's bar charts have no place for."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from analytics.core import style
from analytics.core.plot import HORIZONTAL, Label, Note, Plot, Series, Side, Stroke
from analytics.core.text_metrics import height, width
from analytics.publish.slides.as_points import rows
from analytics.publish.slides.chart_area import PlotArea, place_of_category
from analytics.publish.slides.chart_plan import Plan
from analytics.publish.slides.chart_xml import PIXEL, rgb
from analytics.publish.slides.scales import Scale

_SPARE = 0.06  # inches between a place and the words beside it
_INSIDE = 0.04  # of the plot: notes in a corner keep this from its edge


class Overlay:
    """Draws over the plot of a chart of bars, by shares of its axes (0 to 1, x to the right, y upwards)."""

    def __init__(self, page: Any, plan: Plan, area: PlotArea, left: float, top: float) -> None:
        self.page, self.plan, self.area = page, plan, area
        self.left, self.top = left + area.left, top + area.top

    def add(self) -> None:
        """Rules, events, notes, words right of the plot and those of unknown values."""
        for rule in self.plan.plot.rules:
            scale = self.plan.x if rule.axis == "x" else self.plan.y
            if scale is self.plan.values and rule.at == 0 == max(scale.low, 0.0):
                continue  # the axis itself
            self._line(rule.axis, self._share(rule.axis, rule.at), rule.stroke)
        for event in self.plan.plot.events:
            colour = event.colour or style.palette().muted
            self._line("x", self._share("x", event.x), Stroke(colour, 1.5, "dot"))
            if event.text:
                self._words(Label(event.text, "top", colour), self._share("x", event.x), 1.0)
        for note in self.plan.plot.notes:
            self._note(note)
        places = rows(self.plan.plot) if self.plan.horizontal else _columns(self.plan.plot)
        bars = [one for one in self.plan.plot.series if one.shape == "bar"]
        for series in self.plan.plot.series:
            for at, label in series.labels.items():
                shift = _shift(bars, series) if not self.plan.stacked else 0.0
                self._label(series, at, label, places[at] + shift)

    def _label(self, series: Series, at: int, label: Label, place: float) -> None:
        value = series.y[at]
        unknown = value is None and not self.plan.stacked
        after = self.plan.horizontal and label.side == "after"
        if not (unknown or after or series.shape == "text"):
            return
        long = self.plan.values.share(value or 0.0)
        side = "right" if after or (label.side == "end" and self.plan.horizontal) else label.side
        side = "top" if side == "end" else side
        shown = Label(label.text, side, label.colour, label.bold)
        if self.plan.horizontal:
            self._words(shown, 1.0 if after else long, self._share("y", place))
        else:
            self._words(shown, self._share("x", place), long)

    def _share(self, axis: str, at: float) -> float:
        scale: Scale = self.plan.x if axis == "x" else self.plan.y
        if scale is self.plan.values:
            return scale.share(at)
        along = place_of_category(self.plan, at)
        return 1 - along if self.plan.horizontal else along

    def _line(self, axis: str, share: float, stroke: Stroke) -> None:
        if not -0.01 <= share <= 1.01:
            return
        x0, x1 = (share, share) if axis == "x" else (0.0, 1.0)
        y0, y1 = (0.0, 1.0) if axis == "x" else (share, share)
        ends = (*self._inches(x0, y0), *self._inches(x1, y1))
        line = self.page.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(end) for end in ends))
        line.line.color.rgb = rgb(style.mixed(stroke.colour, stroke.opacity))
        line.line.width = Pt(stroke.width * PIXEL)
        if stroke.dash != "solid":
            from pptx.enum.dml import MSO_LINE

            line.line.dash_style = MSO_LINE.ROUND_DOT if stroke.dash == "dot" else MSO_LINE.DASH

    def _note(self, note: Note) -> None:
        label = Label(note.text, note.side, note.colour or style.palette().muted, note.bold)
        if note.place == "data":
            self._words(label, self._share("x", note.x), self._share("y", note.y))
        elif note.place == "centre":
            self._words(Label(note.text, "centre", label.colour, note.bold), 0.5, 0.5)
        else:
            right, top = note.place.endswith("right"), note.place.startswith("top")
            side: Side = "left" if right else "right"
            self._words(Label(note.text, side, label.colour, note.bold), float(right), 1 - _INSIDE if top else _INSIDE)

    def _words(self, label: Label, x: float, y: float) -> None:
        """A box for the words on their side of a place."""
        across, up = self._inches(x, y)
        wide, high = width(label.text, self.area.size, label.bold) + 0.05, height(label.text, self.area.size) + 0.05
        left = across - wide / 2
        if "right" in label.side:
            left = across + _SPARE
        elif "left" in label.side:
            left = across - _SPARE - wide
        top = up - high / 2
        if "top" in label.side:
            top = up - high
        elif "bottom" in label.side:
            top = up
        box = self.page.shapes.add_textbox(Inches(left), Inches(top), Inches(wide), Inches(high))
        frame = box.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
        for at, line in enumerate(label.text.split("\n")):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = {"right": PP_ALIGN.LEFT, "left": PP_ALIGN.RIGHT}.get(label.side, PP_ALIGN.CENTER)
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(self.area.size), label.bold or None
            run.font.color.rgb = rgb(label.colour or style.palette().text)

    def _inches(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.area.width, self.top + (1 - y) * self.area.height


def _columns(plot: Plot) -> list[float]:
    """Where upright bars stand: at their years, or one after the other."""
    if plot.x.years:
        return [float(year) for year in plot.categories]
    return [float(at) for at in range(len(plot.categories))]


def _shift(bars: list[Series], series: Series) -> float:
    """How far from the middle of its category a bar beside others stands."""
    if series not in bars or len(bars) < 2:
        return 0.0
    return (bars.index(series) - (len(bars) - 1) / 2) * 0.7 / len(bars)


def overlaid(page: Any, plan: Plan, area: PlotArea, left: float, top: float) -> None:
    """Add what a chart of bars cannot hold, over the chart whose frame begins at `left` and `top`."""
    if plan.kind in ("column", "stacked_column", *HORIZONTAL):
        Overlay(page, plan, area, left, top).add()
