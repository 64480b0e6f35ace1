"""The evidence map: a click on a mark opens the card of its finding."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from analytics.core import language
from analytics.effects import questions as effects
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_click_on_a_mark_opens_its_card_and_writes_it_into_the_link(visit: Visit) -> None:
    language.use("sv")
    visit.open("/effects?lang=sv")
    rows = effects.mapped()
    row = rows[(rows["outcome"] == "exports") & (rows["effect_direction"] == "positive")].iloc[0]
    letters = visit.page.locator(".st-key-chart-effects-map .annotation-text", has_text=row["country"]).last
    letters.wait_for()
    visit.settle()  # the chart is drawn once more when its width is known
    letters.scroll_into_view_if_needed()
    box = letters.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.wait_for_url(f"**finding={row['evaluation_id']}**")
    expect(visit.page.locator(".st-key-finding-card")).to_contain_text(row["finding"])
