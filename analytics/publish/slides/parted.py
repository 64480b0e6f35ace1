"""A timeline with more rows than a slide has room for, as several slides: a few countries each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.core.chart import Chart
from analytics.core.language import listing
from analytics.core.plot import Axis, Plot, Series
from analytics.publish.slides import Slide

ROOM = 13.0  # rows of a slide at 14 points
_HEAD, _FOOT = 0.7, 0.45  # of a row: from the first row to the top, and below the last one
Block = tuple[float, float, str]  # where a block of rows begins and ends, downwards, and its name


def parted(slide: Slide) -> list[Slide]:
    """The slide, or several with a part of its rows each."""
    chart = slide.chart
    if chart is None or not isinstance(chart.drawing, Plot) or chart.drawing.kind != "timeline":
        return [slide]
    plot = chart.drawing
    groups = _groups(_blocks(plot))
    if len(groups) < 2 or len(plot.y.strong) == len(plot.y.ticks):  # rows without heads are no blocks
        return [slide]
    return [replace(slide, chart=_part(chart, plot, group, first=at == 0)) for at, group in enumerate(groups)]


def _blocks(plot: Plot) -> list[Block]:
    """The blocks of rows: each begins with a bold name."""
    heads = sorted(((place, name) for place, name in plot.y.ticks if place in plot.y.strong), reverse=True)
    ends = [place for place, _name in heads[1:]] + [plot.y.low if plot.y.low is not None else 0.0]
    lows = [end + _HEAD for end in ends[:-1]] + ends[-1:]
    return [(place, low, name) for (place, name), low in zip(heads, lows, strict=True)]


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that fit on a slide together, in their order."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and groups[-1][0][0] - block[1] <= ROOM:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _part(chart: Chart, plot: Plot, group: Sequence[Block], *, first: bool) -> Chart:
    top, low = group[0][0], group[-1][1]
    ticks = tuple((place - top, name.replace("\n", " ")) for place, name in plot.y.ticks if low <= place <= top)
    y: Axis = replace(
        plot.y,
        low=low - top,
        high=_HEAD,
        ticks=ticks,
        strong=frozenset(place - top for place in plot.y.strong if low <= place <= top),
        letters=14,
    )
    rules = tuple(
        replace(rule, at=rule.at - top) if rule.axis == "y" else rule
        for rule in plot.rules
        if rule.axis == "x" or low + _FOOT < rule.at < top
    )
    series = tuple(kept for one in plot.series if (kept := _within(one, low, top)) is not None)
    title = f"{chart.title}: {listing(name for _top, _low, name in group)}"
    drawing = replace(plot, series=series, y=y, rules=rules, height=0)
    return replace(chart, title=title, insight=chart.insight if first else "", drawing=drawing)


def _within(series: Series, low: float, top: float) -> Series | None:
    """The series moved to its place in the part; None if it has no row there. Those of the legend stay."""
    places = [y for y in series.y if y is not None]
    if not places:
        return series
    if not all(low - _FOOT < y <= top + _HEAD / 2 for y in places):
        return None
    return replace(series, y=tuple(None if y is None else y - top for y in series.y))
