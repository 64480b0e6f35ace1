"""No page breaks a rule of accessibility that axe-core rates serious or critical, light or dark, desk or phone; on a
phone none is wider than the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from analytics.core import language, style
from tests.browser.conftest import Visit
from tests.browser.test_pages import PAGES, address

pytestmark = pytest.mark.browser


def fits_a_phone(visit: Visit) -> None:
    """Nothing is wider than the screen: Finnish has the longest words."""
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    # Streamlit scrolls an inner element, not the document.
    assert visit.page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    for name in language.LANGUAGES.values():
        expect(visit.page.get_by_role("radio", name=name)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_serious(visitor: Callable[..., Visit], page: str, phone: bool) -> None:
    # Our own content security policy would keep axe's script out.
    visit = visitor(phone=phone, bypass_csp=True).open(address(page, "fi" if phone else "en"))
    if phone:
        fits_a_phone(visit)
    grave = []
    for mode, palette in style.MODES.items():
        visit.page.emulate_media(
            color_scheme="dark" if mode == "dark" else "light"
        )  # as a visitor's system does in the evening
        red, green, blue = style.rgb(palette.background)
        colour = f"rgb({red}, {green}, {blue})"
        expect(visit.page.get_by_test_id("stApp")).to_have_css("background-color", colour)
        visit.settle()
        visit.page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
        found = Axe().run(visit.page, options={"resultTypes": ["violations"]}).response["violations"]
        grave += [
            f"{mode}: {rule['id']} ({rule['impact']}): {node['target']} {node['html'][:200]}"
            for rule in found
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]
    assert grave == []
