"""Where labels and points stand so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from analytics.core.plot import Side


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


def beside(
    marks: Sequence[tuple[float, float, float]],
    sizes: Sequence[tuple[float, float]],
    area: tuple[float, float],
    gap: float = 3,
) -> list[Side | None]:
    """On which side of its mark each label stands ("right", "left", "top", "bottom", or a corner such as "top right").

    None stands for a label without room.

    `marks` are (x, y, radius), the first ones in the order in which their labels matter, `sizes` the (width, height)
    of those labels, `area` the (width, height) that none may leave: all in pixels, y upwards. A label covers neither
    a mark nor a label that matters more.
    """
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in marks]
    sides: list[Side | None] = []
    for (x, y, r), (width, height) in zip(marks, sizes, strict=False):
        across = {"right": x + r + gap, "": x - width / 2, "left": x - r - gap - width}
        up = {"top": y + r + gap, "": y - height / 2, "bottom": y - r - gap - height}
        boxes = {
            side: (across[beyond], up[above], across[beyond] + width, up[above] + height)
            for side, above, beyond in _SIDES
        }
        free = (side for side, box in boxes.items() if _inside(box, area) and not any(_meet(box, b) for b in taken))
        side = next(free, None)
        sides.append(side)
        if side:
            taken.append(boxes[side])
    return sides


def swarm(places: Sequence[float], width: float) -> list[float]:
    """Offsets across the axis so that no two points of `width` at `places` cover each other, the same each time.

    Places and offsets in pixels. Points go in order of place, each to the free offset nearest the middle.
    """
    done: list[tuple[float, float]] = []
    offsets = [0.0] * len(places)
    for i in sorted(range(len(places)), key=lambda i: places[i]):
        near = [(x, y) for x, y in done if places[i] - x < width]
        step = 0
        while any((places[i] - x) ** 2 + (_offset(step, width) - y) ** 2 < width**2 - 1e-9 for x, y in near):
            step += 1
        offsets[i] = _offset(step, width)
        done.append((places[i], offsets[i]))
    return offsets


def _offset(step: int, width: float) -> float:
    """0, then to either side by quarters of a point's width."""
    return (1 if step % 2 else -1) * ((step + 1) // 2) * width / 4


_SIDES: tuple[tuple[Side, str, str], ...] = (
    ("right", "", "right"),
    ("left", "", "left"),
    ("top", "top", ""),
    ("bottom", "bottom", ""),
    ("top right", "top", "right"),
    ("top left", "top", "left"),
    ("bottom right", "bottom", "right"),
    ("bottom left", "bottom", "left"),
)
_Box = tuple[float, float, float, float]  # left, bottom, right, top


def _inside(box: _Box, area: tuple[float, float]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= area[0] and box[3] <= area[1]


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
