"""Axes as PowerPoint can have them: both ends, a step that counts from the low end, numbers or words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analytics.core.language import current, locale_number, number
from analytics.core.plot import Axis
from analytics.core.ticks import nice_step

ROOM = 0.08  # of an axis
HAIR = 1e-9  # shares in percent add up to a little more than 100


@dataclass(frozen=True)
class Scale:
    """An axis with its ends; `words` are the texts at places where numbers would not do."""

    axis: Axis
    low: float
    high: float
    step: float | None = None
    suffix: str = ""
    words: tuple[tuple[float, str], ...] = ()

    @property
    def decimals(self) -> int:
        """Digits after the separator that ticks of this step need."""
        step = self.step or 1.0
        return next((n for n in range(4) if abs(round(step, n) - step) < 1e-9), 4)

    @property
    def number_format(self) -> str:
        """Excel's format of the axis's numbers, with the separators of the language where the program honours that."""
        if self.axis.years:
            return "0"
        unit = f'"{self.suffix}"' if self.suffix else ""
        if self.axis.log and self.low < 1:
            return "General" + unit
        return f"[$-{locale_number(current())}]#,##0" + ("." + "0" * self.decimals if self.decimals else "") + unit

    def share(self, value: float) -> float:
        """How far along the axis a value is, 0 to 1."""
        if self.axis.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / ((self.high - self.low) or 1.0)

    def at(self, share: float) -> float:
        """The value at a share of the axis."""
        return (
            self.low * (self.high / self.low) ** share if self.axis.log else self.low + (self.high - self.low) * share
        )

    def tick_texts(self) -> list[str]:
        """The widest texts that the axis shows."""
        if self.axis.years:
            return ["2000"]
        return [text for _place, text in self.words] or [
            number(end, self.decimals) + self.suffix for end in (self.low, self.high)
        ]


def of_values(axis: Axis, values: Sequence[float], stacked: bool = False, labelled: bool = False) -> Scale:
    """The axis of values of a plot over categories: from zero if no value is below it and the axis does not say.

    Bars with a label beyond their ends leave room for it where they run to the left.
    """
    low = min(values, default=0.0)
    if labelled and low < 0:
        values = [*values, low - ROOM * (max(values) - low)]
    return _scale(axis, values, 0.0 if axis.low is None and low >= 0 and not axis.log else None, stacked)


def of_points(axis: Axis, values: Sequence[float], rows: bool = False) -> Scale:
    """An axis of a plot of points, with room at its ends where it does not say; `rows` are named places."""
    places = [*values, *(place for place, _text in axis.ticks)]
    room = ROOM / 2 * ((max(places) - min(places)) or 1.0) if places and not (axis.log or axis.ticks) else 0.0
    made = _scale(axis, [*places, min(places, default=0.0) - room, max(places, default=1.0) + room])
    if axis.log or not (made.words or axis.years):
        return made
    room = 0.6 if rows else 0.0 if axis.years else 0.06 * ((max(places) - min(places)) or 1.0)
    low = axis.low if axis.low is not None else min(places, default=0.0) - room
    high = axis.high if axis.high is not None else max(places, default=1.0) + room
    return Scale(axis, float(low), float(high), made.step, made.suffix, made.words)


def _scale(axis: Axis, shown: Sequence[float], floor: float | None = None, stacked: bool = False) -> Scale:
    if axis.log:
        shown = [value for value in shown if value > 0] or [1.0, 10.0]
    least, most = min(shown, default=0.0), max(shown, default=1.0)
    step, suffix, words = axis.step, axis.suffix, axis.ticks
    units = [_unit(place, text, suffix) for place, text in axis.ticks]
    if units and len(set(units)) == 1 and units[0] is not None:
        step, suffix, words = step or _even([place for place, _text in axis.ticks]), units[0], ()
    low = float(axis.low) if axis.low is not None else floor
    high = float(axis.high) if axis.high is not None else None
    if axis.log:  # PowerPoint counts its decades from the low end
        first, last = low or least, high or most * 1.3
        return Scale(axis, 10.0 ** math.floor(math.log10(first) + HAIR), last, None, suffix, words)
    first, last = low if low is not None else least, high if high is not None else most
    if step is None and not words:
        step = 5.0 if axis.years else nice_step(first, last, axis.ticks_wanted)
    if step and not axis.years:
        low = _snapped(low, step, least) if low is not None else math.floor(least / step + HAIR) * step
        high = high if high is not None else math.ceil(most / step - HAIR) * step
    low, high = (first if low is None else low), (last if high is None else high)
    if high <= low:
        high = low + (step or 1.0)
    return Scale(axis, low, high * (1 + HAIR) if stacked else high, step, suffix, words)


def _unit(place: float, text: str, suffix: str) -> str | None:
    """What follows the number where a tick's text is its number and a short unit; None for other words."""
    for digits in range(4):
        said = number(place, digits)
        rest = text[len(said) :]
        if text.startswith(said) and len(rest) <= 3 and not any(sign.isdigit() or sign in ".," for sign in rest):
            return rest or suffix
    return None


def _snapped(low: float, step: float, least: float) -> float:
    """A low end at a tick: PowerPoint counts its ticks from there, other renderers from zero."""
    nearest = round(low / step) * step
    fits = nearest <= least and (nearest >= low or abs(nearest - low) < 0.15 * step)
    return nearest if fits else math.floor(low / step) * step


def _even(places: list[float]) -> float | None:
    steps = [b - a for a, b in pairwise(sorted(places))]
    return steps[0] if steps and all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps) else None
