"""A table with a fault is named, with file, row and column, on the page that needs it and at the start."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from analytics.core.paths import DATA, ROOT
from tests.browser.conftest import Server, Visit, serve

pytestmark = pytest.mark.browser

FILE, COLUMN = "exports/export_indicators.csv", "value"
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


def test_the_fault_is_told_at_the_start(broken: Server) -> None:
    wanted, end = (Path(FILE).name, COLUMN, "plenty"), time.monotonic() + 60
    while not all(words in broken.said for words in wanted) and time.monotonic() < end:
        time.sleep(0.5)  # the tables are loaded beside the start
    assert all(words in broken.said for words in wanted)
