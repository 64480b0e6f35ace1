"""Pictures whose words do not meet or leave the page, web pages that need no network, and the menu that offers them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from analytics import catalogue
from analytics.core import language
from analytics.publish import pictures, tables, web
from analytics.publish.printed import printed
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"

# Lines of text that leave the picture, and pairs of lines of different texts of which one covers a third of the other.
FAULTS = """() => {
    const page = document.querySelector('svg').getBoundingClientRect();
    const shown = text => text.textContent.trim() && text.checkVisibility({opacityProperty: true});
    const lines = [...document.querySelectorAll('text')].filter(shown).flatMap(text => {
        const parts = [...text.querySelectorAll('tspan.line')];
        return (parts.length ? parts : [text])
            .map(part => ({text, said: part.textContent, at: part.getBoundingClientRect()}));
    });
    const out = lines.filter(({at}) => at.left < page.left - 1 || at.right > page.right + 1
        || at.top < page.top - 1 || at.bottom > page.bottom + 1).map(({said}) => `cut: ${said}`);
    lines.forEach((one, n) => lines.slice(n + 1).forEach(other => {
        const across = Math.min(one.at.right, other.at.right) - Math.max(one.at.left, other.at.left);
        const down = Math.min(one.at.bottom, other.at.bottom) - Math.max(one.at.top, other.at.top);
        if (one.text !== other.text && across > 2 && down > Math.min(one.at.height, other.at.height) / 3) {
            out.push(`meet: ${one.said} / ${other.said}`);
        }
    }));
    return out;
}"""


@pytest.fixture
def offline(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that has no network; what it asks for is in `asked`."""
    context = chromium.new_context(offline=True, viewport={"width": 1600, "height": 1200})
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize(("code", "shapes"), [("en", ["wide"]), ("fi", ["wide", "square"]), ("sv", ["wide"])])
def test_every_chart_is_a_picture_with_its_words_and_without_overlap(
    offline: Page, code: str, shapes: list[pictures.Shape]
) -> None:
    language.use(code)  # Finnish has the longest words, so it is the one that has to fit the narrower shape too
    for id_ in catalogue.CHARTS:
        chart = catalogue.chart(id_)
        said = printed(chart)
        for shape in shapes:
            svg = pictures.picture(chart, "svg", shape=shape)
            words = "".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).findall(f"{SVG}text"))
            for line in (said.title, said.subtitle, said.insight, said.filter_line, said.source_line, said.made_line):
                assert line.replace(" ", "") in words.replace(" ", ""), (id_, shape, line)
            offline.set_content("<style>body { margin: 0 }</style>" + svg.decode("utf-8").split("\n", 1)[1])
            assert offline.evaluate(FAULTS) == [], (id_, shape, code)


@pytest.mark.parametrize("id_", ["exports.intensity", "exports.rca", "network.clusters", "readiness.radar"])
def test_a_web_page_draws_its_chart_and_holds_its_values_without_a_network(
    offline: Page, tmp_path: Path, id_: str
) -> None:
    language.use("sv")
    chart = catalogue.chart(id_)
    path = tmp_path / "chart.html"
    path.write_bytes(web.page(chart, link="https://atlas.example.org/exports"))
    asked: list[str] = []
    complaints: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    offline.on("pageerror", lambda error: complaints.append(str(error)))
    offline.goto(path.as_uri())
    expect(offline.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert offline.locator(".js-plotly-plot path:visible").count() > 3
    assert offline.locator("html").get_attribute("lang") == "sv"
    expect(offline.locator("h1")).to_have_text(chart.title)
    exact_values = offline.locator("details", has_text=language._("Exact values"))
    exact_values.locator("summary").click()
    expect(exact_values.locator("table")).to_be_visible()
    read = exact_values.evaluate(
        "part => [...part.querySelectorAll('tr')].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    # Against the CSV, whose values are checked against the chart's table elsewhere.
    exact = list(csv.reader(io.StringIO(tables.to_csv(chart.table).decode("utf-8"), newline="")))
    assert read == [[cell.removeprefix("'") for cell in row] for row in exact]
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert complaints == []


def test_the_menu_makes_files_of_what_is_shown(visitor: Any, tmp_path: Path) -> None:
    visit: Visit = visitor(dark=True).open("/exports?country=SE&lang=fi")
    visit.page.locator(".st-key-chart-exports-intensity [data-testid=stPopoverButton]").click()
    menu = visit.page.locator("[data-testid=stPopoverBody]")
    link = menu.locator("[data-testid=stCode]").first
    expect(link).to_contain_text("/exports?")
    expect(link).to_contain_text("country=SE")
    files = {}
    for kind in ("png", "csv"):
        with visit.page.expect_download() as waiting:
            menu.locator(f".st-key-{kind}-exports-intensity button").click()
        assert waiting.value.suggested_filename.startswith("exports-intensity_SE_"), "the chart and what it shows"
        assert waiting.value.suggested_filename.endswith(f".{kind}")
        files[kind] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(files[kind])
    picture = Image.open(files["png"]).convert("RGB")
    assert picture.size == (3200, 1800)
    assert picture.getpixel((5, 5)) == (255, 255, 255), "light, although the page is dark"
    with files["csv"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = catalogue.chart("exports.intensity", country="SE", since=int(rows[0]["year"]))
    assert {row["country"] for row in rows} >= set(shown.table["country"])
    assert visit.complaints == []
    assert visit.strangers == []


def test_the_menu_of_a_table_makes_a_file_of_its_rows(visitor: Any, tmp_path: Path) -> None:
    visit: Visit = visitor().open("/network?lang=en")
    visit.page.get_by_role("tab", name="Members from another country").click()
    visit.page.locator("[class*=st-key-share-] [data-testid=stPopoverButton]:visible").click()
    menu = visit.page.locator("[data-testid=stPopoverBody]")
    with visit.page.expect_download() as waiting:
        menu.get_by_role("button", name="CSV").click()
    waiting.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 0
    assert all(rows[0])
    assert visit.complaints == []
