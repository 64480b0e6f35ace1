"""The map of clusters and regions as pydeck layers over our own boundaries; nothing is fetched from elsewhere.

Boundaries are static files that the browser keeps: a change of filter sends a colour class for each region, not its
shape. The marks of clusters are moved apart by a few pixels where they would hide each other at the opening zoom.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np
import pandas as pd

from analytics.core import style
from analytics.map import boundaries as geography

if TYPE_CHECKING:
    import pydeck

# MapLibre lists attributions in an element with the role of a list, which must hold list items.
ATTRIBUTION = f'<span role="listitem">{geography.ATTRIBUTION}</span>'
REGIONS_FILE = "static-atlas/nuts3.geojson"
LAND_FILE = "static-atlas/land.geojson"
MARKS_FILE = "static-atlas/marks.png"
MARK_PIXELS = 128
# Latitude, longitude and zoom that fit a map of 785 by 620 pixels, and the zoom for a phone's width of 350.
NORDIC_VIEW = (63.9, 3.9, 3.3)
# On a phone: the mainland of the north, Iceland one swipe away.
PHONE_VIEW = (63.8, 17.4, 3.05)
COUNTRY_VIEWS = {
    "FI": ((65.4, 26.0, 3.98), 3.98),
    "SE": ((62.8, 17.5, 3.7), 3.7),
    "NO": ((65.4, 17.0, 3.6), 3.2),
    "DK": ((56.2, 11.0, 5.9), 5.1),
    "IS": ((65.0, -18.8, 5.4), 4.2),
}
_GAP = 1.0


@dataclass(frozen=True)
class Classes:
    """A legend and each region's place in it: `labels` and `colours` by class, `of` the class of each region."""

    labels: tuple[str, ...]
    colours: tuple[str, ...]
    of: tuple[int, ...]


def radius(members: float | None) -> float:
    """The radius of a cluster's mark in pixels: its area beyond a visible minimum grows with the members."""
    return 4.6 if pd.isna(members) else 3.6 + 0.38 * float(members or 0) ** 0.5


@lru_cache(maxsize=4)
def spread(places: tuple[tuple[float, float, float], ...], zoom: float = NORDIC_VIEW[2]) -> list[tuple[float, float]]:
    """Pixel offsets that keep marks from hiding each other at `zoom` and at every closer one.

    `places` holds latitude, longitude (degrees) and radius (pixels) of each mark. Larger marks stay nearer to their
    place; the others take the nearest free spot on a sunflower spiral round theirs.
    """
    lat, lon, size = (np.array(column, dtype=float) for column in zip(*places, strict=True))
    world = 512 * 2**zoom
    x = (lon + 180) / 360 * world
    y = (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * world
    return [(round(float(dx), 1), round(float(dy), 1)) for dx, dy in apart(np.column_stack([x, y]), size)]


def apart(true: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Offsets (n x 2 pixels) that keep marks of radius `size` at the pixels `true` from hiding each other."""
    steps = np.arange(4000)
    spiral = 2.2 * np.sqrt(steps)[:, None] * np.column_stack([np.cos(steps * 2.399963), np.sin(steps * 2.399963)])
    drawn = true.copy()
    placed: list[int] = []
    for index in np.argsort(-size, kind="stable"):
        near = np.array(placed, dtype=int)
        near = near[np.hypot(*(drawn[near] - true[index]).T) < 200]
        needed = size[near] + size[index] + _GAP
        for start in range(0, len(steps), 120):
            spots = true[index] + spiral[start : start + 120]
            free = np.flatnonzero((_closest(spots, drawn[near], true[index] - true[near]) >= needed).all(axis=1))
            if len(free):
                drawn[index] = spots[free[0]]
                break
        placed.append(int(index))
    offsets: np.ndarray = drawn - true
    return offsets


def _closest(spots: np.ndarray, others: np.ndarray, between: np.ndarray) -> np.ndarray:
    """How near marks at `spots` come to `others` while zooming in, which moves them apart along `between`.

    Zooming in by t adds (t - 1) times the way between the true places to the way between the marks; the nearest
    point of that ray to the origin is its start, unless the marks were moved past each other.
    """
    apart = spots[:, None, :] - others[None, :, :]
    along = (apart * between).sum(axis=2)
    length = np.maximum((between**2).sum(axis=1), 1e-9)
    squared = (apart**2).sum(axis=2) - np.where(along < 0, along**2 / length, 0)
    distances: np.ndarray = np.sqrt(np.maximum(squared, 0))
    return distances


def deck(
    marks: pd.DataFrame,
    classes: Classes,
    region_tips: Sequence[str],
    *,
    view: tuple[float, float, float] = NORDIC_VIEW,
    chosen_region: int | None = None,
    chosen_cluster: str | None = None,
) -> pydeck.Deck:
    """The map: muted land, coloured regions, marks of clusters.

    `marks` has cluster_id, name, tip, lat, lon, radius, known (bool: size known), colour ("#RRGGBB"), dx, dy;
    `region_tips` holds a line of text for each of the 66 regions in code order.
    """
    import pydeck

    colours = style.palette()
    fills = [style.rgb(colour) for colour in classes.colours]
    outline = [*style.rgb(colours.background), 255]
    strong = [*style.rgb(colours.text), 255]
    regions = pydeck.Layer(
        "GeoJsonLayer",
        id="regions",
        data=REGIONS_FILE,
        # Palette[class[region]]: the only thing about regions that travels when a filter changes.
        get_fill_color=f"({json.dumps(fills)})[({json.dumps(list(classes.of))})[properties.i]]",
        # Lines are a layer of their own: without a graphics card, finding what was clicked among them takes so long
        # that the click is lost.
        stroked=False,
        pickable=True,
        update_triggers={"getFillColor": [fills, list(classes.of)]},
    )
    outlines = pydeck.Layer(
        "GeoJsonLayer",
        id="outlines",
        data=REGIONS_FILE,
        filled=False,
        get_line_color=outline if chosen_region is None else f"properties.i == {chosen_region} ? {strong} : {outline}",
        get_line_width=1 if chosen_region is None else f"properties.i == {chosen_region} ? 3 : 1",
        line_width_units="'pixels'",
        pickable=False,
        update_triggers={"getLineColor": [chosen_region, outline], "getLineWidth": chosen_region},
    )
    return _compact(
        layers=[_land(colours), regions, outlines, *_marks(marks, outline, strong, chosen_cluster)],
        map_provider=None,
        map_style=_sea(colours.sea),
        initial_view_state=pydeck.ViewState(
            latitude=view[0], longitude=view[1], zoom=view[2], min_zoom=2.5, max_zoom=11, pitch=0, bearing=0
        ),
        tooltip=_tooltip(region_tips, colours),
    )


def _compact(**deck: Any) -> pydeck.Deck:
    """A deck that is written without white space, in a third of pydeck's time."""
    import pydeck
    from pydeck.bindings.json_tools import default_serialize

    _look_for_jupyter_once()

    class Compact(pydeck.Deck):
        def to_json(self) -> str:
            return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))

    return Compact(**deck)


@cache
def _look_for_jupyter_once() -> None:
    # pydeck looks through all packages for Jupyter's, five times a deck: a tenth of a change of filter.
    from pydeck.bindings import deck as module

    module.has_jupyter_extra = cache(module.has_jupyter_extra)


def _marks(marks: pd.DataFrame, outline: list[int], strong: list[int], chosen: str | None) -> list[pydeck.Layer]:
    import pydeck

    places = zip(*(marks[name].tolist() for name in ("cluster_id", "lon", "lat", "dx", "dy", "radius")), strict=True)
    halos = [
        {"id": cluster, "at": [lon, lat], "by": [dx, dy], "size": round(2 * radius, 1)}
        for cluster, lon, lat, dx, dy, radius in places
    ]
    said = zip(*(marks[name].tolist() for name in ("name", "tip", "known", "colour")), strict=True)
    rows = [
        {
            **halo,
            "i": -1,
            "name": name,
            "tip": tip,
            "mark": "known" if known else "unknown",
            "colour": style.rgb(colour),
        }
        for halo, (name, tip, known, colour) in zip(halos, said, strict=True)
    ]
    shared: dict[str, Any] = {
        "icon_atlas": pydeck.types.String(MARKS_FILE),
        "icon_mapping": {
            "known": _cell(0),
            "unknown": _cell(1),
        },
        "get_position": "at",
        "get_pixel_offset": "by",
    }
    halo = pydeck.Layer(
        "IconLayer",
        id="halo",
        data=halos,
        get_icon="'known'",
        get_size=f"size + (id == {json.dumps(chosen)} ? 7 : 3)",
        get_color=f"id == {json.dumps(chosen)} ? {strong} : {outline}",
        pickable=False,
        **shared,
    )
    body = pydeck.Layer(
        "IconLayer",
        id="clusters",
        data=rows,
        get_icon="mark",
        get_size="size",
        get_color="colour",
        pickable=True,
        **shared,
    )
    return [halo, body]


def _cell(index: int) -> dict[str, Any]:
    return {"x": index * MARK_PIXELS, "y": 0, "width": MARK_PIXELS, "height": MARK_PIXELS, "mask": True}


def _land(colours: style.Palette) -> Any:
    """The countries round the regions, which show nothing."""
    import pydeck

    return pydeck.Layer(
        "GeoJsonLayer",
        id="land",
        data=LAND_FILE,
        get_fill_color=style.rgb(colours.land),
        stroked=False,
        pickable=False,
        update_triggers={"getFillColor": colours.land},
    )


def _sea(colour: str) -> str:
    """An empty map style with the sea as background, so that no tile server is asked; it carries the attribution."""
    nothing = {"type": "FeatureCollection", "features": []}
    empty = {
        "version": 8,
        "sources": {"boundaries": {"type": "geojson", "data": nothing, "attribution": ATTRIBUTION}},
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": colour}},
            {"id": "boundaries", "type": "fill", "source": "boundaries"},
        ],
    }
    return "data:application/json," + quote(json.dumps(empty))


def _tooltip(region_tips: Sequence[str], colours: style.Palette) -> dict[str, Any]:
    # Streamlit fills {fields} from the object under the pointer, and the static boundaries know only their index;
    # so every region's text travels in the template and a class of that index shows one of them.
    shown = "".join(f".atlas-tip.k{i} .v{i}," for i in range(len(region_tips)))
    texts = "".join(f'<div class="v v{i}">{escape(text)}</div>' for i, text in enumerate(region_tips))
    return {
        "html": f"<style>.atlas-tip .v,.atlas-tip .c{{display:none;white-space:pre-line}}"
        f"{shown}.atlas-tip.k-1 .c{{display:block}}</style>"
        f'<div class="atlas-tip k{{i}}"><div class="c"><b>{{name}}</b>\n{{tip}}</div>{texts}</div>',
        "style": {
            "backgroundColor": colours.background,
            "color": colours.text,
            "border": f"1px solid {colours.grid}",
            "borderRadius": "4px",
            "fontFamily": style.FONT,
            "fontSize": "14px",
            "maxWidth": "280px",
            "padding": "8px 10px",
        },
    }


def draw_marks() -> bytes:
    """The picture of both marks (disc: size known, ring: size unknown) that `static/marks.png` holds."""
    from io import BytesIO

    from PIL import Image, ImageDraw

    scale, edge = 4, MARK_PIXELS * 4
    image = Image.new("RGBA", (2 * edge, edge), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((8, 8, edge - 8, edge - 8), fill=(255, 255, 255, 255))
    pen.ellipse((edge + 8, 8, 2 * edge - 8, edge - 8), outline=(255, 255, 255, 255), width=28 * scale)
    file = BytesIO()
    image.resize((2 * MARK_PIXELS, MARK_PIXELS), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()
