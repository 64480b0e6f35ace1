"""The marks of clusters on the page's map, zoom by zoom, as GeoJSON that the map asks for in tiles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.language import _, city_name, current, listing, ngettext
from analytics.core.state import of_data
from analytics.map import bubbles, view
from analytics.map.deck import LAST_ZOOM, TILE_ZOOM

OPENED_PIXELS = 250  # how far apart the outermost clusters of an opened bubble stand
NAMED = 6  # clusters that a bubble's tooltip names
CLOSEST = LAST_ZOOM - TILE_ZOOM  # the last zoom of tiles
# A tile is shown until the map is half a zoom closer than its own.
_HALF_A_ZOOM = 0.5


def tile(filters: clusters.Filters, colour_by: str, z: int, x: int, y: int) -> dict[str, Any]:
    """The marks in a tile as a GeoJSON feature collection, in the language and mode in use; empty where none are."""
    return _tile(filters, colour_by, z, x, y, current(), style.mode())


@of_data(maxsize=2048)
def _tile(
    filters: clusters.Filters, colour_by: str, z: int, x: int, y: int, _language: str, _mode: str
) -> dict[str, Any]:
    side = bubbles.TILE * 2**TILE_ZOOM
    held = [mark for mark in _bubbles(filters, z) if (mark.x // side, mark.y // side) == (x, y)]
    return {"type": "FeatureCollection", "features": _features(filters, colour_by, z, held)}


def members(filters: clusters.Filters, mark: str) -> list[str]:
    """The ids of the clusters that a mark ("2:fi-kip", tile zoom and a cluster in it) stands for; none if unknown."""
    z, _colon, cluster = mark.partition(":")
    if not z.isdecimal() or len(z) > 2:
        return []
    located = _located(filters)
    ids = located["cluster_id"].tolist()
    for bubble in _bubbles(filters, min(int(z), CLOSEST)):
        held = [ids[row] for row in bubble.rows]
        if cluster in held:
            return held
    return []


def places(filters: clusters.Filters) -> dict[str, list[str]]:
    """The clusters of each city that has several, under its name with their number, the most first."""
    return _places(filters, current())


@of_data(maxsize=64)
def _places(filters: clusters.Filters, _language: str) -> dict[str, list[str]]:
    every = _located(filters).to_dict("records")
    held = [[every[row] for row in bubble.rows] for bubble in _bubbles(filters, CLOSEST) if len(bubble.rows) > 1]
    return {_words(rows)["name"]: [row["cluster_id"] for row in rows] for rows in held}


def place_name(filters: clusters.Filters, mark: str) -> str:
    """Where the clusters of a mark are, and how many there are."""
    rows = _located(filters)
    return _words(rows[rows["cluster_id"].isin(members(filters, mark))].to_dict("records"))["name"]


def opened(filters: clusters.Filters, mark: str) -> tuple[float, float, float] | None:
    """The view (latitude, longitude, zoom) in which a mark's bubble opens; None if it is none."""
    held = members(filters, mark)
    if not held:
        return None
    rows = _located(filters)
    rows = rows[rows["cluster_id"].isin(held)]
    at = bubbles.mercator(rows["lat"].to_numpy(float), rows["lon"].to_numpy(float), 0)
    extent = float((at.max(axis=0) - at.min(axis=0)).max())
    middle = (at.max(axis=0) + at.min(axis=0)) / 2
    zoom = min(LAST_ZOOM - 2.0, float(np.log2(OPENED_PIXELS / extent))) if extent > 0 else LAST_ZOOM - 3.0
    return (*bubbles.degrees(float(middle[0]), float(middle[1]), 0), round(zoom, 2))


@of_data(maxsize=64)
def _located(filters: clusters.Filters) -> pd.DataFrame:
    found = clusters.clusters(filters)
    return found[found["nuts_code"].notna()].reset_index(drop=True)


@of_data(maxsize=512)
def _bubbles(filters: clusters.Filters, z: int) -> list[bubbles.Bubble]:
    located = _located(filters)
    if located.empty:
        return []
    at = bubbles.mercator(located["lat"].to_numpy(float), located["lon"].to_numpy(float), z + TILE_ZOOM)
    sizes = [bubbles.radius(members) for members in located["members_total"]]
    return bubbles.bubbles(at, sizes, located["country"].tolist(), stretch=2**_HALF_A_ZOOM)


def _features(filters: clusters.Filters, colour_by: str, z: int, shown: list[bubbles.Bubble]) -> list[dict[str, Any]]:
    """Marks of a tile zoom as GeoJSON features."""
    numbers = [row for bubble in shown for row in bubble.rows]
    rows = dict(zip(numbers, _located(filters).iloc[numbers].to_dict("records"), strict=True))
    made = []
    for bubble in shown:
        held = [rows[row] for row in bubble.rows]
        lat, lon = bubbles.degrees(bubble.x, bubble.y, z + TILE_ZOOM)
        made.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
                "properties": {
                    "id": held[0]["cluster_id"] if len(held) == 1 else f"{z}:{held[0]['cluster_id']}",
                    "i": -1,
                    "r": round(float(bubble.radius), 1),
                    **_look(held, colour_by),
                    **_words(held),
                },
            }
        )
    return made


def _look(held: list[dict[str, Any]], colour_by: str) -> dict[str, Any]:
    """Fill, line and ink: a disc, or a ring for a single cluster whose number of members is not known."""
    colour = view.colour_of(held, colour_by)
    paper = style.palette().background
    hollow = len(held) == 1 and pd.isna(held[0]["members_total"])
    return {
        "fill": [*style.rgb(paper if hollow else colour), 255],
        "line": [*style.rgb(colour if hollow else paper), 255],
        "w": 2.4 if hollow else 1.2,
        "n": str(len(held)) if len(held) > 1 else "",
        "ink": [*style.rgb(style.ink_on(colour)), 255],
    }


def _words(held: list[dict[str, Any]]) -> dict[str, str]:
    if len(held) == 1:
        return {"name": held[0]["name"], "tip": view.tip(held[0])}
    cities = list(dict.fromkeys(city_name(row["city"]) for row in held if isinstance(row["city"], str)))
    where = listing(cities) if len(cities) <= 3 else listing([*cities[:3], "…"])
    named = [row["name"] for row in held[:NAMED]]
    rest = len(held) - len(named)
    more = [ngettext("and {n} more", "and {n} more", rest)] if rest else []
    heading = ngettext("{n} cluster", "{n} clusters", len(held))
    return {
        "name": _("{place}: {what}").format(place=where, what=heading) if where else heading,
        "tip": "\n".join([*named, *more]),
    }
