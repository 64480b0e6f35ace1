"""NUTS 2021 regions and coasts of the Nordic countries (from `tools/boundaries.py`): drawn, and found from a point."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.core.paths import DATA

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

ATTRIBUTION = "© EuroGeographics"

DEGREES, EQUAL_AREA, SCREEN = "EPSG:4326", "EPSG:3035", "EPSG:3857"
FARTHEST_KM = 25.0  # a point farther than this from every region is a mistake, not a harbour


@dataclass(frozen=True)
class Located:
    """Clusters with their region, and those too far from any region to have one."""

    found: pd.DataFrame  # cluster_id, nuts_code, method ('inside' or 'nearest'), distance_km
    far: pd.DataFrame  # cluster_id, lat, lon, nuts_code (the nearest), distance_km


def shared_borders(regions: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs of regions with a border line in common, both ways round; meeting in a point is no border."""
    import pandas as pd
    import shapely

    tree = shapely.STRtree(regions.geometry.values)
    left, right = tree.query(regions.geometry.values, predicate="intersects")
    shared = shapely.intersection(regions.geometry.values[left], regions.geometry.values[right])
    border = (left != right) & (shapely.length(shared) > 0)
    codes = regions["nuts_code"].to_numpy()
    pairs = pd.DataFrame({"nuts_code": codes[left[border]], "neighbour": codes[right[border]]})
    return pairs.sort_values(["nuts_code", "neighbour"], ignore_index=True)


# ------------------------------------------------------------------ shapes


def simplified(shapes: gpd.GeoSeries, tolerance: float, islet: float) -> gpd.GeoSeries:
    """Shapes without islets, simplified together so that what neighbours share stays shared.

    The method is Visvalingam and Whyatt's (1993) on the edges of the coverage (GEOS CoverageSimplifier);
    `tolerance` is the root of the smallest triangle kept, `islet` the smallest island, in the shapes' units.
    """
    import geopandas as gpd
    import shapely

    kept = without_islets(shapes, islet)
    return gpd.GeoSeries(shapely.coverage_simplify(kept.values, tolerance), index=kept.index, crs=kept.crs)


def without_islets(shapes: gpd.GeoSeries, islet: float) -> gpd.GeoSeries:
    """Leave out parts smaller than `islet` that touch no other part; a region's largest part always stays."""
    import geopandas as gpd
    import numpy as np
    import shapely

    parts = shapes.explode()
    left, right = shapely.STRtree(parts.values).query(parts.values, predicate="intersects")
    bordering = np.isin(np.arange(len(parts)), left[left != right])
    largest = parts.area == parts.area.groupby(level=0).transform("max")
    keep = (parts.area >= islet) | largest | bordering
    whole = {row: shapely.MultiPolygon(list(group)) for row, group in parts[keep].groupby(level=0)}
    return gpd.GeoSeries(whole, crs=shapes.crs)


# ------------------------------------------------------------------ tables read back


def boundaries(level: int = 3, data: Path = DATA) -> gpd.GeoDataFrame:
    """Full 1:3 million boundaries of one NUTS level, EPSG:4326, sorted by nuts_code."""
    import geopandas as gpd

    every = gpd.read_parquet(data / "geography" / "nuts_2021.parquet")
    chosen = every[(every["kind"] == "region") & (every["level"] == level)]
    return chosen.drop(columns="kind").reset_index(drop=True)


def printed(crs: str, *, tolerance: float, islet: float, data: Path = DATA) -> tuple[gpd.GeoSeries, gpd.GeoSeries]:
    """The NUTS 3 regions by code and the land round them by country, in `crs`, as simple as a print allows.

    `tolerance` (units of `crs`) and `islet` (their square) are those of the display shapes.
    """
    import geopandas as gpd

    every = gpd.read_parquet(data / "geography" / "nuts_2021.parquet")
    land = every[every["kind"] == "land"].set_index("country").geometry.to_crs(crs)
    regions = boundaries(3, data).set_index("nuts_code").geometry.to_crs(crs)
    return simplified(regions, tolerance, islet), simplified(land, tolerance, islet)


def neighbours(data: Path = DATA) -> pd.DataFrame:
    """NUTS 3 regions of the five countries that share a border: nuts_code, neighbour, both ways round."""
    return shared_borders(boundaries(3, data))


# ------------------------------------------------------------------ locate


def locate(points: pd.DataFrame, regions: gpd.GeoDataFrame) -> Located:
    """NUTS 3 region of each point: the one it lies in, else the nearest within 25 km (measured in EPSG:3035).

    `points` has cluster_id, lat, lon (degrees, EPSG:4326); rows without a position are left out.
    """
    import geopandas as gpd
    import pandas as pd

    placed = points.dropna(subset=["lat", "lon"])[["cluster_id", "lat", "lon"]].reset_index(drop=True)
    where = gpd.GeoDataFrame(placed, geometry=gpd.points_from_xy(placed["lon"], placed["lat"]), crs=DEGREES)
    shapes = regions[["nuts_code", "geometry"]]
    inside = where.sjoin(shapes, predicate="intersects").assign(metres=0.0, method="inside")
    outside = where[~where.index.isin(inside.index)].to_crs(EQUAL_AREA)
    nearest = outside.sjoin_nearest(shapes.to_crs(EQUAL_AREA), distance_col="metres").assign(method="nearest")
    columns = ["cluster_id", "lat", "lon", "nuts_code", "metres", "method"]
    both = pd.concat([inside[columns], nearest[columns]]).sort_values(["cluster_id", "nuts_code"])
    both = both.drop_duplicates("cluster_id")  # a point on a border goes to the lower code
    both["distance_km"] = (both["metres"] / 1000).round(2)
    near = both["distance_km"] <= FARTHEST_KM
    found = both.loc[near, ["cluster_id", "nuts_code", "method", "distance_km"]]
    far = both.loc[~near, ["cluster_id", "lat", "lon", "nuts_code", "distance_km"]]
    return Located(found.reset_index(drop=True), far.reset_index(drop=True))
