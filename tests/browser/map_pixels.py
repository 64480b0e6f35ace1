"""Where things of the map stand on its canvas, worked out from the view as a map's reader would see it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.codes import NORDIC
from analytics.map import view as map_view

CANVAS = "#deckgl-overlay"


def marks(filters: clusters.Filters | None = None) -> list[dict[str, Any]]:
    """The marks on the map for the filters, as the map is given them."""
    found = clusters.clusters(filters or clusters.Filters())
    frame = map_view.marks(found[found["nuts_code"].notna()], "country")
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


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
    """Of each mark on the canvas: x, y of its middle and its radius."""
    placed = {}
    for row in rows:
        x, y = pixel(row["lat"], row["lon"], view, width, height)
        x, y, r = x + row["dx"], y + row["dy"], row["radius"]
        if r < x < width - r and r < y < height - r:
            placed[row["cluster_id"]] = (x, y, r)
    return placed


def shot(page: Page) -> np.ndarray:
    """The map as it looks, an array of height x width x 3."""
    picture = page.locator(CANVAS).screenshot()
    return np.asarray(Image.open(BytesIO(picture)).convert("RGB")).astype(int)


def area(picture: np.ndarray, colour: str, tolerance: int = 6) -> int:
    """How many pixels have a colour ("#RRGGBB"), each channel within the tolerance."""
    return int((np.abs(picture - np.array(style.rgb(colour))) <= tolerance).all(axis=2).sum())


def wait_until_drawn(page: Page, palette: style.Palette = style.LIGHT, seconds: float = 30) -> np.ndarray:
    """The picture of the map once the marks of all countries are on it, or the last one when time is up."""
    page.locator(CANVAS).scroll_into_view_if_needed()
    end = time.monotonic() + seconds
    while True:
        picture = shot(page)
        drawn = all(area(picture, palette.country[code]) > 20 for code in NORDIC)
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


def click_on(page: Page, x: float, y: float) -> None:
    """Click a pixel of the map."""
    page.mouse.click(*point_at(page, x, y))
