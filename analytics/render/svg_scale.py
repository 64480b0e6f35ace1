"""From values to pixels: the ends of an axis and its ticks."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from analytics.core.language import number
from analytics.core.plot import Axis, Plot
from analytics.core.ticks import AIR, nice_step


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` along the pixels from `start` to `end`; y axes begin at the bottom."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """The pixel of a value. On a logarithmic axis values that have no place stand at its low end."""
        if self.log:
            share = log10(max(value, self.low) / self.low) / log10(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def inside(self, value: float) -> float:
        """The pixel of a value, or of the end beyond which it lies."""
        low, high = sorted((self.start, self.end))
        return max(low, min(high, self.at(value)))

    def value(self, pixel: float) -> float:
        """The value at a pixel."""
        share = (pixel - self.start) / ((self.end - self.start) or 1.0)
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)


def scale(axis: Axis, ends: tuple[float, float], start: float, end: float) -> Scale:
    """The scale of an axis; `ends` are those where the description has none."""
    low = axis.low if axis.low is not None else ends[0]
    high = axis.high if axis.high is not None else ends[1]
    if axis.log:
        low = low if low > 0 and isfinite(low) else 1.0
        return Scale(low, high if high > low else low * 10, start, end, True)
    return Scale(low, high if high > low else low + 1.0, start, end)


def ends_of_places(plot: Plot, name: str) -> tuple[float, float]:
    """Where an axis of a plot of points begins and ends that does not say so."""
    axis: Axis = getattr(plot, name)
    values = [value for one in plot.series for value in (*getattr(one, name), *(one.start if name == "x" else ()))]
    known = [value for value in values if value is not None and (value > 0 or not axis.log)]
    low, high = min(known, default=1.0 if axis.log else 0.0), max(known, default=10.0)
    if axis.log:
        return low / 1.3, high * 1.3
    room = AIR * ((high - low) or 1.0)
    return low - room, high + room


def ticks(axis: Axis, along: Scale) -> list[tuple[float, str]]:
    """The places of an axis that have words, and the words: 1-2-5 steps, or what the description says."""
    if axis.ticks:
        return [(place, text) for place, text in axis.ticks if _within(place, along)]
    if along.log:
        return _log_ticks(axis, along)
    step = axis.step or nice_step(along.low, along.high, axis.ticks_wanted)
    if axis.years:
        step = max(1.0, step if axis.step or step % 1 == 0 else ceil(step))
    first, last = ceil(along.low / step - 1e-9), floor(along.high / step + 1e-9)
    if last - first > 200:  # a step that is far too small for these values
        step = nice_step(along.low, along.high, axis.ticks_wanted)
        first, last = ceil(along.low / step - 1e-9), floor(along.high / step + 1e-9)
    if axis.years and last <= first:  # so few years that each can be named
        step, first, last = 1.0, ceil(along.low - 1e-9), floor(along.high + 1e-9)
    digits = _digits(step)
    places = [at * step for at in range(first, last + 1)]
    return [(place, f"{place:.0f}" if axis.years else number(place, digits) + axis.suffix) for place in places]


def _log_ticks(axis: Axis, along: Scale) -> list[tuple[float, str]]:
    powers = range(floor(log10(along.low)), ceil(log10(along.high)) + 1)
    parts = (1, 2, 5) if len(powers) <= 5 else (1,)
    places = [part * 10.0**power for power in powers for part in parts]
    return [(place, number(place, _digits(place)) + axis.suffix) for place in places if _within(place, along)]


def _digits(step: float) -> int:
    """Digits after the point that multiples of a step need."""
    return next((digits for digits in range(6) if abs(round(step, digits) - step) < 1e-3 * step), 6)


def _within(place: float, along: Scale) -> bool:
    hair = 0.5 / (abs(along.end - along.start) or 1.0)
    if along.log:
        return along.low * (1 - hair) <= place <= along.high * (1 + hair)
    room = hair * (along.high - along.low)
    return along.low - room <= place <= along.high + room
