"""A table with a fault is named, with file, row and column; pages that do not need it work."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from analytics.core.paths import DATA, ROOT
from tests.browser.conftest import Server, Visit, serve
from tests.browser.test_pages import ERRORS, PAGES, address, said

pytestmark = pytest.mark.browser

# The overview, exports, what programmes cost a head and the talks ask the World Bank's indicators.
NEED_IT = ("/", "/cost", "/exports", "/programmes", "/present")
TABLE, FILE, COLUMN = "export_indicators", "exports/export_indicators.csv", "value"
ROW = 3  # a line of the file, its head being line 1


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An atlas whose export indicators hold a word where a number belongs."""
    root = tmp_path_factory.mktemp("atlas") / "copy"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".*_cache", ".venv", ".git", "__pycache__", "var"))
    path = root / DATA.relative_to(ROOT) / FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index(COLUMN)
    cells = lines[ROW - 1].split(",")
    cells[at] = "plenty"
    lines[ROW - 1] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with serve(root) as server:
        yield server


def test_the_page_that_needs_the_table_names_the_fault(visitor: Callable[..., Visit], broken: Server) -> None:
    visit = visitor(at=broken.url).open("/?lang=en")
    expect(visit.page.get_by_test_id("stAlertContentError")).to_be_visible()
    told = visit.page.get_by_test_id("stCode").first.inner_text()
    assert all(words in told for words in (Path(FILE).name, COLUMN, "plenty", str(ROW))), told
    assert "Traceback" not in visit.page.locator("body").inner_text()


@pytest.mark.parametrize("page", [page for page in PAGES if page not in NEED_IT])
def test_the_other_pages_still_work(visitor: Callable[..., Visit], broken: Server, page: str) -> None:
    visit = visitor(at=broken.url).open(address(page, "en"))
    expect(visit.page.locator("h1")).to_have_text(said(PAGES[page][0], "en"))
    expect(visit.page.locator(ERRORS)).to_have_count(0)
    expect(visit.page.locator('[data-testid="stCaptionContainer"]').last).to_contain_text("EuroGeographics")
    # The reader is told nevertheless that something was left out.
    expect(visit.page.get_by_text("Some tables were left out")).to_be_visible()


def test_the_fault_is_told_at_the_start(broken: Server) -> None:
    wanted, end = (Path(FILE).name, COLUMN, "plenty"), time.monotonic() + 60
    while not all(words in broken.said for words in wanted) and time.monotonic() < end:
        time.sleep(0.5)  # the tables are loaded beside the start
    assert all(words in broken.said for words in wanted)
