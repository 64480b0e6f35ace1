"""A figure's axes as PowerPoint can have them, and its values and colours as plain Python."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.publish.slides.plot import Axis
from analytics.publish.slides.words import strip_html

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_RGB = re.compile(r"rgba?\((\d+),\s*(\d+),\s*(\d+)")
_NUMBER = re.compile(r"[-−]?\d(?:[\d\s.,]*\d)?")


def items(values: Any) -> list[Any]:
    """A trace's values as a list of plain Python ones; None for what is missing."""
    if values is None:
        return []
    if isinstance(values, str) or not isinstance(values, Iterable):
        values = [values]
    return [item(value) for value in values]


def item(value: Any) -> Any:
    """A value as plain Python has it; None for a missing one."""
    if hasattr(value, "item"):
        value = value.item()
    return None if value is None or value is pd.NA or value != value else value


def real(value: Any) -> bool:
    """Whether it is a number that can be drawn."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def each(value: Any, n: int) -> list[Any]:
    """One value or a list of them as a list of `n`."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [item(value)] * n
    return [*items(value), *[None] * n][:n]


def colour(given: Any, opacity: float = 1.0) -> str:
    """ "#RRGGBB" of a figure's colour, mixed with the background by its opacity; "" for none."""
    text = str(given or "")
    found = _RGB.match(text)
    if found:
        text = "#" + "".join(f"{int(part):02X}" for part in found.groups())
        opacity *= _alpha(str(given))
    if not _HEX.fullmatch(text):
        return ""
    ground = style.palette().background
    mixed = zip(style.rgb(text), style.rgb(ground), strict=True)
    return "#" + "".join(f"{round(one * opacity + other * (1 - opacity)):02X}" for one, other in mixed)


def _alpha(text: str) -> float:
    parts = text.rstrip(") ").split(",")
    return float(parts[3]) if len(parts) == 4 else 1.0


def read(axis: go.layout.XAxis | go.layout.YAxis, shown: list[float], grid: bool) -> Axis:
    """The axis; `shown` are the values drawn on it, `grid` whether the house draws lines where the figure is silent."""
    log = axis.type == "log"
    given = [item(end) for end in axis.range or ()]
    ends = sorted(10**end if log else float(end) for end in given if real(end))
    low, high = (ends[0], ends[-1]) if len(ends) == 2 else (None, None)
    if axis.rangemode == "tozero" and low is None and min(shown, default=0) >= 0:
        low = 0.0
    if log and low is not None and low > 0:
        low = 10.0 ** math.floor(math.log10(low))  # PowerPoint counts its decades from the end
    places = [float(place) for place in items(axis.tickvals) if real(place)]
    texts = [str(text) for text in items(axis.ticktext)]
    words: tuple[tuple[float, str], ...] = ()
    suffix, step = "", item(axis.dtick) if real(item(axis.dtick)) else None
    if places and texts:
        suffix = _suffix(texts)
        if all(_same(place, text) for place, text in zip(places, texts, strict=False)):
            step = step or _even(places)
        else:
            words = tuple(zip(places, texts, strict=False))
    elif places:
        step = _even(places)
    if step is None and not log and not words:
        first, last = (
            (low, high) if low is not None and high is not None else (min(shown, default=0), max(shown, default=1))
        )
        step = _nice(first, last, int(axis.nticks or 6))
    years = axis.tickformat == "d" and min(shown, default=0) > 1500
    if step and shown and not (log or words or years):
        low = _snapped(low, step, min(shown)) if low is not None else math.floor(min(shown) / step) * step
        high = high if high is not None else math.ceil(max(shown) / step) * step
    return Axis(
        title=strip_html(axis.title.text or ""),
        low=low,
        high=high,
        step=step,
        log=log,
        suffix=suffix,
        words=words,
        grid=grid if axis.showgrid is None else bool(axis.showgrid),
        years=years,
    )


def _snapped(low: float, step: float, least: float) -> float:
    """A low end at a tick: PowerPoint counts its ticks from there, plotly from zero."""
    nearest = round(low / step) * step
    return (
        nearest
        if nearest <= least and (nearest >= low or abs(nearest - low) < 0.15 * step)
        else math.floor(low / step) * step
    )


def _suffix(texts: list[str]) -> str:
    ends = {_NUMBER.sub("", strip_html(text)) for text in texts} - {""}
    return ends.pop() if len(ends) == 1 else ""


def _same(place: float, text: str) -> bool:
    """Whether a tick's text is its number and nothing else, but for a unit."""
    found = _NUMBER.match(strip_html(text))
    if not found or len(strip_html(text)) - len(found.group()) > 3:
        return False
    digits = re.sub(r"\s", "", found.group()).replace(",", ".").replace("−", "-")
    try:
        return math.isclose(float(digits), place, abs_tol=1e-9)
    except ValueError:
        return False


def _even(places: list[float]) -> float | None:
    steps = [b - a for a, b in pairwise(places)]
    return steps[0] if steps and all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps) else None


def _nice(low: float, high: float, ticks: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives at most `ticks` ticks, as plotly takes it."""
    rough = (high - low) / max(ticks, 1)
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next((power * n for n in (1, 2, 5) if power * n >= rough * 0.999), power * 10)
