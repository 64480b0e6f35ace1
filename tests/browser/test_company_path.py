"""A company's whole path on a phone in Finnish: describe, three hits, two side by side, the fee, a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Visit

IN_LIST = "n => new URLSearchParams(location.search).getAll('short').join(',').split(',').filter(Boolean).length === n"


def test_from_a_description_to_a_message_on_a_phone(visitor: Callable[..., Visit]) -> None:
    visit = visitor(phone=True).open("/find", lang="fi")
    page = visit.page
    page.get_by_label("Mitä yrityksesi tekee?").fill("Rakennamme biokaasulaitoksia")
    page.get_by_label("Mitä yrityksesi tekee?").press("Enter")
    visit.settle()
    cards = page.locator("[class*='st-key-fit-']")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("Meidän jäsenmaksumme")

    for place in (0, 1):
        cards.nth(place).get_by_role("button", name="Vertaa").click()
        page.wait_for_function(IN_LIST, arg=place + 1)
        visit.settle()
    page.get_by_role("link", name="Katso rinnakkain").click()
    expect(page.get_by_role("heading", name="Vertaa klustereita")).to_be_visible()
    visit.settle()
    compared = page.locator("[class*='st-key-compared-']")
    expect(compared).to_have_count(2)
    finnish = compared.filter(has_text="Suomen Biokierto ja Biokaasu ry")
    expect(finnish).to_contain_text(re.compile(r"\d\sEUR"))

    finnish.get_by_role("button", name="Kirjoita heille").click()
    visit.settle()
    message = page.locator("[data-testid=stPopoverBody]")
    expect(message).to_contain_text("Mitä jäsenyys antaisi meille ensimmäisenä vuonna?")
    expect(message).to_contain_text("Mitä teemme: Rakennamme biokaasulaitoksia")
    href = message.get_by_role("link", name="Avaa sähköpostissa").get_attribute("href") or ""
    assert href.startswith("mailto:?subject=")
    assert "short=" in page.url


def test_the_address_of_a_cluster_is_copied_as_it_is(visit: Visit) -> None:
    visit.open("/cluster", cluster="se-techtank")
    visit.page.get_by_text("All facts", exact=True).click()
    expect(visit.page.get_by_role("link", name="https://techtank.se", exact=True)).to_be_visible()


def test_a_message_speaks_one_language_and_the_mail_holds_all_of_it(visitor: Callable[..., Visit]) -> None:
    visit = visitor().open("/compare", lang="fi", short="se-opentech")
    page = visit.page
    page.get_by_role("button", name="Kirjoita heille").click()
    message = page.locator("[data-testid=stPopoverBody]")
    for tongue, fee in (("Svenska", "mellan 440 EUR och 18 000 EUR"), ("English", "between EUR 440 and EUR 18,000")):
        message.get_by_role("radio", name=tongue).click()
        expect(message).to_contain_text(fee)
        mail = parse_qs(
            urlsplit(message.get_by_role("link").first.get_attribute("href") or "").query, strict_parsing=True
        )
        shown = message.locator("code").inner_text()
        assert shown.split() == f"{mail['subject'][0]} {mail['body'][0]}".split()
