"""Where things of the map stand on its canvas, worked out from the view as a map's reader would see it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import product
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page, TimeoutError

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.codes import NORDIC
from analytics.map import deck as maps
from analytics.map import marks as map_marks

CANVAS = "#deckgl-overlay"


def marks(zoom: float, filters: clusters.Filters | None = None) -> list[dict[str, Any]]:
    """The marks on the map at a zoom for the filters, as the map is given them."""
    z = max(math.floor(zoom - maps.TILE_ZOOM + 0.5), 0)
    chosen, n = filters or clusters.Filters(), 2**z
    # The Nordic countries lie in these parts of the world's width and height.
    tiles = product(range(int(0.28 * n), int(0.61 * n) + 1), range(int(0.1 * n), int(0.33 * n) + 1))
    return [mark for x, y in tiles for mark in map_marks.tile(chosen, "country", z, x, y)["features"]]


def pixel(lat: float, lon: float, view: tuple[float, float, float], width: float, height: float) -> tuple[float, float]:
    """The pixel of a place on a canvas centred on `view` (lat, lon, zoom), by web mercator with tiles of 512."""
    world = 512 * 2 ** view[2]

    def project(lat: float, lon: float) -> tuple[float, float]:
        north = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
        return (lon + 180) / 360 * world, (1 - north / math.pi) / 2 * world

    (x, y), (x0, y0) = project(lat, lon), project(view[0], view[1])
    return width / 2 + x - x0, height / 2 + y - y0


def mark_pixels(
    rows: Iterable[dict[str, Any]], view: tuple[float, float, float], width: float, height: float
) -> dict[str, tuple[float, float, float]]:
    """Of each mark on the canvas: x, y of its middle and its radius, by its id."""
    placed = {}
    for row in rows:
        lon, lat = row["geometry"]["coordinates"]
        (x, y), r = pixel(lat, lon, view, width, height), row["properties"]["r"]
        if r < x < width - r and r < y < height - r:
            placed[row["properties"]["id"]] = (x, y, r)
    return placed


def shot(page: Page) -> np.ndarray:
    """The map as it looks, an array of height x width x 3."""
    picture = page.locator(CANVAS).screenshot()
    return np.asarray(Image.open(BytesIO(picture)).convert("RGB")).astype(int)


def area(picture: np.ndarray, colour: str, tolerance: int = 6) -> int:
    """How many pixels have a colour ("#RRGGBB"), each channel within the tolerance."""
    return int((np.abs(picture - np.array(style.rgb(colour))) <= tolerance).all(axis=2).sum())


def wait_until_drawn(
    page: Page, palette: style.Palette = style.LIGHT, seconds: float = 30, countries: Sequence[str] = NORDIC
) -> np.ndarray:
    """The picture of the map once the marks of all `countries` are on it, or the last one when time is up."""
    page.locator(CANVAS).scroll_into_view_if_needed()
    end = time.monotonic() + seconds
    while True:
        picture = shot(page)
        drawn = all(area(picture, palette.country[code]) > 20 for code in countries)
        if drawn or time.monotonic() > end:
            return picture
        page.wait_for_timeout(250)


def point_at(page: Page, x: float, y: float) -> tuple[float, float]:
    """Move the mouse to a pixel of the map; returns where that is in the window."""
    corner = page.locator(CANVAS).bounding_box()
    assert corner is not None
    at = corner["x"] + x, corner["y"] + y
    page.mouse.move(*at)
    return at


def click_on(page: Page, x: float, y: float, opens: Locator) -> None:
    """Click a pixel of the map until `opens` is shown, as a person would: deck.gl takes no press that lasts longer than
    250 ms for a click, and on a busy machine without a graphics card its look at what lies below takes as long."""
    for _try in range(3):
        page.mouse.click(*point_at(page, x, y))
        with suppress(TimeoutError):
            return opens.wait_for(timeout=15_000)
    opens.wait_for()
