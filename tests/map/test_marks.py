"""Marks of the map: none farther from a place than its radius, each cluster in exactly one, at every zoom."""

from __future__ import annotations

from math import asinh, hypot, pi, radians, tan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core import style
from analytics.map import bubbles, marks
from analytics.map.deck import TILE_ZOOM

ROW = st.tuples(st.floats(55, 70), st.floats(-20, 30), st.floats(4, 18), st.sampled_from(["FI", "SE"]))


def pixels(lat: float, lon: float, zoom: float) -> tuple[float, float]:
    """Web Mercator with tiles of 512 pixels, as deck.gl draws it."""
    world = 512 * 2**zoom
    return (lon + 180) / 360 * world, (1 - asinh(tan(radians(lat))) / pi) / 2 * world


@settings(max_examples=60)
@given(st.lists(ROW, min_size=1, max_size=40), st.floats(2, 9))
def test_no_mark_is_farther_from_a_place_than_its_radius(
    rows: list[tuple[float, float, float, str]], zoom: float
) -> None:
    at = np.array([pixels(lat, lon, zoom) for lat, lon, _r, _c in rows])
    found = bubbles.bubbles(at, [r for *_place, r, _c in rows], [c for *_rest, c in rows], stretch=2**0.5)
    assert sorted(row for bubble in found for row in bubble.rows) == list(range(len(rows)))
    for bubble in found:
        assert len({rows[row][3] for row in bubble.rows}) == 1
        farthest = max(hypot(bubble.x - at[row][0], bubble.y - at[row][1]) for row in bubble.rows)
        # Half a zoom closer, where the next marks take over, everything lies farther apart by the root of two.
        assert farthest * 2**0.5 <= bubble.radius + 1e-6


def test_places_come_back_from_their_pixels() -> None:
    at = bubbles.mercator(np.array([60.17]), np.array([24.94]), 4)[0]
    assert at.tolist() == pytest.approx(pixels(60.17, 24.94, 4))
    assert bubbles.degrees(*at, 4) == pytest.approx((60.17, 24.94))


def test_marks_that_overlap_on_one_place_are_pushed_apart_within_their_radius() -> None:
    left, right = bubbles.bubbles(np.zeros((2, 2)), [10.0, 10.0], ["DK", "SE"])
    assert left.x < 0 < right.x
    assert max(abs(left.x), abs(right.x)) <= 10
    assert hypot(left.x - right.x, left.y - right.y) == pytest.approx(20, abs=0.01)


def test_a_marks_area_grows_with_members_and_unknown_has_its_own_size() -> None:
    assert bubbles.radius(None) == bubbles.radius(float("nan")) == bubbles.radius(pd.NA)  # type: ignore[arg-type]
    # Beyond the visible minimum of 3.6 pixels the radius is 0.38 times the root: 100 members 7.4, 400 members 11.2.
    assert bubbles.radius(100) == pytest.approx(7.4)
    assert bubbles.radius(400) == pytest.approx(11.2)
    # A bubble has 9 pixels for its number and 3 times the root of its clusters: 4 clusters 15, 25 clusters 24.
    assert (bubbles.counted_radius(4), bubbles.counted_radius(25)) == (15, 24)


def located(filters: Filters) -> pd.DataFrame:
    found = clusters.clusters(filters)
    return found[found["nuts_code"].notna()].set_index("cluster_id")


def tiles(filters: Filters, z: int, colour: str = "country") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for x in range(2**z):
        for y in range(2**z):
            found += marks.tile(filters, colour, z, x, y)["features"]
    return found


@pytest.mark.parametrize("z", [0, 1, 3])
def test_the_tiles_of_a_zoom_hold_every_cluster_near_its_place(z: int) -> None:
    places = located(Filters())
    held: list[str] = []
    for feature in tiles(Filters(), z):
        about = feature["properties"]
        members = marks.members(Filters(), about["id"]) if about["n"] else [about["id"]]
        assert len(members) == int(about["n"] or 1)
        held += members
        lon, lat = feature["geometry"]["coordinates"]
        for zoom in (z + TILE_ZOOM - 0.5, z + TILE_ZOOM + 0.5):
            x, y = pixels(lat, lon, zoom)
            for member in members:
                px, py = pixels(places.at[member, "lat"], places.at[member, "lon"], zoom)
                assert hypot(x - px, y - py) <= about["r"] + 0.1, (about["id"], member)
    assert sorted(held) == sorted(places.index)


def test_a_mark_tells_its_clusters_and_wears_what_they_share() -> None:
    filters = Filters(countries=("FI",))
    places = located(filters)
    colours = {tuple(style.rgb(style.LIGHT.country["FI"]))}
    for feature in tiles(filters, 2):
        about = feature["properties"]
        if not about["n"]:
            hollow = pd.isna(places.at[about["id"], "members_total"])
            assert tuple(about["line" if hollow else "fill"][:3]) in colours
            assert about["name"] == places.at[about["id"], "name"]
        else:
            assert tuple(about["fill"][:3]) in colours
            assert about["tip"].split("\n")[0] in set(places["name"])


def test_an_unknown_mark_holds_nothing_and_opens_nothing() -> None:
    for wrong in ("", "fi-kip", "9999:fi-kip", "1:no-such-cluster", "x:y"):
        assert marks.members(Filters(), wrong) == []
        assert marks.opened(Filters(), wrong) is None
    assert marks.tile(Filters(search="no such cluster anywhere"), "country", 0, 0, 0)["features"] == []


def test_an_opened_bubble_shows_all_its_places() -> None:
    mark = next(f["properties"]["id"] for f in tiles(Filters(), 0) if f["properties"]["n"])
    view = marks.opened(Filters(), mark)
    assert view is not None
    places = located(Filters())
    middle = pixels(view[0], view[1], view[2])
    for member in marks.members(Filters(), mark):
        x, y = pixels(places.at[member, "lat"], places.at[member, "lon"], view[2])
        assert abs(x - middle[0]) <= 130
        assert abs(y - middle[1]) <= 130


@pytest.mark.parametrize("width", [300, 6_000])
def test_a_register_of_thousands_has_marks_that_cover_their_places(width: int) -> None:
    random = np.random.default_rng(width)
    at = random.uniform(0, width, (8_000, 2))
    at[:3_000] = at[:3_000] % 5 + 7  # a crowd on a few pixels
    countries = random.choice(["FI", "SE"], len(at)).tolist()
    found = bubbles.bubbles(at, [5.0] * len(at), countries, stretch=2**0.5)
    assert sorted(row for bubble in found for row in bubble.rows) == list(range(len(at)))
    for bubble in found:
        held = list(bubble.rows)
        assert len({countries[row] for row in held}) == 1
        farthest = max(hypot(bubble.x - x, bubble.y - y) for x, y in at[held])
        assert farthest * 2**0.5 <= bubble.radius <= 64
    # The crowd of each country is one mark or a few, not thousands.
    assert len([1 for bubble in found if any(row < 3_000 for row in bubble.rows)]) <= 20
