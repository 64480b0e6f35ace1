"""Marks of the map that stand where their clusters are: near ones share a counted bubble until they are apart.

A bubble's middle is never farther from a place that it stands for than its own radius. Which marks share one depends
on the scale, so the page asks for the marks of a zoom, and a sheet of paper for those of its own scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

ROUNDS = 40  # of pushing overlapping marks apart
MANY = 1_500  # places beyond which near ones are joined by squares, and not pushed apart
CELLS = (64.0, 32.0, 16.0, 8.0, 4.0)  # pixels of the squares; what none of them covers stands alone
LARGEST = 64.0  # pixels of a radius
GAP = 1.5  # pixels that stay free between two marks
TILE = 512  # pixels of the whole world at zoom 0, as deck.gl counts


@dataclass(frozen=True)
class Bubble:
    """One mark: the rows it stands for, its middle and radius in pixels."""

    rows: tuple[int, ...]
    x: float
    y: float
    radius: float


def radius(members: float | None) -> float:
    """The radius in pixels of the mark of one cluster: its area beyond a visible minimum grows with the members."""
    return 4.6 if pd.isna(members) else 3.6 + 0.38 * float(members or 0) ** 0.5


def counted_radius(n: ArrayLike) -> Any:
    """The radius in pixels of a bubble of `n` clusters (a number or an array): its area grows with them up to 64."""
    return np.minimum(9.0 + 3.0 * np.sqrt(n), LARGEST)


def mercator(lat: np.ndarray, lon: np.ndarray, zoom: float) -> np.ndarray:
    """Pixels (n x 2, y down) of places in degrees, by web Mercator."""
    world = TILE * 2**zoom
    return np.column_stack([(lon + 180) / 360 * world, (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * world])


def degrees(x: float, y: float, zoom: float) -> tuple[float, float]:
    """Latitude and longitude of a pixel of `mercator`."""
    world = TILE * 2**zoom
    return float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / world))))), x / world * 360 - 180


def bubbles(
    at: np.ndarray, sizes: Sequence[float], kinds: Sequence[str], *, enlarged: float = 1.0, stretch: float = 1.0
) -> list[Bubble]:
    """The marks of rows at the pixels `at`, the largest first.

    `sizes` are the radii of the rows drawn alone, rows of different `kinds` (countries) never share a bubble. The
    nearest two marks that reach into each other are joined as long as the bubble of both still covers the places of
    all its rows, also when the view is enlarged by `stretch` before marks are asked for again.
    """
    groups = _one_a_place(at, kinds)
    if len(groups) > MANY:
        groups = _one_a_cell(at, kinds, enlarged, stretch)
    if len(groups) <= MANY:
        groups = _joined(at, groups, sizes, kinds, enlarged, stretch)
    middles = np.array([at[rows].mean(axis=0) for rows in groups]).reshape(-1, 2)
    radii = np.array([_radius(rows, sizes, enlarged) for rows in groups])
    if len(groups) <= MANY:
        middles = _parted(at, groups, middles, radii, stretch)
    found = [
        Bubble(tuple(rows), float(x), float(y), float(r))
        for rows, (x, y), r in zip(groups, middles, radii, strict=True)
    ]
    return sorted(found, key=lambda bubble: (-bubble.radius, bubble.rows))


def _joined(
    at: np.ndarray,
    groups: list[list[int]],
    sizes: Sequence[float],
    kinds: Sequence[str],
    enlarged: float,
    stretch: float,
) -> list[list[int]]:
    """The groups of rows after the nearest two marks that overlap were joined, as often as may be."""
    held: dict[int, list[int]] = dict(enumerate(groups))
    middles = np.array([at[rows].mean(axis=0) for rows in groups]).reshape(-1, 2)
    radii = np.array([_radius(rows, sizes, enlarged) for rows in groups])
    of = np.array([kinds[rows[0]] for rows in groups], dtype=object)
    ways = np.hypot(*(middles[:, None, :] - middles[None, :, :]).transpose(2, 0, 1))
    near = (ways < radii[:, None] + radii[None, :] + GAP) & (of[:, None] == of[None, :])
    # A pair is named with the number of rows of both: one that grew meanwhile is another mark.
    pairs = [(ways[a, b], a, b, len(groups[a]), len(groups[b])) for a, b in np.argwhere(np.triu(near, 1)).tolist()]
    heapify(pairs)
    while pairs:
        _way, first, second, *counts = heappop(pairs)
        if [len(held.get(first, ())), len(held.get(second, ()))] != counts:
            continue
        rows = held[first] + held[second]
        middle = at[rows].mean(axis=0)
        if np.hypot(*(at[rows] - middle).T).max() * stretch > counted_radius(len(rows)) * enlarged:
            continue
        held[first] = sorted(rows)
        del held[second]
        middles[first], middles[second] = middle, np.inf
        radii[first] = _radius(rows, sizes, enlarged)
        way = np.hypot(*(middles - middle).T)
        for other in np.flatnonzero((way < radii + radii[first] + GAP) & (of == of[first])).tolist():
            if other != first:
                a, b = sorted((first, other))
                heappush(pairs, (way[other], a, b, len(held[a]), len(held[b])))
    return list(held.values())


def _one_a_cell(at: np.ndarray, kinds: Sequence[str], enlarged: float, stretch: float) -> list[list[int]]:
    """Rows of one kind in squares, each as large as its bubble covers: for registers of many thousands."""
    kind = np.unique(np.array(kinds, dtype=str), return_inverse=True)[1]
    left = np.arange(len(at))
    groups: list[list[int]] = []
    for side in CELLS:
        keys = np.column_stack([kind[left], np.floor(at[left] / (side * enlarged))])
        cell, count = np.unique(keys, axis=0, return_inverse=True, return_counts=True)[1:]
        middles = np.column_stack([np.bincount(cell, at[left, axis]) / count for axis in (0, 1)])
        reach = np.zeros(len(count))
        np.maximum.at(reach, cell, np.hypot(*(at[left] - middles[cell]).T))
        covered = (reach * stretch <= counted_radius(count) * enlarged) | (count == 1)
        order = np.argsort(cell, kind="stable")
        parts = np.split(left[order], np.cumsum(count)[:-1])
        groups += [part.tolist() for part, whole in zip(parts, covered, strict=True) if whole]
        left = left[~covered[cell]]
        if not left.size:
            break
    return groups + [[row] for row in left.tolist()]


def _parted(
    at: np.ndarray, groups: list[list[int]], middles: np.ndarray, radii: np.ndarray, stretch: float
) -> np.ndarray:
    """The middles of marks that overlap pushed from each other, as far as each still covers its places."""
    reach = np.array([np.hypot(*(at[rows] - middle).T).max() for rows, middle in zip(groups, middles, strict=True)])
    slack = np.maximum(radii / stretch - reach, 0.0)
    ways = np.hypot(*(middles[:, None, :] - middles[None, :, :]).transpose(2, 0, 1))
    room = radii + slack
    pairs = np.argwhere(np.triu(ways < room[:, None] + room[None, :] + GAP, 1))
    first, second = pairs.T
    moved = middles.copy()
    for _round in range(ROUNDS):
        between = moved[first] - moved[second]
        way = np.hypot(*between.T)
        overlap = np.maximum(radii[first] + radii[second] + GAP - way, 0.0)
        if not overlap.any():
            break
        # Marks on one and the same place have no way between them: to the left and right in their order.
        unit = np.where(way[:, None] > 1e-6, between / np.maximum(way, 1e-6)[:, None], (-1.0, 0.0))
        push = unit * overlap[:, None] / 2
        offset = moved - middles
        np.add.at(offset, first, push)
        np.add.at(offset, second, -push)
        length = np.maximum(np.hypot(*offset.T), 1e-9)
        moved = middles + offset * np.minimum(1.0, slack / length)[:, None]
    parted: np.ndarray = moved
    return parted


def _one_a_place(at: np.ndarray, kinds: Sequence[str]) -> list[list[int]]:
    """Rows of one kind that stand on the same pixel, which no zoom takes apart."""
    places: dict[tuple[str, float, float], list[int]] = {}
    for row, (x, y) in enumerate(at):
        places.setdefault((kinds[row], round(float(x), 3), round(float(y), 3)), []).append(row)
    return list(places.values())


def _radius(rows: Sequence[int], sizes: Sequence[float], enlarged: float) -> float:
    return (sizes[rows[0]] if len(rows) == 1 else counted_radius(len(rows))) * enlarged
