"""Where labels at the ends of lines stand so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean


def apart(levels: Sequence[float], room: float | Sequence[float], floor: float = float("-inf")) -> list[float]:
    """Heights for labels of `levels` (rising): apart by half of both neighbours' `room`, moved as little as need be.

    All in the units of the axis; none goes below `floor`. Less the room taken below, this is isotonic regression
    (least squared shift), solved by pooling adjacent violators (Ayer et al. 1955).
    """
    rooms = list(room) if isinstance(room, Sequence) else [room] * len(levels)
    below = [0.0]
    for one, other in pairwise(rooms):
        below.append(below[-1] + (one + other) / 2)
    pools: list[list[float]] = []
    for level, taken in zip(levels, below, strict=False):
        pools.append([level - taken])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    flat = [fmean(pool) for pool in pools for _level in pool]
    return [max(height, floor) + taken for height, taken in zip(flat, below, strict=False)]
