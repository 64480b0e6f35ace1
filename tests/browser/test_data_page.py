"""From a number on a chart to its row and source in two clicks, and from a table to its charts."""

from __future__ import annotations

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
