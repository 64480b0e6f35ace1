"""Plots over categories as plots of points, for what PowerPoint shows on two axes of numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.core.plot import Axis, Label, Plot, Series
from analytics.publish.slides.scales import of_values

GAP = 0.6  # rows between bars and those that stand apart
_GROUP = 0.8  # of a row: bars beside each other


def as_points(plot: Plot) -> Plot:
    """Lines over years with the years as x; horizontal bars in rows, with points and lines over them."""
    if plot.kind == "line":
        return _lines(plot)
    places = rows(plot)
    bars = [one for one in plot.series if one.shape == "bar"]
    stacked = plot.kind.startswith("stacked")
    below = [0.0] * len(places)
    made = []
    for one in plot.series:
        shift, thickness = 0.0, one.thickness
        if one.shape == "bar" and not stacked and len(bars) > 1:
            thickness = _GROUP / len(bars)
            shift = (bars.index(one) - (len(bars) - 1) / 2) * thickness
        start = tuple(below) if stacked and one.shape == "bar" else ()
        reach = [None if v is None else v + low for v, low in zip(one.y, start or [0.0] * len(places), strict=True)]
        made.append(_turned(one, [place + shift for place in places], reach, start, thickness))
        if start:
            below = [low if value is None else value for low, value in zip(below, reach, strict=True)]
    shown = [value for one in made for value in one.x if value is not None]
    room = plot.kind == "bar" and any(one.labels for one in made)
    scale = of_values(plot.values, [*shown, 0.0], stacked, room)
    x = replace(plot.x, low=scale.low, high=scale.high, step=scale.step, grid=True)
    return replace(plot, kind="scatter", series=tuple(made), x=x, y=_names(plot, places), categories=())


def rows(plot: Plot) -> list[float]:
    """Where the categories of horizontal bars stand, from the top downwards."""
    first_apart = len(plot.categories) - plot.apart
    return [-float(at) - (GAP if plot.apart and at >= first_apart else 0.0) for at in range(len(plot.categories))]


def _names(plot: Plot, places: Sequence[float]) -> Axis:
    low, high = min(places, default=0.0) - 0.6, max(places, default=0.0) + 0.6
    ticks = tuple((place, str(name)) for place, name in zip(places, plot.categories, strict=True))
    strong = frozenset(place for place, name in zip(places, plot.categories, strict=True) if name in plot.strong)
    return replace(plot.y, low=low, high=high, ticks=ticks, strong=strong, years=False)


def _turned(
    series: Series,
    places: Sequence[float],
    reach: Sequence[float | None],
    start: tuple[float, ...],
    thickness: float,
) -> Series:
    labels = {at: _beside(label, reach[at] or 0.0) for at, label in series.labels.items()}
    return replace(series, x=tuple(reach), y=tuple(places), start=start, thickness=thickness, labels=labels)


def _beside(label: Label, value: float) -> Label:
    return replace(label, side="left" if value < 0 else "right") if label.side == "end" else label


def _lines(plot: Plot) -> Plot:
    years = tuple(float(year) for year in plot.categories)
    series = tuple(replace(one, x=years) for one in sorted(plot.series, key=lambda one: one.highlight))
    shown = [value for one in series for value in one.y if value is not None]
    scale = of_values(plot.y, shown)
    y = plot.y if scale.words else replace(plot.y, low=scale.low, high=scale.high, step=scale.step)
    x = replace(plot.x, years=True, low=min(years, default=0.0), high=max(years, default=1.0), ticks=())
    return replace(plot, series=series, x=x, y=replace(y, grid=True))
