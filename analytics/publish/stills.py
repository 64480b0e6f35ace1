"""A chart as a still: HTML and SVG in the page's own font, which a browser shows at once, with no script to fetch.

Lines stretch with the page, words do not: only the lines stand in the SVG.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from html import escape
from math import ceil

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.label_layout import apart
from analytics.core.language import number
from analytics.core.plot import Axis, Mark, Plot, Series
from analytics.core.ticks import nice_step

LETTERS = 14  # pixels
LINE = 19  # pixels: the height of a line of text
HEAD, FOOT = 24, 30  # pixels above the lines for the axis title, and below them for the years
_DASHES = {"dash": "7 5", "dot": "2 4", "dashdot": "7 4 2 4"}


def html(chart: Chart, height: int) -> str:
    """The chart in a height in pixels, in the mode in use: lines over years, or bars.

    Raises ValueError for a chart that is neither.
    """
    plot = chart.drawing
    if not isinstance(plot, Plot) or plot.kind not in ("line", "bar", "stacked_bar"):
        raise ValueError(f"{chart.id} has no still: it is neither lines over years nor bars")
    drawn = _lines(plot, height) if plot.kind == "line" else _bars(plot, height)
    return (
        f'<div role="img" aria-label="{escape(chart.alt, quote=True)}" '
        f'style="height:{height}px;font-size:{LETTERS}px;line-height:1.2">{drawn}</div>'
    )


# ------------------------------------------------------------------ lines over years


def _lines(plot: Plot, height: int) -> str:
    room = height - HEAD - FOOT
    shown = [value for one in plot.series for value in one.y if value is not None]
    low = plot.y.low if plot.y.low is not None else min(shown)
    high = plot.y.high if plot.y.high is not None else 1.04 * max(shown)

    def down(value: float) -> float:
        return (high - value) / ((high - low) or 1) * room

    ticks = list(_ticks(plot.y, low, high))
    last = max(len(plot.categories) - 1, 1)
    years = [at for at, year in enumerate(plot.categories) if int(year) % int(plot.x.step or 5) == 0]
    return (
        f'<div style="height:{HEAD}px">{escape(plot.y.title)}</div><div style="display:flex;height:{room}px">'
        + _stack([(down(tick), number(tick) + plot.y.suffix, "") for tick in ticks], "text-align:right")
        + f'<div style="position:relative;flex:1;margin:0 6px">{_strokes(plot, ticks, down, room)}'
        + "".join(
            f'<span style="position:absolute;top:{room + 8}px;left:{100 * at / last:.2f}%;transform:translateX(-50%)">'
            f"{plot.categories[at]}</span>"
            for at in years
        )
        + "</div>"
        + _stack(
            _ends(plot, down, room),
            "",
        )
        + "</div>"
    )


def _ends(plot: Plot, down: Callable[[float], float], room: int) -> list[tuple[float, str, str]]:
    """The names at the ends of lines as (pixels from the top, name, colour), moved apart where they would touch."""
    ends = [(room - down(one.y[at] or 0.0), label) for one in plot.series for at, label in one.labels.items()]
    ends.sort(key=lambda end: end[0])
    heights = apart([height for height, _label in ends], LINE, LINE / 2)
    return [(room - height, label.text, label.colour) for height, (_height, label) in zip(heights, ends, strict=True)]


def _ticks(axis: Axis, low: float, high: float) -> Iterator[float]:
    step = axis.step or nice_step(low, high, axis.ticks_wanted)
    tick = ceil(low / step) * step
    while tick <= high:
        yield tick
        tick += step


def _stack(words: list[tuple[float, str, str]], css: str) -> str:
    """Words one above the other at their heights; all in one cell of a grid, which is as wide as the widest."""
    cells = "".join(
        f'<span style="grid-area:1/1;margin-top:{top - LETTERS * 0.6:.1f}px;white-space:nowrap'
        f'{_inked(colour)}">{escape(text)}</span>'
        for top, text, colour in words
    )
    return f'<div style="display:grid;align-items:start;height:0;{css}">{cells}</div>'


def _inked(colour: str) -> str:
    # Mixed with the page's own ink, words keep a contrast of 4.5:1, also when a visitor's system turns dark meanwhile.
    return f";color:color-mix(in srgb,{colour} 60%,currentColor)" if colour else ""


def _strokes(plot: Plot, ticks: list[float], down: Callable[[float], float], room: int) -> str:
    last = max(len(plot.categories) - 1, 1)
    rules = "".join(
        f'<line x1="0" x2="100" y1="{down(tick):.2f}" y2="{down(tick):.2f}" stroke="{style.palette().grid}" '
        'style="vector-effect:non-scaling-stroke"/>'
        for tick in ticks
    )
    paths = "".join(
        f'<path d="{_path(one, last, down)}" fill="none" stroke="{one.line.colour}" stroke-width="{one.line.width:g}" '
        f'stroke-linejoin="round" stroke-dasharray="{_DASHES.get(one.line.dash, "none")}" '
        'style="vector-effect:non-scaling-stroke"/>'
        for one in plot.series
        if one.line
    )
    # As a picture, because Streamlit takes SVG out of a page's HTML.
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -3 100 {room + 6}" preserveAspectRatio="none">'
        f"{rules}{paths}</svg>"
    )
    source = "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode()
    return (
        f'<img alt="" src="{source}" style="position:absolute;top:-3px;left:0;width:100%;height:{room + 6}px;'
        'max-width:none">'
    )


def _path(one: Series, last: int, down: Callable[[float], float]) -> str:
    drawn, pen = [], "M"
    for at, value in enumerate(one.y):
        if value is None:
            pen = "M"  # a year with no figure stays a gap
            continue
        drawn.append(f"{pen}{100 * at / last:.2f} {down(value):.2f}")
        pen = "L"
    return "".join(drawn)


# ------------------------------------------------------------------ bars


def _bars(plot: Plot, height: int) -> str:
    totals = [sum(one.y[at] or 0.0 for one in plot.series) for at in range(len(plot.categories))]
    high = plot.x.high or max(totals)
    # Words stand after their bar, so the longest bar leaves room for the longest words. A figure is 1ch wide.
    room = max((len(_words(plot, at)) for at in range(len(plot.categories))), default=0)
    rows = "".join(_row(plot, at, high, room) for at in range(len(plot.categories)))
    key = "".join(
        f'<span style="white-space:nowrap"><span style="{_filled(one.key)};width:14px;height:14px;'
        f'margin:0 5px -2px 14px"></span>{escape(one.name)}</span>'
        for one in plot.series
        if plot.legend and one.key
    )
    return (
        f'<div style="display:flex;flex-direction:column;height:{height}px">'
        + (
            f'<div style="display:flex;flex-wrap:wrap;justify-content:flex-end;min-height:{HEAD}px">{key}</div>'
            if key
            else ""
        )
        + '<div style="flex:1;display:grid;grid-template-columns:auto 1fr;column-gap:8px;align-items:center">'
        + f"{rows}</div>"
        + f'<div style="height:{FOOT}px;padding-top:10px;text-align:center">{escape(plot.x.title)}</div></div>'
    )


def _words(plot: Plot, at: int) -> str:
    return "".join(one.labels[at].text for one in plot.series if at in one.labels and one.labels[at].side != "centre")


def _row(plot: Plot, at: int, high: float, room: int) -> str:
    name = escape(str(plot.categories[at]))
    parts = "".join(
        f'<span title="{escape(f"{plot.categories[at]}, {one.name}: {number(value, 2)}", quote=True)}" '
        f'style="{_filled(one.mark(at))};width:{100 * value / high:.2f}%;height:26px;flex:none"></span>'
        for one in plot.series
        if (value := one.y[at]) and one.shape == "bar"
    )
    said = f'<span style="padding-left:6px;white-space:nowrap">{escape(_words(plot, at))}</span>'
    right = f";margin-right:calc({room}ch + 6px)" if room else ""
    return (
        f'<span style="text-align:right">{name}</span>'
        f'<span style="display:flex;align-items:center;min-width:0{right}">{parts}{said}</span>'
    )


def _filled(mark: Mark) -> str:
    fill = style.mixed(mark.fill, mark.opacity)
    ink = mark.hatch_colour or style.palette().background
    if mark.hatch == ".":
        paint = f"radial-gradient(circle at 3px 3px,{ink} 1.4px,transparent 1.8px) 0 0/6px 6px,{fill}"
    elif mark.hatch:
        paint = f"repeating-linear-gradient(-45deg,{fill} 0 4px,{ink} 4px 6px)"
    else:
        paint = fill
    # Inside, so that an edge makes no bar longer.
    edge = f";box-shadow:inset 0 0 0 {mark.edge_width:g}px {mark.edge}" if mark.edge and mark.edge_width else ""
    return f"display:inline-block;background:{paint}{edge}"
