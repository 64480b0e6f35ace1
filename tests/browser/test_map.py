"""The map: really drawn, sent once, and open to the mouse."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from analytics.clusters import questions as clusters
from analytics.core import language, style
from analytics.core.codes import NORDIC
from analytics.map import deck as maps
from analytics.map import view as map_view
from analytics.regions import questions as regions
from tests.browser import map_pixels
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

TIP = ".deck-tooltip"


def canvas_size(visit: Visit) -> tuple[float, float]:
    box = visit.page.locator(map_pixels.CANVAS).bounding_box()
    assert box is not None
    return box["width"], box["height"]


def placed_marks(visit: Visit) -> dict[str, tuple[float, float, float]]:
    return map_pixels.mark_pixels(map_pixels.marks(), map_view.view((), phone=False), *canvas_size(visit))


def room(at: tuple[float, float], placed: dict[str, tuple[float, float, float]], but: str = "") -> float:
    """How many pixels are free between a place and the nearest mark's edge."""
    return min(math.hypot(at[0] - x, at[1] - y) - r for code, (x, y, r) in placed.items() if code != but)


@pytest.mark.parametrize("mode", style.MODES)
def test_map_shows_sea_regions_and_the_marks_of_every_country(visitor: Callable[..., Visit], mode: str) -> None:
    palette = style.MODES[mode]
    visit = visitor(dark=mode == "dark").open("/map?lang=en")
    picture = map_pixels.wait_until_drawn(visit.page, palette)
    pixels = picture.shape[0] * picture.shape[1]
    sea = map_pixels.area(picture, palette.sea, 2)
    # An empty map is all sea. The canvas shows the North: a good part sea, a good part land.
    assert 0.1 * pixels < sea < 0.75 * pixels
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 100
    # The discs of a country's marks have the country's colour: pi r^2 each, less what a soft edge takes.
    placed = placed_marks(visit)
    for code in NORDIC:
        discs = sum(
            math.pi * placed[row["cluster_id"]][2] ** 2
            for row in map_pixels.marks()
            if row["cluster_id"].startswith(code.lower()) and row["known"] and row["cluster_id"] in placed
        )
        assert map_pixels.area(picture, palette.country[code]) > 0.5 * discs > 0, code
    assert visit.complaints == []


def test_boundaries_are_sent_once_and_not_again_when_a_filter_changes(visit: Visit) -> None:
    visit.open("/map?lang=en")
    map_pixels.wait_until_drawn(visit.page)

    def sent(name: str) -> int:
        return sum(url.endswith(f"/{name}") for url in visit.requests)

    before = {name: sent(name) for name in (maps.REGIONS_FILE, maps.LAND_FILE, maps.MARKS_FILE)}
    assert set(before.values()) == {1}
    visit.page.get_by_role("textbox", name="Search").fill("health")
    visit.page.keyboard.press("Enter")
    found = clusters.clusters(clusters.Filters(search="health"))
    expect(visit.page.locator("h2")).to_contain_text(f"{len(found)} clusters fit")
    visit.settle()
    visit.page.get_by_role("radio", name="Industrial ecosystem").click()
    visit.page.wait_for_url("**colour=ecosystem**")
    visit.settle()
    assert {name: sent(name) for name in before} == before


def test_clicking_a_mark_opens_its_cluster(visit: Visit) -> None:
    visit.open("/map?lang=en")
    map_pixels.wait_until_drawn(visit.page)
    placed = placed_marks(visit)
    code = max(placed, key=lambda code: room(placed[code][:2], placed, but=code) + placed[code][2])
    name = clusters.names()[code]
    x, y, _r = placed[code]
    map_pixels.click_on(visit.page, x, y)
    expect(visit.page.locator(".st-key-cluster-card h3")).to_have_text(name)
    visit.page.wait_for_url(f"**cluster={code}**")
    expect(visit.page.get_by_role("combobox", name="Open a cluster")).to_have_value(name)


def test_hovering_tells_of_a_region_and_clicking_opens_it(visit: Visit) -> None:
    visit.open("/map?lang=en")
    map_pixels.wait_until_drawn(visit.page)
    placed = placed_marks(visit)
    size, view = canvas_size(visit), map_view.view((), phone=False)
    inside = {}
    for code in ("FI1D7", "SE332", "NO071", "NO074", "FI1D9", "SE331", "SE322"):  # large ones: no doubt what is hit
        if code in regions.codes(3):
            inside[code] = map_pixels.pixel(regions.place(code)["lat"], regions.place(code)["lon"], view, *size)
    code = max(inside, key=lambda code: room(inside[code], placed))
    assert room(inside[code], placed) > 5
    name = regions.name(code)
    x, y = inside[code]
    map_pixels.point_at(visit.page, x, y)
    expect(visit.page.locator(TIP)).to_be_visible()
    counts = clusters.by_region(clusters.Filters(), "Digital").set_index("nuts_code")["clusters"]
    language.use("en")
    tip = visit.page.locator(TIP).inner_text()
    assert tip.startswith(f"{name}, {language.country_name(code[:2])}\n")
    assert language.ngettext("{n} cluster", "{n} clusters", int(counts[code])) in tip.split("\n")
    map_pixels.click_on(visit.page, x, y)
    expect(visit.page.locator(".st-key-region-card h3")).to_have_text(name)
    visit.page.wait_for_url(f"**region={code}**")
