"""Marks of the map that stand where their clusters are: near ones share a counted bubble until they are apart.

A bubble's middle is never farther from a place that it stands for than its own radius. Which marks share one depends
on the scale, so the page asks for the marks of a zoom, and a sheet of paper for those of its own scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

ROUNDS = 40  # of pushing overlapping marks apart
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


def counted_radius(n: int) -> float:
    """The radius in pixels of a bubble of `n` clusters: there is room for the number, and its area grows with it."""
    return 9.0 + 3.0 * float(n**0.5)


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
    middles = np.array([at[rows].mean(axis=0) for rows in groups]).reshape(-1, 2)
    radii = np.array([_radius(rows, sizes, enlarged) for rows in groups])
    of = np.array([kinds[rows[0]] for rows in groups], dtype=object)
    while pair := _nearest(at, groups, middles, radii, of, enlarged, stretch):
        first, second = pair
        groups[first] = sorted(groups[first] + groups[second])
        middles[first] = at[groups[first]].mean(axis=0)
        radii[first] = _radius(groups[first], sizes, enlarged)
        del groups[second]
        middles, radii, of = (np.delete(column, second, axis=0) for column in (middles, radii, of))
    middles = _parted(at, groups, middles, radii, stretch)
    found = [
        Bubble(tuple(rows), float(x), float(y), float(r))
        for rows, (x, y), r in zip(groups, middles, radii, strict=True)
    ]
    return sorted(found, key=lambda bubble: (-bubble.radius, bubble.rows))


def _parted(
    at: np.ndarray, groups: list[list[int]], middles: np.ndarray, radii: np.ndarray, stretch: float
) -> np.ndarray:
    """The middles of marks that overlap pushed from each other, as far as each still covers its places."""
    reach = np.array([np.hypot(*(at[rows] - middle).T).max() for rows, middle in zip(groups, middles, strict=True)])
    slack = np.maximum(radii / stretch - reach, 0.0)
    moved = middles.copy()
    for _round in range(ROUNDS):
        between = moved[:, None, :] - moved[None, :, :]
        ways = np.hypot(between[..., 0], between[..., 1])
        overlap = np.maximum(radii[:, None] + radii[None, :] + GAP - ways, 0.0)
        np.fill_diagonal(overlap, 0.0)
        if not overlap.any():
            break
        # Marks on one and the same place have no way between them: to the left and right in their order.
        sides = np.sign(np.arange(len(radii))[:, None] - np.arange(len(radii))[None, :])
        level = np.stack([sides, np.zeros_like(sides)], axis=-1)
        way = np.where(ways[..., None] > 1e-6, between / np.maximum(ways, 1e-6)[..., None], level)
        offset = moved + (way * overlap[..., None] / 2).sum(axis=1) - middles
        length = np.maximum(np.hypot(offset[:, 0], offset[:, 1]), 1e-9)
        moved = middles + offset * np.minimum(1.0, slack / length)[:, None]
    parted: np.ndarray = moved
    return parted


def _one_a_place(at: np.ndarray, kinds: Sequence[str]) -> list[list[int]]:
    """Rows of one kind that stand on the same pixel, which no zoom takes apart."""
    places: dict[tuple[str, float, float], list[int]] = {}
    for row, (x, y) in enumerate(at):
        places.setdefault((kinds[row], round(float(x), 3), round(float(y), 3)), []).append(row)
    return list(places.values())


def _nearest(
    at: np.ndarray,
    groups: list[list[int]],
    middles: np.ndarray,
    radii: np.ndarray,
    of: np.ndarray,
    enlarged: float,
    stretch: float,
) -> tuple[int, int] | None:
    """The two marks nearest to each other that overlap and may be joined; None when there are none."""
    ways = np.hypot(*(middles[:, None, :] - middles[None, :, :]).transpose(2, 0, 1))
    near = (ways < radii[:, None] + radii[None, :] + GAP) & (of[:, None] == of[None, :])
    pairs = np.argwhere(np.triu(near, 1))
    for first, second in pairs[np.argsort(ways[tuple(pairs.T)], kind="stable")]:
        rows = groups[first] + groups[second]
        reach = np.hypot(*(at[rows] - at[rows].mean(axis=0)).T).max()
        if reach * stretch <= counted_radius(len(rows)) * enlarged:
            return int(first), int(second)
    return None


def _radius(rows: Sequence[int], sizes: Sequence[float], enlarged: float) -> float:
    return (sizes[rows[0]] if len(rows) == 1 else counted_radius(len(rows))) * enlarged
