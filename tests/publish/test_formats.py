"""Files made of charts, opened with other programs: the csv module, openpyxl, pyarrow; and the words on them."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analytics import catalogue
from analytics.core import language, style
from analytics.core.chart import Chart, Source
from analytics.core.markdown import strip_markdown
from analytics.core.paths import ROOT
from analytics.core.plot import Plot, Series
from analytics.publish import cells, citation, formats, offer, web
from analytics.publish.printed import chosen, printed, short
from analytics.warehouse import warehouse
from ui import share

DAY = date(2026, 11, 21)
IDS = sorted(catalogue.CHARTS)


def toy() -> Chart:
    """Two rows by hand; the name of one would run in a spreadsheet, that of the other in a web page."""
    table = pd.DataFrame({"name": ["=1+1", "<script>alert(1)</script>"], "members_number": [0.1 + 0.2, None]})
    return Chart(
        id="toy.chart",
        title="Costs & <b>benefits</b>",
        subtitle="Members, number",
        insight="Åbo has 50% of *them* [all].",
        drawing=Plot("column", (Series("n", (1, 2), shape="bar"),), categories=("a", "b")),
        table=table,
        sources=(Source("Statistics Finland", "clusters", "2015–2023", "https://stat.fi/"), Source("Own count_1", "")),
        alt="Two bars.",
        params={"country": "FI", "countries": "SE,NO", "year": 0, "eco": "Health", "employees": 1200, "answers": "yn"},
        method="Counted by hand.",
    )


def same(cell: Any, value: Any) -> bool:
    """Whether a cell that another program read holds the frame's value."""
    if isinstance(value, list | tuple):
        return cell == "; ".join(map(str, value))
    if pd.isna(value):
        return cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell))
    if isinstance(value, str):
        return (cell or "") == cells.harmless(value) or cell == value
    if isinstance(value, pd.Timestamp | date):
        day = cell if isinstance(cell, datetime) else datetime.fromisoformat(str(cell))
        return day == pd.Timestamp(value).to_pydatetime()
    if isinstance(value, bool):
        return str(cell).lower() == str(value).lower()
    return float(cell) == float(value)


def agrees(rows: list[list[Any]], frame: pd.DataFrame) -> None:
    """Headings and every cell of what was read are those of the frame."""
    assert rows[0] == list(frame.columns)
    assert len(rows) == len(frame) + 1
    for row, values in zip(rows[1:], frame.itertuples(index=False), strict=True):
        for name, cell, value in zip(frame.columns, row, values, strict=True):
            assert same(cell, value), (name, cell, value)


def made(kind: str, chart: Chart) -> bytes:
    return offer.FORMATS[kind].make("chart", chart, "", ())


@pytest.mark.parametrize("id_", IDS)
def test_csv_xlsx_and_parquet_hold_the_values_of_the_chart(id_: str) -> None:
    chart = catalogue.chart(id_)
    text = made("csv", chart).decode("utf-8")
    agrees(list(csv.reader(io.StringIO(text, newline=""))), chart.table)

    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", chart)))
    agrees([list(row) for row in book.worksheets[0].iter_rows(values_only=True)], chart.table)
    assert book.worksheets[0].freeze_panes == "A2"

    parquet = pq.read_table(io.BytesIO(made("parquet", chart))).to_pylist()
    agrees([list(chart.table.columns), *[list(row.values()) for row in parquet]], chart.table)


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_every_chart_gives_its_csv_in_every_language(code: str) -> None:
    english = {id_: len(catalogue.chart(id_).table) for id_ in IDS}
    language.use(code)
    for id_ in IDS:
        text = made("csv", catalogue.chart(id_)).decode("utf-8")
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == english[id_] + 1, id_


def test_a_file_holds_what_the_named_query_answers() -> None:
    asked = warehouse().ask("exports.intensity", countries=["FI"], since=2000)
    by_year = dict(zip(asked["year"], asked["exports_pct_gdp"], strict=True))
    text = made("csv", catalogue.chart("exports.intensity", country="FI", since=2000)).decode("utf-8")
    read = {int(row["year"]): float(row["exports_pct_gdp"]) for row in csv.DictReader(io.StringIO(text))
            if row["country"] == "FI"}  # fmt: skip
    assert len(read) >= 20
    assert read == by_year


def test_a_chart_can_be_drawn_again_from_its_own_parameters() -> None:
    for id_ in IDS:
        chart = catalogue.chart(id_)
        again = catalogue.chart(id_, **share.for_desk(chart))
        assert again.title == chart.title, id_
        pd.testing.assert_frame_equal(again.table, chart.table)


def test_the_workbook_says_unit_method_sources_and_day() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", toy())))
    cells = [cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row if cell is not None]
    for said in ("Statistics Finland", "2015–2023", "https://stat.fi/", "Members, number", "Country: Finland"):
        assert said in cells
    assert "Method: Counted by hand." in cells
    assert datetime.combine(date.today(), datetime.min.time()) in cells


def test_formulas_and_scripts_are_harmless_text() -> None:
    assert made("csv", toy()).decode("utf-8").splitlines()[1] == "'=1+1,0.30000000000000004"
    cell = openpyxl.load_workbook(io.BytesIO(made("xlsx", toy()))).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    html = made("html", toy()).decode("utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<title>Costs &amp; &lt;b&gt;benefits&lt;/b&gt;</title>" in html


def test_csv_for_excel_differs_by_its_mark_alone() -> None:
    plain_, marked = made("csv", toy()), made("csv-excel", toy())
    assert marked == b"\xef\xbb\xbf" + plain_


def test_the_web_page_holds_plotly_once_and_names_no_other_host() -> None:
    html = web.page(toy(), link="https://atlas.example.org/exports?c=FI&lang=en", made=DAY).decode("utf-8")
    assert html.count("plotly.js v") == 1
    assert "default-src 'none'" in html
    assert '<a href="https://atlas.example.org/exports?c=FI&amp;lang=en"' in html
    assert "<script src" not in html
    assert 'rel="stylesheet"' not in html


def test_names_of_files_say_chart_parameters_language_and_day() -> None:
    chart = catalogue.chart("exports.intensity", country="SE", since=2000)
    assert formats.file_name(chart, "png", DAY) == "exports-intensity_SE_2000_2026-11-21.png"
    assert formats.file_name(chart, "png-square", DAY) == "exports-intensity_SE_2000_square_2026-11-21.png"
    language.use("fi")
    assert formats.file_name(chart, "csv-excel", DAY) == "exports-intensity_SE_2000_fi_2026-11-21.csv"


# ------------------------------------------------------------------ words


def test_the_words_on_a_file() -> None:
    words = printed(toy(), filters=["Only harbours"], link="https://atlas.example.org/exports?c=FI", made=DAY)
    assert words.insight == "Åbo has 50% of *them* [all]."
    assert words.filters == (
        "Only harbours",
        "Country: Finland",
        "Countries: Sweden and Norway",
        "Industrial ecosystem: Health",
        "Employees: 1,200",
    )
    assert words.source_line == "Source: Statistics Finland (2015–2023); Own count_1"
    assert words.made_line == "Nordic Cluster Atlas · Made on 21 November 2026 · atlas.example.org/exports?c=FI"


def test_parameters_are_said_in_the_language_of_the_page() -> None:
    language.use("fi")
    assert chosen({"country": "SE", "since": 0, "design": "NO"}) == ("Maa: Ruotsi",)
    language.use("sv")
    assert chosen({"country": "FI", "countries": "", "benchmarks": "XX"}) == ("Land: Finland",)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://atlas.example.org/exports?c=FI", "atlas.example.org/exports?c=FI"),
        ("http://localhost:8501/exports?c=FI", "/exports?c=FI"),
        ("http://127.0.0.1:8501/", "/"),
        ("exports.gap?country=FI", "exports.gap?country=FI"),
    ],
)
def test_short_links(link: str, said: str) -> None:
    assert short(link) == said


def test_markdown_leaves_its_words() -> None:
    assert strip_markdown(r"5 \* 3 of [a (b)](https://x.org/), **bold** \$1") == "5 * 3 of a (b), bold $1"


def test_the_citation() -> None:
    assert citation.text(toy(), "https://atlas.example.org/x", DAY) == (
        "Nordic Cluster Atlas (2026): Costs & <b>benefits</b>. Members, number. "
        "Source: Statistics Finland (2015–2023); Own count_1. https://atlas.example.org/x, 2026-11-21."
    )


def test_bibtex_escapes_what_latex_would_read() -> None:
    chart = dataclasses.replace(toy(), title="R&D: 5 % of {x}_1 ~ \\ $")
    lines = citation.bibtex(chart, "https://atlas.example.org/x?a=1&b=2", DAY).splitlines()
    assert lines[0] == "@misc{atlas-toy-chart-2026-11-21,"
    assert r"  title = {{R\&D: 5 \% of \{x\}\_1 \textasciitilde{} \textbackslash{} \$}: Members, number}," in lines
    assert "  url = {https://atlas.example.org/x?a=1&b=2}," in lines
    assert r"  note = {Source: Statistics Finland (2015–2023); Own count\_1}," in lines
    assert lines[-1] == "}"


# ------------------------------------------------------------------ where and how they are made


def test_files_are_light_and_in_their_own_language_whatever_the_thread_had() -> None:
    style.use("dark")
    language.use("sv")
    with formats.for_print("fi"):
        assert (language.current(), style.mode()) == ("fi", "light")
    assert (language.current(), style.mode()) == ("sv", "dark")


def test_a_file_asked_for_in_another_thread_is_in_the_language_of_its_button() -> None:
    language.use("sv")
    make = share.later(lambda: made("xlsx", toy()))
    with ThreadPoolExecutor(1) as elsewhere:
        book = openpyxl.load_workbook(io.BytesIO(elsewhere.submit(make).result()))
    assert book.sheetnames[1] == "Källor"


def test_without_a_browser_every_file_of_a_chart_is_made(tmp_path: Any) -> None:
    script = (
        "import json\n"
        "from analytics import catalogue\n"
        "from analytics.publish import browser, offer\n"
        "chart = catalogue.chart('exports.intensity')\n"
        "made = {k: len(form.make('chart', chart, '', ())) for k, form in offer.offered('chart').items()}\n"
        "print(json.dumps([browser.missing(), made, list(offer.offered('storyboard'))]))\n"
    )
    bare = {**os.environ, "PATH": str(tmp_path), "CHROMIUM": str(tmp_path / "none")}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=bare, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    missing, sizes, boards = json.loads(done.stdout)
    assert missing == "The PDF of a presentation needs Chrome or Chromium on the server, and none is found there."
    assert sizes.keys() == offer.made_from("chart").keys()
    assert all(sizes.values())
    assert "pdf" not in boards


def test_a_workbook_has_the_same_values_in_libreoffice(tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "make test installs LibreOffice"
    chart = catalogue.chart("exports.intensity", country="FI", since=2020)
    (tmp_path / "book.xlsx").write_bytes(offer.FORMATS["xlsx"].make("chart", chart, "", ()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", "fods", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "book.xlsx")], check=True, capture_output=True, timeout=120)
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"
    read = [
        float(cell.attrib[office]) for cell in ElementTree.parse(tmp_path / "book.fods").iter() if office in cell.attrib
    ]
    shown = chart.table["exports_pct_gdp"].dropna()
    assert len(shown) > 0
    assert set(shown) <= set(read)
