"""Every page as a visitor meets it: in each language, on a phone, first of all on a fresh server, by a bad link."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import cycle

import pytest
from PIL import Image
from playwright.sync_api import expect

from analytics.clusters import questions as clusters
from analytics.core import language
from analytics.core.language import _
from analytics.regions import questions as regions
from tests.browser.conftest import Server, Visit, serve
from ui import page_registry

pytestmark = pytest.mark.browser

ERRORS = '[data-testid="stAlertContentError"], [data-testid="stException"]'
NOTES = '[data-testid="stAlertContentInfo"]'
# What a page is opened with, where it is of one thing.
OF = {"cluster": "?cluster=no-gce-node", "region": "?region=FI1D5"}
NAMES = {"cluster": "GCE NODE", "region": "Keski-Pohjanmaa"}  # what such a page is headed by, in Finnish
# Each page's address, its heading, and the question under it.
PAGES = {
    f"/{entry.url_path}{OF.get(entry.key, '')}": (NAMES.get(entry.key, entry.heading), entry.question)
    for entry in page_registry.PAGES.values()
    if entry.key != "embed"
}
Visitor = Callable[..., Visit]


def address(page: str, lang: str) -> str:
    """A page's address in a language."""
    return f"{page}{'&' if '?' in page else '?'}lang={lang}"


def said(message: str, lang: str) -> str:
    """A message of the catalogue, or a region's name, in a language."""
    language.use(lang)
    return regions.name("FI1D5") if message == NAMES["region"] else _(message)


# tests/ui draws every page in every language without a browser; here they take turns.
@pytest.mark.parametrize(("page", "lang"), zip(PAGES, cycle(language.LANGUAGES), strict=False))
def test_page_is_drawn_in_its_language_without_a_stranger(visit: Visit, page: str, lang: str) -> None:
    title, question = PAGES[page]
    visit.open(address(page, lang))
    expect(visit.page.locator("h1")).to_have_text(said(title, lang))
    if "?" not in page:  # one that is of a thing has found it: its name is the title, and no question stands under it
        expect(visit.page.get_by_text(said(question, lang), exact=True)).to_be_visible()
    assert lang == "en" or said(question, lang) != question, "the catalogue has no translation"
    expect(visit.page.locator(ERRORS)).to_have_count(0)
    expect(visit.page.get_by_role("radio", checked=True, name=language.LANGUAGES[lang])).to_be_visible()
    # What comes after the heading is there as well, down to the foot.
    expect(visit.page.locator('[data-testid="stCaptionContainer"]').last).to_contain_text("EuroGeographics")
    assert visit.strangers == []
    assert visit.complaints == []


def test_numbers_of_a_table_are_written_in_the_page_s_language_by_any_browser(visitor: Visitor) -> None:
    pictures = []
    for locale in ("en-GB", "fi-FI"):
        frame = visitor(locale=locale).open("/region", lang="fi").page.get_by_test_id("stDataFrame").first
        expect(frame.locator("[role=gridcell]", has_text="1269230")).to_be_attached()  # people of Viken
        frame.page.wait_for_timeout(1000)  # cells are painted after they are there
        picture = Image.open(BytesIO(frame.screenshot()))
        # All but the line below the header, of which the table paints parts once or twice.
        picture.paste(0, (0, 36, picture.width, 39))
        pictures.append(picture.tobytes())
    assert pictures[0] == pictures[1]


def test_cluster_and_region_pages_name_what_the_link_asks_for(visit: Visit) -> None:
    visit.open("/cluster?cluster=no-gce-node&lang=en")
    expect(visit.page.locator("h1")).to_have_text(clusters.names()["no-gce-node"])
    language.use("sv")
    visit.open("/region?region=FI1D5&lang=sv")
    expect(visit.page.locator("h1")).to_have_text(regions.name("FI1D5"))


def test_language_is_first_guessed_from_the_browser(visitor: Visitor) -> None:
    visit = visitor(locale="fi-FI").open("/data")
    expect(visit.page.locator("h1")).to_have_text(said("Data and sources", "fi"))
    assert visit.query()["lang"] == ["fi"]


def test_first_visit_to_a_deep_link_has_the_navigation_at_the_top(visitor: Visitor) -> None:
    with serve() as fresh:
        visit = visitor(at=fresh.url).open("/region?region=FI1D5&lang=en")
        expect(visit.page.locator("h1")).to_have_text(regions.name("FI1D5"))
        expect(visit.page.get_by_test_id("stTopNav")).to_be_visible()
        expect(visit.page.get_by_test_id("stTopNav")).to_contain_text("Overview")
        # Streamlit's own guess would be a side bar with the names of the files under pages/.
        expect(visit.page.get_by_test_id("stSidebar")).to_have_count(0)
        assert visit.complaints == []


@pytest.mark.parametrize(
    ("link", "given"),
    [
        ("/map?country=XX&layer=nonsense&from=abc&colour=puce&lang=zz", ("XX", "nonsense", "abc", "puce", "zz")),
        ("/cluster?cluster=nope&lang=en", ("nope",)),
        ("/region?region=%27%3B--&lang=en", ("';--",)),
        ("/data?table=secrets&lang=en", ("secrets",)),
    ],
)
def test_bad_values_in_a_link_give_a_note_and_a_working_page(visit: Visit, link: str, given: tuple[str, ...]) -> None:
    visit.open(link)
    expect(visit.page.locator(ERRORS)).to_have_count(0)
    for value in given:
        note = visit.page.locator(NOTES).filter(has_text=f"“{value}”")
        expect(note, f"the note on {value!r}").to_be_visible()
    heading = page_registry.PAGES[link[1:].partition("?")[0]].heading
    expect(visit.page.locator("h1")).to_have_text(_(heading))
    assert not {v for values in visit.query().values() for v in values} & set(given), "the link is mended"
    assert visit.complaints == []


def test_bad_values_still_show_the_default_map(visit: Visit) -> None:
    visit.open("/map?country=XX&layer=nonsense&from=abc&lang=en")
    every = len(clusters.clusters(clusters.Filters()))
    expect(visit.page.locator("h2")).to_contain_text(f"{every} clusters fit")
    expect(visit.page.get_by_test_id("stDeckGlJsonChart")).to_be_visible()


def test_on_a_phone_the_map_comes_first_and_its_filters_are_folded_after_it(visitor: Visitor) -> None:
    visit = visitor(phone=True).open(address("/map", "fi"))
    language.use("fi")
    expect(visit.page.get_by_test_id("stDeckGlJsonChart")).to_be_visible()
    visit.page.get_by_text(_("Filters and colours"), exact=True).click()
    expect(visit.page.get_by_role("textbox", name=_("Search"))).to_be_visible()
    expect(visit.page.get_by_role("combobox", name=_("Country"))).to_be_visible()
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("page", "script"), [("/exports", "PlotlyChart"), ("/map", "DeckGlJsonChart"), ("/data", "DataFrame")]
)
def test_a_page_names_the_scripts_that_it_draws_with(visit: Visit, server: Server, page: str, script: str) -> None:
    head = visit.page.request.get(server.url + page).headers["link"]
    named = [part.split(">")[0].removeprefix("<./") for part in head.split(", ")]
    assert any(script in name for name in named)
    for name in named:
        assert visit.page.request.get(f"{server.url}/{name}").headers["content-type"].endswith("/javascript")


def test_the_overview_fetches_no_chart_script_and_shows_its_map(visit: Visit) -> None:
    page = visit.open("/", lang="en").page
    picture = page.get_by_role("img", name="counted bubbles by country")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    scripts = [url for url in visit.requests if url.endswith(".js")]
    assert scripts
    assert not [url for url in scripts if "PlotlyChart" in url or "DataFrame" in url]
    assert visit.complaints == []
