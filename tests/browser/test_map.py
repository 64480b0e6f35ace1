"""The map: really drawn, sent once, and open to the mouse."""

from __future__ import annotations

import math
from collections.abc import Callable
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import expect

from analytics.clusters import questions as clusters
from analytics.core import language, style
from analytics.core.codes import NORDIC
from analytics.map import deck as maps
from analytics.map import marks
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
    view = map_view.view((), phone=False)
    return map_pixels.mark_pixels(map_pixels.marks(view[2]), view, *canvas_size(visit))


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
        discs = sum(math.pi * r**2 for mark, (_x, _y, r) in placed.items() if f"{code.lower()}-" in mark)
        assert map_pixels.area(picture, palette.country[code]) > 0.5 * discs > 0, code
    assert visit.complaints == []


def test_boundaries_are_sent_once_and_not_again_when_a_filter_changes(visit: Visit) -> None:
    visit.open("/map?lang=en")
    map_pixels.wait_until_drawn(visit.page)

    def sent(name: str) -> int:
        return sum(url.endswith(f"/{name}") for url in visit.requests)

    before = {name: sent(name) for name in (maps.REGIONS_FILE, maps.LAND_FILE)}
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
    alone = [mark for mark in placed if ":" not in mark]
    code = max(alone, key=lambda code: room(placed[code][:2], placed, but=code) + placed[code][2])
    name = clusters.names()[code]
    x, y, _r = placed[code]
    title = visit.page.locator(".st-key-cluster-card h3")
    map_pixels.click_on(visit.page, x, y, opens=title)
    expect(title).to_have_text(name)
    visit.page.wait_for_url(f"**cluster={code}**")
    expect(visit.page.get_by_role("combobox", name="Open a cluster")).to_have_value(name)


def test_clicking_a_bubble_opens_it_and_lists_its_clusters(visit: Visit) -> None:
    visit.open("/map?lang=en")
    map_pixels.wait_until_drawn(visit.page)
    placed = placed_marks(visit)
    mark = max((m for m in placed if ":" in m), key=lambda m: room(placed[m][:2], placed, but=m))
    x, y, r = placed[mark]
    card = visit.page.locator(".st-key-bubble-card")
    map_pixels.click_on(visit.page, x, y + r / 2, opens=card)
    visit.page.wait_for_url(f"**mark={quote(mark)}**")
    held = marks.members(clusters.Filters(), mark)
    expect(card.get_by_role("link")).to_have_count(len(held))
    assert {link.inner_text().split("\n")[-1] for link in card.get_by_role("link").all()} == {
        clusters.names()[code] for code in held
    }


@pytest.mark.parametrize("asked", [(), ("DK",), ("IS",)])
def test_every_mark_stands_where_its_clusters_are(visit: Visit, asked: tuple[str, ...]) -> None:
    """Three zooms: the colour of each mark is on the canvas within its radius from each of its places."""
    filters, view = clusters.Filters(countries=asked), map_view.view(asked, phone=False)
    visit.open("/map?lang=en" + "".join(f"&country={code}" for code in asked))
    map_pixels.wait_until_drawn(visit.page, countries=asked or NORDIC)
    visit.page.mouse.move(0, 0)
    picture, size = map_pixels.shot(visit.page), canvas_size(visit)
    places = clusters.clusters(filters).set_index("cluster_id")
    seen = 0
    for feature in map_pixels.marks(view[2], filters):
        about = feature["properties"]
        colour = np.array((about["fill"] if about["n"] or about["fill"][:3] != [255, 255, 255] else about["line"])[:3])
        ids = marks.members(filters, about["id"]) if about["n"] else [about["id"]]
        for code in ids:
            x, y = map_pixels.pixel(places.at[code, "lat"], places.at[code, "lon"], view, *size)
            reach = about["r"] + 2
            if not (reach < x < size[0] - reach and reach < y < size[1] - reach):
                continue
            near = picture[int(y - reach) : int(y + reach) + 1, int(x - reach) : int(x + reach) + 1]
            assert (np.abs(near - colour).max(axis=2) <= 8).any(), (code, about["id"])
            seen += 1
    assert seen > 5


def test_a_browser_without_webgl_gets_the_printed_map_and_a_sentence(visit: Visit) -> None:
    visit.page.add_init_script(
        "const real = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        "return kind.startsWith('webgl') ? null : real.call(this, kind, ...more)}"
    )
    visit.open("/map?lang=fi")
    still = visit.page.locator(".st-key-still-map img")
    expect(still).to_be_visible()
    visit.page.wait_for_function("document.querySelector('.st-key-still-map img').naturalWidth > 500")
    expect(visit.page.locator(".st-key-live-map")).to_be_hidden()
    expect(visit.page.locator(".st-key-still-map")).to_contain_text("WebGL")


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
    title = visit.page.locator(".st-key-region-card h3")
    map_pixels.click_on(visit.page, x, y, opens=title)
    expect(title).to_have_text(name)
    visit.page.wait_for_url(f"**region={code}**")
