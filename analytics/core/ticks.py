"""Ticks of axes."""

from __future__ import annotations

import math


def nice_step(low: float, high: float, ticks: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives at most `ticks` steps."""
    rough = (high - low) / max(ticks, 1)
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next((power * n for n in (1, 2, 5) if power * n >= rough * 0.999), power * 10)
