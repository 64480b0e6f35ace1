"""The ground of a printed map: its extent and projection, what is seen of regions and land, and where marks lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analytics.map import boundaries as geography
from analytics.map import bubbles

if TYPE_CHECKING:
    import geopandas as gpd


# Far islands without which the map can be twice as large; drawn where they happen to be in view, as on the page.
ARCTIC = "NO0B"
MOST_KNOWN = 20_000  # places whose points are kept of each projection


@dataclass(frozen=True)
class Frame:
    """Where the map lies on the sheet (pixels, y down), and what it shows: `west`, `north` in metres of `crs`."""

    crs: str
    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    metres: float  # a pixel

    def pixels(self, places: Any) -> Any:
        """Points of `crs` (n x 2, metres) as pixels of the sheet."""
        return np.column_stack(
            [self.left + (places[:, 0] - self.west) / self.metres, self.top + (self.north - places[:, 1]) / self.metres]
        )

    def holds(self, pixels: Any) -> Any:
        """Which points of the sheet lie on the map."""
        x, y = pixels[:, 0] - self.left, pixels[:, 1] - self.top
        return (x >= 0) & (x <= self.width) & (y >= 0) & (y <= self.height)

    def kilometres(self, pixels: float) -> float:
        """The length on the ground of a level line of this many pixels through the middle of the map."""
        import pyproj

        y = self.north - self.height / 2 * self.metres
        x = self.west + self.width / 2 * self.metres
        half = pixels / 2 * self.metres
        to_degrees = pyproj.Transformer.from_crs(self.crs, geography.DEGREES, always_xy=True)
        (west, east), (south, north) = to_degrees.transform([x - half, x + half], [y, y])
        return float(pyproj.Geod(ellps="GRS80").inv(west, south, east, north)[2]) / 1000


@lru_cache(maxsize=16)
def frame_of(country: str, left: float, top: float, width: float, height: float) -> Frame:
    """All five countries in ETRS89-LAEA, one alone ("" for none) in the same projection centred on it, north up."""
    shown = geography.boundaries(3)
    shown = shown[~shown["nuts_code"].str.startswith(ARCTIC)]
    crs, air = geography.EQUAL_AREA, 0.03
    if country:
        shown = shown[shown["country"] == country]
        west, south, east, north = shown.total_bounds
        crs, air = f"+proj=laea +lat_0={(south + north) / 2:.2f} +lon_0={(west + east) / 2:.2f} +ellps=GRS80", 0.06
    west, south, east, north = shown.to_crs(crs).total_bounds
    metres = max((east - west) / width, (north - south) / height) * (1 + 2 * air)
    return Frame(
        crs, left, top, width, height,
        (west + east - width * metres) / 2, (south + north + height * metres) / 2, metres,
    )  # fmt: skip


@lru_cache(maxsize=16)
def ground(frame: Frame) -> tuple[gpd.GeoSeries, ...]:
    """Regions by NUTS 3 code, the land round them, the five countries: what the frame shows of them, in pixels."""
    import shapely

    detail = 0.4 * frame.metres
    box = shapely.box(frame.left, frame.top, frame.left + frame.width, frame.top + frame.height)
    areas, land = geography.printed(frame.crs, tolerance=detail, islet=(2 * detail) ** 2)
    countries = areas.groupby(areas.index.str[:2]).agg(lambda shapes: shapely.union_all(shapes.values))
    shown = []
    for shapes in (areas, land, areas.__class__(countries, crs=frame.crs)):
        flat = shapes.transform(frame.pixels)
        cut = flat.make_valid().intersection(box).transform(lambda points: np.round(points, 2))
        shown.append(cut[~cut.is_empty])
    return tuple(shown)


def placed(located: pd.DataFrame, frame: Frame, enlarged: float) -> list[tuple[bubbles.Bubble, pd.DataFrame]]:
    """The marks that the frame shows, the largest first, each with the clusters that it stands for."""
    at = frame.pixels(metres(located, frame.crs))
    inside = frame.holds(at)
    shown = located[inside]
    sizes = [bubbles.radius(members) for members in shown["members_total"]]
    found = bubbles.bubbles(at[inside], sizes, shown["country"].tolist(), enlarged=enlarged)
    return [(bubble, shown.iloc[list(bubble.rows)]) for bubble in found]


def metres(located: pd.DataFrame, crs: str) -> Any:
    """The places of clusters as points of `crs` (n x 2, east and north)."""
    places = list(zip(located["lon"], located["lat"], strict=True))
    known = _projected(crs)
    new = [place for place in places if place not in known]
    if new:
        import pyproj

        # Made anew for every thread, which takes longer than to draw the marks: so what was worked out is kept.
        to_metres = pyproj.Transformer.from_crs(geography.DEGREES, crs, always_xy=True)
        if len(known) > MOST_KNOWN:
            known.clear()
            new = places
        east, north = to_metres.transform([lon for lon, _lat in new], [lat for _lon, lat in new])
        known.update(zip(new, zip(east, north, strict=True), strict=True))
    return np.array([known[place] for place in places], dtype=float).reshape(-1, 2)


@lru_cache(maxsize=16)
def _projected(_crs: str) -> dict[tuple[float, float], tuple[float, float]]:
    return {}
