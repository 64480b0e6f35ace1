"""The map: marks stay apart and near their place, and only colour classes travel when a filter changes."""

from __future__ import annotations

import json
from math import asinh, hypot, pi, radians, tan

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core import style
from analytics.core.codes import ECOSYSTEMS
from analytics.core.paths import ROOT
from analytics.map import deck as maps
from analytics.map import layers
from analytics.map import view as map_view


def pixels(lat: float, lon: float, zoom: float) -> tuple[float, float]:
    """Web Mercator with tiles of 512 pixels, as deck.gl draws it."""
    world = 512 * 2**zoom
    return (lon + 180) / 360 * world, (1 - asinh(tan(radians(lat))) / pi) / 2 * world


def overlaps(places: list[tuple[float, float, float]], moved: list[tuple[float, float]], zoom: float) -> list[float]:
    """How deep marks reach into each other, in pixels, for each pair that does."""
    at = [(x + dx, y + dy) for (x, y), (dx, dy) in zip([pixels(a, o, zoom) for a, o, _ in places], moved, strict=True)]
    return [
        places[i][2] + places[j][2] - gap
        for i in range(len(at))
        for j in range(i)
        if (gap := hypot(at[i][0] - at[j][0], at[i][1] - at[j][1])) < places[i][2] + places[j][2]
    ]


@pytest.fixture(scope="module")
def located() -> pd.DataFrame:
    every = clusters.clusters(Filters(statuses=()))
    return every[every["nuts_code"].notna()]


def test_no_mark_hides_another_at_the_opening_view_or_closer(located: pd.DataFrame) -> None:
    places = [(r.lat, r.lon, maps.radius(r.members_total)) for r in located.itertuples()]
    moved = maps.spread(tuple(places))
    opening = maps.NORDIC_VIEW[2]
    assert places
    for zoom in (opening, opening + 1, opening + 3):
        assert overlaps(places, moved, zoom) == [], zoom


def test_a_mark_alone_stays_on_its_place() -> None:
    assert maps.spread(((60.0, 20.0, 8.0), (66.0, 25.0, 8.0))) == [(0.0, 0.0), (0.0, 0.0)]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(55, 70), st.floats(-20, 30), st.floats(4, 18)), min_size=1, max_size=30))
def test_marks_never_overlap_wherever_they_are(places: list[tuple[float, float, float]]) -> None:
    moved = maps.spread(tuple(places))
    assert max(overlaps(places, moved, maps.NORDIC_VIEW[2]), default=0) < 0.2  # offsets are rounded to 0.1 pixel


def test_a_marks_area_grows_with_members_and_unknown_has_its_own_size() -> None:
    assert maps.radius(None) == maps.radius(float("nan")) == maps.radius(pd.NA)  # type: ignore[arg-type]
    # Beyond the visible minimum of 3.6 pixels the radius is 0.38 times the root: 100 members 7.4, 400 members 11.2.
    assert maps.radius(100) == pytest.approx(7.4)
    assert maps.radius(400) == pytest.approx(11.2)


def deck(filters: Filters) -> dict[str, object]:
    found = clusters.clusters(filters)
    layer = layers.layer("clusters", filters, "Digital")
    drawn = maps.deck(map_view.marks(found[found["nuts_code"].notna()], "country"), layer.classes, layer.tips)
    return dict(json.loads(drawn.to_json()))


def test_boundaries_are_named_not_sent_and_no_style_is_asked_of_others() -> None:
    sent = json.dumps(deck(Filters()))
    assert "static-atlas/nuts3.geojson" in sent
    assert "MultiPolygon" not in sent
    assert "https://" not in sent
    assert "EuroGeographics" in sent


def test_a_filter_changes_marks_and_classes_only() -> None:
    whole, finnish = deck(Filters()), deck(Filters(countries=("FI",)))
    layers_of = {layer["id"]: layer for layer in finnish["layers"]}  # type: ignore[index, attr-defined]
    assert [layer["id"] for layer in whole["layers"]] == list(layers_of)  # type: ignore[index, attr-defined]
    assert list(layers_of) == ["land", "regions", "outlines", "halo", "clusters"]
    located = clusters.clusters(Filters(countries=("FI",)))["nuts_code"].notna().sum()
    assert len(layers_of["clusters"]["data"]) == located
    assert all(row["colour"] == style.rgb(style.LIGHT.country["FI"]) for row in layers_of["clusters"]["data"])


def test_unknown_size_is_a_ring_of_its_own() -> None:
    found = clusters.clusters(Filters())
    located = found[found["nuts_code"].notna()].set_index("cluster_id")
    rows = next(layer for layer in deck(Filters())["layers"] if layer["id"] == "clusters")["data"]  # type: ignore[attr-defined]
    for row in rows:
        assert (row["mark"] == "unknown") == pd.isna(located.at[row["id"], "members_total"])


def test_names_with_markup_stay_text_in_the_tooltip() -> None:
    layer = layers.layer("clusters", Filters(), "Digital")
    found = clusters.clusters(Filters()).head(1)
    tips = ("<script>alert(1)</script>", *layer.tips[1:])
    located = clusters.clusters(Filters())
    drawn = maps.deck(
        map_view.marks(located[located["nuts_code"].notna()].head(len(found)), "country"), layer.classes, tips
    )
    html = drawn.deck_widget.tooltip["html"] if hasattr(drawn, "deck_widget") else drawn._tooltip["html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_picture_of_the_marks_is_the_one_that_the_code_draws() -> None:
    from io import BytesIO

    from PIL import Image

    shipped = Image.open(ROOT / "static" / "marks.png")
    assert shipped.size == (2 * maps.MARK_PIXELS, maps.MARK_PIXELS)
    assert shipped.tobytes() == Image.open(BytesIO(maps.draw_marks())).tobytes()


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
