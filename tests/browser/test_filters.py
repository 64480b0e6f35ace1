"""Filters live in the address: counts follow them, links and the back button bring them back, a keyboard is enough."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core import language
from analytics.core.language import _, country_name
from analytics.map import view as map_view
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def headline(filters: Filters, lang: str) -> str:
    """The map page's first sentence for the filters."""
    language.use(lang)
    found = clusters.clusters(filters)
    return map_view.headline(found, found[found["nuts_code"].notna()])


def expect_view(page: Page, filters: Filters, lang: str) -> None:
    """The page shows the clusters that fit the filters, in the language."""
    expect(page.locator("h2").first).to_have_text(headline(filters, lang))


def pick(page: Page, label: str, option: str) -> None:
    """Choose an option of a filter by typing its name."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.press_sequentially(option)
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")  # the open list hides the rest of the page from screen readers and from these tests


def tags(page: Page, name: str, lang: str) -> Locator:
    """The chosen values of a filter."""
    return page.locator(f".st-key-{name}-{lang}").get_by_test_id("stMultiSelectTagsContainer").last


def test_filters_in_a_closed_box_keep_what_they_begin_with(visit: Visit) -> None:
    visit.open("/map?lang=en")
    search = visit.page.get_by_role("textbox", name="Search")
    search.fill("energia")
    search.press("Enter")
    visit.page.wait_for_url("**q=energia**")
    expect_view(visit.page, Filters(search="energia"), "en")
    # The box's controls are made by the browser only now, runs after they were given their values.
    visit.page.get_by_role("button", name="More filters").click()
    expect(tags(visit.page, "status", "en")).to_contain_text("active")
    visit.page.keyboard.press("Escape")
    pick(visit.page, "Country", country_name("FI"))
    visit.page.wait_for_url("**country=FI**")
    expect_view(visit.page, Filters(countries=("FI",), search="energia"), "en")
    visit.page.set_viewport_size({"width": 600, "height": 900})  # the filters move into a folded box after the map
    expect(visit.page.get_by_text("Filters and colours")).to_be_visible()
    expect_view(visit.page, Filters(countries=("FI",), search="energia"), "en")
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    expect(visit.page.get_by_role("button", name="More filters")).to_be_visible()
    expect_view(visit.page, Filters(countries=("FI",), search="energia"), "en")
    assert "status" not in visit.page.url


def test_a_filter_changes_counts_and_link_and_the_link_opens_the_same_view(visit: Visit) -> None:
    visit.open("/map?lang=en")
    expect_view(visit.page, Filters(), "en")
    pick(visit.page, "Country", country_name("FI"))
    visit.page.wait_for_url("**country=FI**")
    expect_view(visit.page, Filters(countries=("FI",)), "en")
    visit.page.get_by_role("textbox", name="Search").fill("energia")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**q=energia**")
    expect_view(visit.page, Filters(countries=("FI",), search="energia"), "en")

    link = visit.page.url
    visit.page.goto("about:blank")
    visit.page.goto(link)
    expect_view(visit.page, Filters(countries=("FI",), search="energia"), "en")
    expect(tags(visit.page, "country", "en")).to_contain_text("Finland")
    expect(visit.page.get_by_role("textbox", name="Search")).to_have_value("energia")
    assert visit.complaints == []


def test_back_button_brings_the_former_view_back(visit: Visit) -> None:
    visit.open("/map?lang=en")
    pick(visit.page, "Country", "Norway")
    expect_view(visit.page, Filters(countries=("NO",)), "en")
    visit.settle()
    visit.page.go_back()
    expect_view(visit.page, Filters(), "en")
    assert "country" not in visit.query()
    visit.page.go_forward()
    expect_view(visit.page, Filters(countries=("NO",)), "en")
    expect(tags(visit.page, "country", "en")).to_contain_text("Norway")


def test_each_choice_is_one_step_of_the_back_button(visit: Visit) -> None:
    visit.open("/region?region=FI1B1&with=SE110&lang=en")  # another region is chosen without the second
    before = visit.page.evaluate("history.length")
    pick(visit.page, "Region", "Agder, Norway")
    expect(visit.page.locator("h1")).to_have_text("Agder")
    assert visit.page.evaluate("history.length") == before + 1
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("Helsinki-Uusimaa")


def test_a_finnish_link_opens_the_same_filters_in_swedish(visit: Visit) -> None:
    visit.open("/map?lang=fi")
    language.use("fi")
    pick(visit.page, _("Country"), "Suomi")
    visit.page.wait_for_url("**country=FI**")
    expect_view(visit.page, Filters(countries=("FI",)), "fi")
    visit.page.goto(visit.page.url.replace("lang=fi", "lang=sv"))
    expect_view(visit.page, Filters(countries=("FI",)), "sv")
    expect(tags(visit.page, "country", "sv")).to_contain_text("Finland")


def test_language_switch_changes_the_words_and_keeps_the_filters(visit: Visit) -> None:
    visit.open("/map?country=DK&layer=gdp&lang=en")
    expect_view(visit.page, Filters(countries=("DK",)), "en")
    visit.page.get_by_role("radio", name="Suomi").click()
    visit.page.wait_for_url("**lang=fi**")
    expect_view(visit.page, Filters(countries=("DK",)), "fi")
    expect(visit.page.locator("h1")).to_have_text(_("Where the clusters are"))
    expect(tags(visit.page, "country", "fi")).to_contain_text("Tanska")
    assert (visit.query()["country"], visit.query()["layer"]) == (["DK"], ["gdp"])
    assert visit.complaints == []


def test_an_empty_result_says_what_to_loosen(visit: Visit) -> None:
    visit.open("/map?q=zzzzqqq&country=IS&lang=en")
    expect(visit.page.get_by_test_id("stAlertContentWarning")).to_contain_text("No cluster fits")
    every = len(clusters.clusters(Filters(countries=("IS",))))
    expect(visit.page.get_by_role("button", name="Country: 0 clusters")).to_be_disabled()
    visit.page.get_by_role("button", name=f"Search: {every} clusters").click()
    expect_view(visit.page, Filters(countries=("IS",)), "en")
    assert "q" not in visit.query()
    expect(visit.page.get_by_role("textbox", name="Search")).to_have_value("")


FOCUSED = """() => {
    const e = document.activeElement;
    const words = e.innerText.length < 60 ? e.innerText : '';  // not all of a container's text
    return [e.dataset.testid, e.getAttribute('aria-label'), e.title, words].filter(Boolean).join(' | ');
}"""

OFFERED = """() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText"""


def test_tab_key_goes_from_skip_link_over_filters_to_map_and_table(visit: Visit) -> None:
    visit.open("/map?lang=en")
    visit.page.get_by_role("button", name="Zoom in").wait_for()  # the map comes after the rest
    stops = []
    for _step in range(45):
        visit.page.keyboard.press("Tab")
        stops.append(visit.page.evaluate(FOCUSED))
        if "Clusters in a table" in stops[-1]:
            break
    wanted = [
        "stSkipToContent", "Overview", "English", "Search", "Country", "Industrial ecosystem", "More filters",
        "Map layer", "Zoom", "Open a cluster", "Open a region", "Clusters in a table",
    ]  # fmt: skip
    at = -1
    for words in wanted:
        later = [i for i, stop in enumerate(stops) if i > at and words in stop]
        assert later, f"{words!r} does not come after {stops[at]!r} in {stops}"
        at = later[0]


def test_skip_link_leads_to_the_content(visit: Visit) -> None:
    visit.open("/map?lang=en")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#stMain")).to_be_focused()
    visit.page.keyboard.press("Tab")
    assert "Search the atlas" in visit.page.evaluate(FOCUSED)


def test_a_cluster_is_opened_by_keyboard_alone(visit: Visit) -> None:
    visit.open("/map?lang=en")
    name = clusters.names()["no-gce-node"]
    visit.page.get_by_role("combobox", name="Open a cluster").focus()
    visit.page.keyboard.type(name)
    expect(visit.page.get_by_role("option", name=name)).to_be_visible()
    for _step in range(6):  # similar names are offered too; go down to the one that was meant
        if visit.page.evaluate(OFFERED) == name:
            break
        visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".st-key-cluster-card h3")).to_have_text(name)
    visit.page.wait_for_url("**cluster=no-gce-node**")
    assert visit.complaints == []
