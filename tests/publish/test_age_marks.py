"""The mark of old figures on everything that is made of a chart or a table, and on nothing that is recent."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pptx import Presentation

from analytics.core.age import Age, of_rows
from analytics.core.chart import Chart
from analytics.publish import citation, formats, offer, pictures, slides, table_files, tables, web
from analytics.publish.printed import printed
from analytics.publish.table_files import TableFile
from analytics.render import data, table, words
from tests.render.examples import LINE, chart_of

DAY = date(2026, 11, 28)
MARK = "Newest figure: 2019"


def aged(newest: int) -> Chart:
    rows = pd.DataFrame({"year": [1990, newest], "share_pct": [1.5, 2.5]})
    return chart_of(LINE, table=rows, age=of_rows(rows))


def on_slide(chart: Chart) -> str:
    page = Presentation(BytesIO(slides.deck([slides.Slide("chart", chart=chart)], made=DAY))).slides[0]
    return "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def in_notes(chart: Chart) -> str:
    page = Presentation(BytesIO(slides.deck([slides.Slide("chart", chart=chart)], made=DAY))).slides[0]
    return str(page.notes_slide.notes_text_frame.text)


def in_pdf(chart: Chart) -> str:
    file = pictures.picture(chart, "pdf", made=DAY)
    return subprocess.run(["pdftotext", "-", "-"], input=file, capture_output=True, check=True).stdout.decode()


def in_workbook(chart: Chart) -> str:
    sheet = openpyxl.load_workbook(BytesIO(formats.to_xlsx(chart, "", ())))["Sources"]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


OUTPUTS: dict[str, Callable[[Chart], str]] = {
    "slide": on_slide,
    "speaker's notes": in_notes,
    "SVG": lambda chart: pictures.picture(chart, "svg", made=DAY).decode(),
    "PDF": in_pdf,
    "web page": lambda chart: web.page(chart, made=DAY).decode(),
    "workbook": in_workbook,
    "words": lambda chart: words.long(chart, DAY),
    "HTML table": lambda chart: table.html(chart, DAY),
    "citation": lambda chart: citation.text(chart, made=DAY),
    "source line": lambda chart: printed(chart, made=DAY).source_line,
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_old_figures_are_marked_and_recent_ones_are_not(output: str) -> None:
    assert MARK in OUTPUTS[output](aged(2019))
    assert "Newest figure" not in OUTPUTS[output](aged(2024))


def test_the_mark_outlives_a_source_line_that_is_too_long_for_its_slide() -> None:
    chart = aged(2019)
    source = chart.sources[0]
    many = tuple(type(source)(f"{source.text} number {n} of a long list", "table") for n in range(40))
    rows = chart.table
    assert MARK in on_slide(chart_of(LINE, table=rows, age=of_rows(rows), sources=many))


def test_programs_read_the_newest_year() -> None:
    chart = aged(2019)
    assert json.loads(data.to_json(chart))["newest_year"] == 2019
    assert pq.read_schema(BytesIO(formats.to_parquet(chart, "", ()))).metadata[b"newest_year"] == b"2019"
    assert json.loads(tables.to_geojson(chart.table, sources=()))["newest_year"] == 2019


def test_a_table_of_a_page_says_so_in_its_workbook() -> None:
    rows = pd.DataFrame({"year": [2011, 2012], "value": [1.0, 2.0]})
    file = TableFile(rows, "Title", "name", notes=(Age(2012).mark(DAY),))
    sheet = openpyxl.load_workbook(BytesIO(table_files.to_xlsx(file)))["Sources"]
    assert "Newest figure: 2012" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_every_format_of_a_chart_is_looked_at_here() -> None:
    looked_at = {"png", "png-square", "svg", "pptx", "pdf", "html", "xlsx", "parquet", "json", "txt"}
    plain = {"csv", "csv-excel"}  # rows alone, each with its year
    assert set(offer.made_from("chart")) == looked_at | plain
