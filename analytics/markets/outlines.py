"""Outlines of regions for maps in charts, in km."""

from __future__ import annotations

import json
from functools import lru_cache
from math import cos, radians, sin, sqrt

from analytics.core.paths import ROOT

FAR_ISLANDS = ("NO0B1", "NO0B2")  # Jan Mayen and Svalbard would shrink the mainland to a strip

Ring = tuple[tuple[float, float], ...]


@lru_cache(maxsize=8)
def outlines(country: str) -> dict[str, tuple[Ring, ...]]:
    """The country's NUTS 3 regions as rings of points in km round its middle, from the map's own boundaries."""
    file = json.loads((ROOT / "static" / "nuts3.geojson").read_text(encoding="utf-8"))
    rings: dict[str, list[Ring]] = {}
    for feature in file["features"]:
        properties, geometry = feature["properties"], feature["geometry"]
        if properties["country"] != country:
            continue
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings[properties["id"]] = [tuple(map(tuple, ring)) for polygon in polygons for ring in polygon]
    places = [place for code, found in rings.items() if code not in FAR_ISLANDS for ring in found for place in ring]
    if not places:
        return {}
    middle = [(min(axis) + max(axis)) / 2 for axis in zip(*places, strict=True)]
    return {
        code: tuple(tuple(project(lon, lat, middle[0], middle[1]) for lon, lat in ring) for ring in found)
        for code, found in rings.items()
    }


def project(lon: float, lat: float, lon_0: float, lat_0: float) -> tuple[float, float]:
    """Degrees to km east and north of a middle point: Lambert's azimuthal equal-area projection of a sphere.

    Snyder 1987, Map Projections: A Working Manual, equations 24-2 to 24-4; radius 6371 km.
    """
    phi, phi_0, turn = radians(lat), radians(lat_0), radians(lon - lon_0)
    k = sqrt(2 / (1 + sin(phi_0) * sin(phi) + cos(phi_0) * cos(phi) * cos(turn)))
    x = k * cos(phi) * sin(turn)
    y = k * (cos(phi_0) * sin(phi) - sin(phi_0) * cos(phi) * cos(turn))
    return 6371 * x, 6371 * y
