"""The map: what is sent to the browser, and the figures of its layers."""

from __future__ import annotations

import json

import pandas as pd

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core import style
from analytics.core.codes import ECOSYSTEMS
from analytics.core.paths import DATA
from analytics.core.plot import RegionMap
from analytics.map import deck as maps
from analytics.map import layers
from analytics.regions import questions as regions

ADDRESS = "map-marks/{z}/{x}/{y}.json?lang=en"


def deck(filters: Filters) -> dict[str, object]:
    layer = layers.layer("clusters", filters, "Digital")
    return dict(json.loads(maps.deck(ADDRESS, layer.classes, layer.tips).to_json()))


def test_boundaries_are_named_not_sent_and_no_style_is_asked_of_others() -> None:
    sent = json.dumps(deck(Filters()))
    assert "static-atlas/nuts3.geojson" in sent
    assert "MultiPolygon" not in sent
    assert "https://" not in sent
    assert "EuroGeographics" in sent


def test_marks_and_boundaries_are_asked_for_by_their_address() -> None:
    sent = {layer["id"]: layer for layer in deck(Filters())["layers"]}  # type: ignore[attr-defined]
    assert list(sent) == ["land", "regions", "outlines", "marks"]
    assert sent["marks"]["data"] == ADDRESS
    assert sent["marks"]["@@type"] == "TileLayer"


def test_danish_regions_are_coloured_by_the_figure_of_their_nuts_2_region() -> None:
    layer = layers.layer("population", Filters(), "Digital").table.set_index("nuts_code")
    raw = pd.read_csv(DATA / "regions" / "regional_stats.csv")
    raw = raw[(raw["indicator"] == "population") & (raw["nuts_code"] == "DK04")].sort_values("year")
    assert layer.at["DK041", "value"] == layer.at["DK042", "value"] == raw["value"].iloc[-1]
    assert layer[layer.index.str.startswith("DK")]["value"].notna().all()
    layer_of_year = layers.layer("population", Filters(), "Digital", 2015).table.set_index("nuts_code")
    assert layer_of_year.at["DK041", "value"] == raw.set_index("year").at[2015, "value"]


def test_a_rate_needs_five_clusters() -> None:
    counted = clusters.by_region(Filters(), "Digital")
    rated = counted["clusters_per_million"].notna()
    assert (rated == (counted["figure_clusters"] >= 5) & counted["population"].notna()).all()
    assert rated.any()
    assert not rated.all()


def test_names_with_markup_stay_text_in_the_tooltip() -> None:
    layer = layers.layer("clusters", Filters(), "Digital")
    tips = ("<script>alert(1)</script>", *layer.tips[1:])
    drawn = maps.deck(ADDRESS, layer.classes, tips)
    html = drawn.deck_widget.tooltip["html"] if hasattr(drawn, "deck_widget") else drawn._tooltip["html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_colours_keep_a_contrast_of_three_to_one_with_the_page() -> None:
    def luminance(colour: str) -> float:
        # WCAG 2.2, relative luminance.
        parts = [c / 255 for c in style.rgb(colour)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for palette in (style.LIGHT, style.DARK):
        page = luminance(palette.background)
        for name, colour in [*palette.country.items(), *zip(ECOSYSTEMS, palette.ecosystem, strict=True)]:
            lighter, darker = sorted((luminance(colour), page), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 3, (name, colour)


def test_the_still_map_of_slides_has_the_classes_of_the_map() -> None:
    drawing = catalogue.chart("map.clusters").drawing
    assert isinstance(drawing, RegionMap)
    classes = layers.layer("clusters", Filters(), "Digital").classes
    assert [(words, mark.fill) for words, mark in drawing.key] == list(
        zip(classes.labels, classes.colours, strict=True)
    )
    counted = clusters.by_region(Filters(), "Digital")
    told = {f"{regions.name(code)}: {n}": group for code, n, group in
            zip(counted["nuts_code"], counted["clusters"], classes.of, strict=True)}  # fmt: skip
    assert drawing.regions
    assert all(told[region.hover] == region.group for region in drawing.regions)
