"""Ends of axes and their ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analytics.core.plot import Plot

AIR = 0.04  # of the values, beyond them


def nice_step(low: float, high: float, ticks: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives at most `ticks` steps."""
    rough = (high - low) / max(ticks, 1)
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next((power * n for n in (1, 2, 5) if power * n >= rough * 0.999), power * 10)


def ends_of_values(plot: Plot, values: Sequence[float]) -> tuple[float, float]:
    """Where an axis of values begins and ends that does not say so: at zero, or a little beyond the values."""
    given = plot.values
    if given.log:
        known = [value for value in values if value > 0]
        return min(known, default=1.0) / 1.3, max(known, default=10.0) * 1.3
    low, high = min(values, default=0.0), max(values, default=1.0)
    if given.low is not None:
        low = given.low
    elif low >= 0:
        low = 0.0
    else:
        low -= AIR * (high - low)
    return low, high + AIR * ((high - low) or 1.0)
