"""Pages and files of an atlas whose names attack: prints what got through, a line a finding. Run with ATLAS_DATA."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.core.language import use
from analytics.core.paths import ROOT
from analytics.publish import offer
from ui import page_registry

RAW = re.compile(r"<img src=x|<script>alert|onerror=alert(?![^<]*&gt;)")
LINK = re.compile(r"(?<!\\)\]\(javascript:")
PAGES = (
    "overview",
    "map",
    "programmes",
    "membership",
    "fees",
    "network",
    "find",
    "search",
    "data",
    "cluster",
    "region",
)
KINDS = ("svg", "html", "csv", "xlsx", "json")


def pages() -> Iterator[str]:
    """What a browser would take for markup on the pages."""
    for name in PAGES:
        app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=90)
        query = {"cluster": "fi-energyvaasa", "region": "FI1D5", "q": "alert"}
        app.query_params.update(query)
        app.run()
        if name != page_registry.FIRST:
            app.switch_page(str(page_registry.PAGES[name].file))
            app.query_params.update(query)
            app.run()
        for error in app.exception:
            yield f"page {name}: {error.message}"
        for kind in ("markdown", "html", "plotly_chart", "caption", "header", "subheader"):
            for element in app.get(kind):
                # The words for screen readers are no markup.
                proto = re.sub(r"(?m)^alt: .*$", "", str(element.proto))
                trusted = kind in ("html", "plotly_chart") or getattr(element.proto, "allow_html", False)
                if trusted and RAW.search(proto):
                    yield f"page {name}, {kind}: {RAW.search(proto)}"
                if LINK.search(str(getattr(element, "value", ""))):
                    yield f"page {name}, {kind}: a link that runs"


def files() -> Iterator[str]:
    """What a browser or a spreadsheet would run in the files."""
    for chart_id in catalogue.CHARTS:
        try:
            chart = catalogue.chart(chart_id)
        except Exception:  # charts of other tables
            continue
        if "alert(1)" not in chart.table.to_csv() and "HYPERLINK" not in chart.table.to_csv():
            continue
        print(f"drawn {chart_id}")
        made = offer.made_from("chart")
        for kind in KINDS:
            if kind not in made:
                continue
            content = made[kind].make("chart", chart, "map", [])
            if kind in ("svg", "html"):
                if RAW.search(content.decode().partition("<script")[0]):
                    yield f"file {chart_id}.{kind}"
            elif kind == "csv":
                for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
                    for cell in row:
                        if cell[:1] in ("=", "@", "+", "\t") or re.match(r"-[^\d]", cell):
                            yield f"file {chart_id}.csv: {cell[:40]}"
            elif kind == "xlsx":
                with zipfile.ZipFile(io.BytesIO(content)) as packed:
                    if any(b"<f>" in packed.read(name) for name in packed.namelist() if "sheets/" in name):
                        yield f"file {chart_id}.xlsx: a formula"
                load_workbook(io.BytesIO(content))


if __name__ == "__main__":
    use("en")
    for finding in (*pages(), *files()):
        print(f"FOUND {finding}")
