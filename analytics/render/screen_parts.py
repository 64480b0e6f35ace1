"""What the renderers of the screen share: texts, looks, axes, reference lines and labels in plotly's terms."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from textwrap import wrap
from typing import Any

from analytics.core import style
from analytics.core.label_layout import apart
from analytics.core.language import number
from analytics.core.plot import Axis, Band, Event, Label, Mark, Note, Plot, Rule, Series, Side, Stroke
from analytics.render.screen_figure import Spec

LINE = 0.068  # height of a line of text, as a share of a plot of the usual height
_HOVER_LETTERS = 44
_ANCHORS: dict[Side, tuple[str, str]] = {
    "right": ("left", "middle"), "left": ("right", "middle"), "top": ("center", "bottom"),
    "bottom": ("center", "top"), "centre": ("center", "middle"), "end": ("left", "middle"),
    "after": ("left", "middle"), "top left": ("right", "bottom"), "top right": ("left", "bottom"),
    "bottom left": ("right", "top"), "bottom right": ("left", "top"),
}  # fmt: skip


@dataclass
class Wide:
    """Letters that stand right of the plot, the longest line of them, for which the margin makes room."""

    letters: int = 0
    above: bool = False

    def room(self, text: str) -> None:
        """Make room for a text right of the plot."""
        self.letters = max(self.letters, *(len(line) for line in text.split("\n")))


def escaped(text: str, bold: bool = False) -> str:
    """Plain text as plotly writes it, a "\\n" as a new line."""
    said = html.escape(text, quote=False).replace("\n", "<br>")
    return f"<b>{said}</b>" if bold and said else said


def row_name(text: str, strong: bool) -> str:
    """The words of a row above its marks: of several lines all but the last are the name, which may be bold."""
    *name, last = text.split("\n")
    return "<br>".join([*(escaped(line, strong) for line in name), escaped(last, strong and not name)])


def label_words(label: Label) -> str:
    """The words of a label as plotly writes them."""
    said = escaped(label.text, label.bold)
    return f"{said}<br>{escaped(label.more)}" if label.more else said


def broken(text: str, letters: int) -> str:
    """A text on lines of at most `letters` characters; longer words stay whole."""
    return "<br>".join(wrap(text, letters, break_long_words=False))


def hover(text: str) -> str:
    """A tooltip: lines of at most 44 characters, the first bold where there are several paragraphs."""
    first, *rest = [
        "<br>".join(html.escape(line, quote=False) for line in wrap(part, _HOVER_LETTERS, break_long_words=False))
        for part in text.split("\n")
    ]
    return "<br>".join([f"<b>{first}</b>", *rest]) if rest else first


def hovers(series: Series, default: Sequence[str]) -> dict[str, Any]:
    """The tooltips of a series; `default` says what a series without texts of its own tells."""
    if series.helper:
        return {"hoverinfo": "skip"}
    return {"hovertext": [hover(text) for text in (series.hover or default)], "hoverinfo": "text"}


def bar_look(marks: Sequence[Mark]) -> dict[str, Any]:
    """Bars' fillings, edges and hatchings."""
    ground = style.palette().background
    fills = [mark.fill or ground for mark in marks]
    pattern: dict[str, Any] = {"shape": [mark.hatch for mark in marks], "size": 6}
    # Plotly draws a hatching in its stated colour where all bars have one filling. Where fillings differ, it is black
    # or white on them, or has the colour of the bar on the ground.
    if len(set(fills)) > 1 and all(mark.fill == "" for mark in marks if mark.hatch):
        fills = [mark.fill or mark.hatch_colour or ground for mark in marks]
    else:
        pattern |= {
            "fgcolor": [mark.hatch_colour or ground for mark in marks], "fillmode": "overlay", "fgopacity": 1,
        }  # fmt: skip
    return {
        "color": fills[0] if len(set(fills)) == 1 else fills,
        "opacity": [mark.opacity for mark in marks],
        "line": {"color": [mark.edge or ground for mark in marks], "width": [mark.edge_width for mark in marks]},
        "pattern": pattern,
    }


def point_look(marks: Sequence[Mark]) -> dict[str, Any]:
    """Points' symbols, sizes, fillings and edges."""
    ground = style.palette().background
    return {
        "symbol": [_SYMBOLS.get(mark.symbol, mark.symbol) for mark in marks],
        "size": [mark.size for mark in marks],
        "color": [mark.fill or ground for mark in marks],
        "opacity": [mark.opacity for mark in marks],
        "line": {"color": [mark.edge or ground for mark in marks], "width": [mark.edge_width for mark in marks]},
    }


_SYMBOLS = {"circle-dot": "circle-open-dot"}


def line_look(stroke: Stroke) -> dict[str, Any]:
    """A line's colour, width and dashes."""
    return {"color": stroke.colour, "width": stroke.width, "dash": stroke.dash}


def marks_of(series: Series) -> list[Mark]:
    """A look for each point."""
    return [series.mark(place) for place in range(len(series.y))]


def axis(given: Axis, ends: tuple[float, float] | None = None) -> dict[str, Any]:
    """An axis; `ends` are its ends where the description has none."""
    low = given.low if given.low is not None else ends[0] if ends else None
    high = given.high if given.high is not None else ends[1] if ends else None
    made: dict[str, Any] = {"showgrid": given.grid, "visible": given.visible, "fixedrange": True}
    if low is not None and high is not None:
        made["range"] = [log10(low), log10(high)] if given.log else [low, high]
    if given.log:
        made["type"] = "log"
    if given.title:
        made["title"] = {"text": escaped(given.title)}
    if given.ticks:
        made |= {
            "tickmode": "array",
            "tickvals": [place for place, _text in given.ticks],
            "ticktext": [escaped(text, place in given.strong) for place, text in given.ticks],
            "tickangle": -90 if given.upright else 0,
        }
    elif given.step is not None:
        made |= {"dtick": given.step, "tick0": 0}
    else:
        made["nticks"] = given.ticks_wanted
    if not given.log:
        made |= {"exponentformat": "none", "separatethousands": not given.years}  # 15,000, not 15k
    if given.years:
        made |= {"tickformat": "d", "tickangle": 0}
    if given.suffix:
        made["ticksuffix"] = given.suffix
    if given.letters != 14:
        made["tickfont"] = {"size": given.letters}
    return made | {"ticklabelstandoff": 6} | ({"side": "top"} if given.top else {})


def add_rules(figure: Spec, rules: Sequence[Rule]) -> None:
    """Reference lines over the marks."""
    for rule in rules:
        whole = rule.low is None or rule.high is None
        low, high = (0, 1) if whole else (rule.low, rule.high)
        ends = (
            {"x0": low, "x1": high, "y0": rule.at, "y1": rule.at, "xref": "paper" if whole else "x"}
            if rule.axis == "y"
            else {"x0": rule.at, "x1": rule.at, "y0": low, "y1": high, "yref": "paper" if whole else "y"}
        )
        figure.add_shape(type="line", line=line_look(rule.stroke), opacity=rule.stroke.opacity, **ends)


def add_bands(figure: Spec, bands: Sequence[Band]) -> None:
    """Rectangles under the marks, and frames over them."""
    for band in bands:
        look = (
            {"fillcolor": band.fill, "line": {"width": 0}, "layer": "below"}
            if band.fill
            else {"line": {"color": band.edge, "width": 3}}
        )
        figure.add_shape(
            type="rect", x0=band.x[0], x1=band.x[1], y0=band.y[0], y1=band.y[1], opacity=band.opacity, **look
        )


def add_events(figure: Spec, events: Sequence[Event], wide: Wide) -> None:
    """Dotted lines from edge to edge, their words above the plot."""
    for event in events:
        colour = event.colour or style.palette().muted
        figure.add_shape(
            type="line", x0=event.x, x1=event.x, y0=0, y1=1, yref="paper",
            line={"color": colour, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
        if event.text:
            wide.above = True
            figure.add_annotation(
                x=event.x, y=1, yref="paper", yanchor="bottom", xanchor="right", xshift=30, showarrow=False,
                text=escaped(event.text), font={"color": colour},
            )  # fmt: skip


def add_notes(figure: Spec, notes: Sequence[Note], log_x: bool = False) -> None:
    """Words that belong to no point."""
    for note in notes:
        look = {
            "text": escaped(note.text, note.bold), "showarrow": False,
            "font": {"color": note.colour or style.palette().muted, "size": note.letters},
        }  # fmt: skip
        if note.place == "data":
            across, up = _ANCHORS[note.side]
            figure.add_annotation(
                x=log10(note.x) if log_x else note.x, y=note.y, xanchor=across, yanchor=up, align=_align(across), **look
            )
        elif note.place == "centre":
            figure.add_annotation(x=0.5, y=0.5, xref="paper", yref="paper", **look)
        else:
            top, right = note.place.startswith("top"), note.place.endswith("right")
            figure.add_annotation(
                x=float(right), y=float(top), xref="paper", yref="paper", xanchor="right" if right else "left",
                yanchor="top" if top else "bottom", align="right" if right else "left",
                bgcolor=style.palette().background, **look,
            )  # fmt: skip


def add_label(
    figure: Spec, label: Label, x: Any, y: Any, reach: float = 0.0, gap: float | None = None, **more: Any
) -> None:
    """A label beside a point whose mark has the radius `reach`; x is a logarithm where the axis is logarithmic.

    `gap` is the distance from the mark on every side, None the usual one; `more` goes to the annotation as it is.
    """
    across, up = _ANCHORS[label.side]
    if label.offset is not None:
        figure.add_annotation(
            x=x, y=y, text=escaped(label.text, label.bold), ax=label.offset[0], ay=-label.offset[1], showarrow=True,
            arrowhead=0, arrowwidth=1, arrowcolor=style.palette().muted, standoff=reach + 2, borderpad=0,
            bgcolor=style.palette().background, font={"color": label.colour or style.palette().text}, **more,
        )  # fmt: skip
        return
    aside = reach + (6 if gap is None else gap)
    above = reach + (gap if gap is not None else 3 if across == "center" else 0)
    figure.add_annotation(
        x=x, y=y, text=label_words(label), showarrow=False, xanchor=across, yanchor=up,
        align=_align(across), xshift={"left": aside, "right": -aside}.get(across, 0),
        yshift={"bottom": above, "top": -above}.get(up, 0),
        font={"color": label.colour or style.palette().text, "size": label.letters}, borderpad=0, **more,
    )  # fmt: skip


def add_end_labels(
    figure: Spec, ends: Sequence[tuple[float, Label, bool]], span: tuple[float, float], wide: Wide
) -> float:
    """Labels right of the plot at their heights, lowest first, moved apart; the top of the highest, in values.

    `ends` are (height, label, whether in front), `span` the ends of the axis.
    """
    ends = sorted(ends, key=lambda end: end[0])
    whole = (span[1] - span[0]) or 1.0
    rooms = [LINE * whole * (1 + 0.8 * label.text.count("\n")) for _height, label, _front in ends]
    floor = span[0] + (rooms[0] / 2 if rooms else 0)
    heights = apart([height for height, _label, _front in ends], rooms, floor)
    for height, (_height, label, front) in zip(heights, ends, strict=True):
        wide.room(label.text)
        figure.add_annotation(
            x=1, xref="paper", y=height, text=escaped(label.text, label.bold), xanchor="left", xshift=6, align="left",
            showarrow=False, font={"color": label.colour or style.palette().text, "size": 15 if front else 14},
        )  # fmt: skip
    return max((height + room / 2 for height, room in zip(heights, rooms, strict=True)), default=span[1])


def fitted_margins(plot: Plot, wide: Wide) -> dict[str, int]:
    """Margins with room for the words right of the plot and above it."""
    if plot.kind == "radar":
        return {"l": 64, "r": 64, "t": 40, "b": 40}  # the words of spokes stand outside
    if plot.kind == "network":
        return {"l": 12, "r": 12, "t": 56, "b": 12}  # the room that its labels were fitted into
    margins = {"l": 8, "r": 20 + 7 * wide.letters if wide.letters else 16, "t": 12, "b": 8}
    if wide.above or plot.y.over:
        margins["t"] = 32
    if plot.facets:
        margins["t"] = 12 + 19 * max(head.count("\n") + 1 for head in plot.facets)
    return margins


def value_words(value: float | None, given: Axis) -> str:
    """A value in a tooltip, by the axis's unit."""
    return number(value, 1 if given.suffix or (value or 0) % 1 else 0) + given.suffix


def _align(across: str) -> str:
    return across if across in ("left", "right") else "center"
