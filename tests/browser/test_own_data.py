"""A visitor's own register in a browser: handed in, on the map, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.own_tables.made import REGISTER

pytestmark = pytest.mark.browser


def test_my_cluster_is_on_the_map_until_i_take_it_back(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(REGISTER.encode("cp1252"))
    visit.open("/own?lang=fi")
    visit.page.locator("input[type=file]").set_input_files(str(file))
    button = visit.page.get_by_role("button", name="Ota taulukko käyttöön")
    expect(button).to_be_visible(timeout=60_000)
    button.click()
    badge = visit.page.get_by_text("Tällä sivulla ovat omat tietosi")
    expect(badge).to_be_visible(timeout=60_000)

    with visit.page.expect_response(lambda answer: "map-marks/" in answer.url and "data=" in answer.url) as waiting:
        visit.page.get_by_role("link", name="Kartta", exact=True).click()
    assert "features" in json.dumps(waiting.value.json())
    expect(badge).to_be_visible()
    expect(visit.page.locator("h2").first).to_contain_text("2 klusteria")

    visit.page.get_by_role("button", name="Takaisin atlaksen tietoihin").click()
    expect(badge).to_have_count(0)
    expect(visit.page.locator("h2").first).not_to_contain_text("2 klusteria")
    assert visit.complaints == []
    assert visit.strangers == []


def test_faults_are_shown_and_the_mended_file_is_taken(visit: Visit, tmp_path: Path) -> None:
    faulty, mended = tmp_path / "faulty.csv", tmp_path / "mended.csv"
    faulty.write_text(REGISTER.replace("2019", "joskus"), encoding="utf-8")
    mended.write_text(REGISTER, encoding="utf-8")
    visit.open("/own?lang=en")
    field = visit.page.locator("input[type=file]")
    field.set_input_files(str(faulty))
    expect(visit.page.get_by_text("1 cell or row is not as the table needs it")).to_be_visible(timeout=60_000)
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="The rows to mend").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    field.set_input_files(str(mended))
    expect(visit.page.get_by_text("The table is sound: 2 rows")).to_be_visible(timeout=60_000)


def test_the_box_for_files_speaks_the_readers_language(visit: Visit) -> None:
    visit.open("/own?lang=sv")
    words = visit.page.locator("[data-testid=stFileUploaderDropzone] button p").first
    words.wait_for(state="attached")
    assert words.evaluate("place => getComputedStyle(place, '::after').content") == '"Välj en fil"'
