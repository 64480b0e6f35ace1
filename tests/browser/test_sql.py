"""SQL in a browser: names are offered and taken by keyboard, the answer can be taken along, the link carries it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from analytics.core import link_text
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_question_is_written_with_the_keyboard_and_its_answer_taken_along(visit: Visit, tmp_path: Path) -> None:
    visit.open("/sql?lang=fi")
    field = visit.page.get_by_label("Kysymys SQL:nä")
    field.fill("SELECT country, count(*) AS n FROM ")
    field.press_sequentially("cluster_fa")
    expect(visit.page.get_by_role("option", name="cluster_facts")).to_be_visible()
    field.press("Tab")
    expect(field).to_have_value("SELECT country, count(*) AS n FROM cluster_facts")
    field.press_sequentially(" GROUP BY country ORDER BY country")
    field.press("Control+Enter")
    button = visit.page.get_by_role("button", name="CSV")
    button.wait_for()
    assert link_text.unpacked(visit.query()["q"][0], 1_000).decode().startswith("SELECT country")
    with visit.page.expect_download() as waiting:
        button.click()
    waiting.value.save_as(tmp_path / "answer.csv")
    with (tmp_path / "answer.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["country"] for row in rows] == sorted(row["country"] for row in rows)
    assert {"DK", "FI", "IS", "NO", "SE"} <= {row["country"] for row in rows}

    visitor_sees = visit.page.url
    visit.page.goto(visitor_sees)
    visit.settle()
    expect(visit.page.get_by_role("button", name="CSV")).to_be_visible()
    assert visit.complaints == []
    assert visit.strangers == []


def test_a_greedy_question_is_stopped_while_another_page_answers(visit: Visit) -> None:
    letters = link_text.packed(b"SELECT count(*) FROM range(100000000000)")
    visit.page.goto(f"{visit.url}/sql?lang=en&q={letters}")
    other = visit.page.context.new_page()
    other.goto(f"{visit.url}/what?lang=en")
    expect(other.get_by_role("heading", level=1)).to_contain_text("What is a cluster")
    expect(visit.page.get_by_text("took longer than 5 seconds")).to_be_visible(timeout=30_000)
