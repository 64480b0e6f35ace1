"""From a number on a chart to its row and source in two clicks, and from a table to its charts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_two_clicks_lead_from_a_chart_to_the_rows_behind_it(visit: Visit) -> None:
    visit.open("/exports?lang=en&country=NO")
    chart = visit.page.locator(".st-key-chart-exports-gap_range")
    chart.get_by_role("tab", name="Table").click()
    chart.get_by_role("link", name="Rows behind it: Export indicators").click()
    expect(visit.page.locator("h1")).to_have_text("Export indicators")
    visit.page.wait_for_url("**table=export_indicators**value=NO**")


def test_a_table_leads_to_its_charts_and_its_address_gives_its_rows(visit: Visit) -> None:
    visit.open("/data?table=success_stories&lang=en")
    visit.page.get_by_text("Data address").click()
    address = visit.page.locator("code", has_text="/data/table/success_stories.csv").first.inner_text()
    answer = visit.page.request.get(address)
    assert answer.status == 200
    assert answer.text().startswith("story_id,")
    visit.page.get_by_role("tab", name="Charts").click()
    visit.page.get_by_role("tabpanel").get_by_role("link", name="Success stories").first.click()
    visit.page.wait_for_url("**/stories**")


def test_a_phone_shows_how_many_rows_are_counted_and_no_button_stands_on_words(visitor: Callable[..., Visit]) -> None:
    page = visitor(phone=True).open("/data", lang="en").page
    counted = page.get_by_role("listitem").filter(has_text="Counted: 187").locator("strong")
    counted.scroll_into_view_if_needed()
    edge, buttons, above = (
        place.bounding_box() or {}
        for place in (
            counted,
            page.locator("[data-testid=stElementToolbar]").first,
            page.get_by_role("textbox", name="Find a table or a field"),
        )
    )
    assert edge["x"] + edge["width"] <= 390
    assert above["y"] + above["height"] <= buttons["y"]
