"""What the download buttons deliver opens in other programs and has the rows that the page speaks of."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pyogrio
import pytest
from playwright.sync_api import expect

from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def saved(visit: Visit, button: str, folder: Path) -> Path:
    """The file behind a download button, also one of those behind "More formats"."""
    offered = visit.page.get_by_role("button", name=button)
    if not offered.is_visible():
        visit.page.get_by_text("More formats").click()
    with visit.page.expect_download() as waiting:
        offered.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_filtered_clusters_are_delivered_in_four_formats(visit: Visit, tmp_path: Path) -> None:
    visit.open("/map?country=SE&lang=en")
    wanted = clusters.clusters(Filters(countries=("SE",)))
    ids = set(wanted["cluster_id"])
    expect(visit.page.locator("h2").first).to_contain_text(f"{len(ids)} clusters fit")

    text = saved(visit, "CSV", tmp_path)
    with text.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["cluster_id"] for row in rows} == ids
    assert len(rows) == len(ids)

    book = openpyxl.load_workbook(saved(visit, "Excel (XLSX)", tmp_path))
    cells = list(book.worksheets[0].iter_rows(values_only=True))
    at = cells[0].index("cluster_id")
    assert sorted(str(row[at]) for row in cells[1:]) == sorted(ids)
    assert len(book.worksheets) == 2, "the sources stand on a sheet of their own"

    shapes = json.loads(saved(visit, "GeoJSON", tmp_path).read_text(encoding="utf-8"))["features"]
    assert {shape["properties"]["cluster_id"] for shape in shapes} == ids
    assert sum(shape["geometry"] is not None for shape in shapes) == wanted["lat"].notna().sum()

    package = saved(visit, "GeoPackage", tmp_path)
    assert pyogrio.read_info(package, layer="clusters")["features"] == len(ids)
    assert "sources" in pyogrio.list_layers(package)[:, 0]
    assert visit.complaints == []
    assert visit.strangers == []


def test_a_table_of_the_data_page_is_delivered_whole(visit: Visit, tmp_path: Path) -> None:
    from analytics.core.paths import DATA

    visit.open("/data?table=workshop_needs&lang=en")
    with (DATA / "workshops" / "workshop_needs.csv").open(encoding="utf-8", newline="") as file:
        stored = list(csv.reader(file))
    with saved(visit, "CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        delivered = list(csv.reader(file))
    assert delivered[0] == stored[0]
    assert [row[0] for row in delivered] == [row[0] for row in stored]
