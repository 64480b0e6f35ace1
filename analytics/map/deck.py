"""The map of clusters and regions as pydeck layers over our own boundaries; nothing is fetched from elsewhere.

Boundaries are static files that the browser keeps: a change of filter sends a colour class for each region, not its
shape. Marks come from the atlas's own address for the zoom that is seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from analytics.core import style
from analytics.map import boundaries as geography
from analytics.map.bubbles import TILE

if TYPE_CHECKING:
    import pydeck

# MapLibre lists attributions in an element with the role of a list, which must hold list items.
ATTRIBUTION = f'<span role="listitem">{geography.ATTRIBUTION}</span>'
REGIONS_FILE = "static-atlas/nuts3.geojson"
LAND_FILE = "static-atlas/land.geojson"
# Marks are asked for in tiles of 4 x 512 pixels, so that one or two hold the whole view; at tile zoom 0 the map's own
# is about 2, and from one to the next marks are grouped anew.
TILE_ZOOM, LAST_ZOOM = 2, 11
# Latitude, longitude and zoom that fit a map of 785 by 620 pixels, and those for a phone's width of 330 to 350, with
# room for the bubbles at both edges.
NORDIC_VIEW = (63.9, 3.9, 3.3)
PHONE_VIEW = (64.2, 4.1, 2.02)
COUNTRY_VIEWS = {
    "FI": ((65.4, 26.0, 3.98), 3.98),
    "SE": ((62.8, 17.5, 3.7), 3.7),
    "NO": ((65.4, 17.0, 3.6), 3.2),
    "DK": ((56.2, 11.0, 5.9), 5.1),
    "IS": ((65.0, -18.8, 5.4), 4.2),
}


@dataclass(frozen=True)
class Classes:
    """A legend and each region's place in it: `labels` and `colours` by class, `of` the class of each region."""

    labels: tuple[str, ...]
    colours: tuple[str, ...]
    of: tuple[int, ...]


def deck(
    marks: str,
    classes: Classes,
    region_tips: Sequence[str],
    *,
    view: tuple[float, float, float] = NORDIC_VIEW,
    chosen_region: int | None = None,
    chosen_mark: str | None = None,
) -> pydeck.Deck:
    """The map: muted land, coloured regions, marks of clusters.

    `marks` is the address of the marks with {z}, {x} and {y} in it, as `ui/map_marks.py` answers it;
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
        layers=[_land(colours), regions, outlines, _marks(marks, colours, chosen_mark)],
        map_provider=None,
        map_style=_sea(colours.sea),
        initial_view_state=pydeck.ViewState(
            latitude=view[0], longitude=view[1], zoom=view[2], min_zoom=2, max_zoom=11, pitch=0, bearing=0
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


def _marks(address: str, colours: style.Palette, chosen: str | None) -> pydeck.Layer:
    """The marks of clusters, asked for from the atlas itself for each zoom: near ones share a bubble with a number."""
    import pydeck

    strong, outline = ([*style.rgb(colour), 255] for colour in (colours.text, colours.background))
    picked = f"properties.id == {json.dumps(chosen)}"
    return pydeck.Layer(
        "TileLayer",
        id="marks",
        data=address,
        tile_size=TILE * 2**TILE_ZOOM,
        min_zoom=0,
        max_zoom=LAST_ZOOM - TILE_ZOOM,
        refinement_strategy=pydeck.types.String("no-overlap"),
        point_type=pydeck.types.String("circle+text"),
        get_point_radius="properties.r",
        point_radius_units=pydeck.types.String("pixels"),
        get_fill_color="properties.fill",
        get_line_color=f"{picked} ? {strong} : properties.line",
        get_line_width=f"{picked} ? 4 : properties.w",
        line_width_units=pydeck.types.String("pixels"),
        get_text="properties.n",
        get_text_color="properties.ink",
        get_text_size=13,
        text_font_weight=pydeck.types.String("bold"),
        pickable=True,
        update_triggers={"getLineColor": [chosen, outline], "getLineWidth": chosen},
    )


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
