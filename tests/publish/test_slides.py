"""Decks: what python-pptx reads in them, and what LibreOffice makes of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
from analytics.publish.slides.plot import Grid, Plot
from analytics.publish.slides.read import read
from PIL import Image
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from analytics import catalogue
from analytics.core import language, style
from analytics.core import text_metrics as words
from analytics.core.chart import Chart, Source
from analytics.publish import pictures
from analytics.publish.slides import Slide, axes, deck
from analytics.warehouse import warehouse

MADE = date(2026, 11, 21)
PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def made(figure: go.Figure, **other: Any) -> Chart:
    given = {
        "id": "test.chart", "title": "A title", "subtitle": "what was measured, %", "insight": "One is more than two.",
        "table": pd.DataFrame({"name": ["a", "b"], "share_pct": [1.5, 2.5]}), "alt": "Words for the picture.",
        "sources": (Source("Statistics", "table", "2020–2024", "https://example.org/"),), "method": "Counted.",
    }  # fmt: skip
    return Chart(figure=figure, **{**given, **other})


def opened(*slides: Slide, **options: Any) -> Any:
    return Presentation(BytesIO(deck(slides, made=MADE, **options)))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def drawn(figure: go.Figure, **other: Any) -> Any:
    """The only native chart of a deck of one figure."""
    (found,) = charts(opened(Slide("chart", chart=made(figure, **other))).slides[0])
    return found


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


# ------------------------------------------------------------------ chart types and values


def test_lines_over_years_are_a_line_chart_with_gaps_and_names_at_their_ends() -> None:
    figure = style.figure()
    line = {"color": "#0B3C86", "width": 3}
    figure.add_scatter(x=[2020, 2021, 2023], y=[1.5, None, 3.25], mode="lines", name="Finland", line=line)
    figure.add_scatter(x=[2020, 2023], y=[2, 4], mode="lines", line={"color": "#56606E", "width": 2, "dash": "dash"})
    figure.add_annotation(x=2023, y=4.4, text="Germany", showarrow=False)
    figure.add_annotation(x=2023, y=3.0, text="Finland", showarrow=False)
    figure.update_layout(yaxis={"range": [0, 5], "title": {"text": "%"}}, xaxis={"tickformat": "d", "dtick": 5})
    chart = drawn(figure)
    assert chart.chart_type in (XL_CHART_TYPE.LINE, XL_CHART_TYPE.LINE_MARKERS)
    assert [(one.name, tuple(one.values)) for one in chart.plots[0].series] == [
        ("Finland", (1.5, None, None, 3.25)),  # 2021 is unknown, 2022 is missing: gaps, not zeros
        ("Germany", (2.0, None, None, 4.0)),  # the words at its end are its name
    ]
    assert chart._chartSpace.chart.find(qn("c:dispBlanksAs")).get("val") == "gap"
    assert [dash.get("val") for dash in chart._chartSpace.iter(qn("a:prstDash"))] == ["dash"]
    assert chart.value_axis.axis_title.text_frame.text == "%"


def test_years_are_dates_in_the_workbook_so_that_the_axis_keeps_its_step() -> None:
    figure = style.figure()
    figure.add_scatter(x=[2020, 2021], y=[0.1, 0.30000000000000004], mode="lines", name="Finland")
    chart = drawn(figure)
    sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [[cell.value for cell in row][-1] for row in sheet.iter_rows(min_row=2)] == [0.1, 0.30000000000000004]
    assert [row[0].value.year for row in sheet.iter_rows(min_row=2)] == [2020, 2021]


@pytest.mark.parametrize(
    ("across", "mode", "kind"),
    [
        ("h", "stack", XL_CHART_TYPE.BAR_STACKED),
        ("h", "group", XL_CHART_TYPE.BAR_CLUSTERED),
        ("v", "stack", XL_CHART_TYPE.COLUMN_STACKED),
        ("v", "group", XL_CHART_TYPE.COLUMN_CLUSTERED),
    ],
)
def test_bars(across: str, mode: str, kind: Any) -> None:
    figure = style.figure()
    for name, values in (("x", [1, 2]), ("y", [3, None])):
        given = {"x": values, "y": ["a", "b"]} if across == "h" else {"x": ["a", "b"], "y": values}
        figure.add_bar(**given, orientation=across, name=name, marker={"color": ["#0B3C86", "#B98200"]})
    figure.update_layout(barmode=mode)
    chart = drawn(figure)
    assert chart.chart_type == kind
    assert list(chart.plots[0].categories) == ["a", "b"]
    assert {one.name: tuple(one.values) for one in chart.plots[0].series} == {"x": (1.0, 2.0), "y": (3.0, None)}


def test_bars_counted_downwards_keep_their_order_and_words_of_the_axis_are_their_names() -> None:
    figure = style.figure()
    figure.add_bar(x=[5, 7], y=[0, 1], orientation="h", text=["5,0", "7 (2)"], textposition="outside")
    figure.update_layout(yaxis={"tickvals": [0, 1], "ticktext": ["<b>one</b>", "two"], "autorange": "reversed"})
    language.use("fi")
    chart = drawn(figure)
    assert list(chart.plots[0].categories) == ["two", "one"]  # the first stands at the foot
    labels = {x.find(qn("c:idx")).get("val"): x for x in chart._chartSpace.iter(qn("c:dLbl"))}
    assert labels["1"].find(qn("c:showVal")).get("val") == "1"  # "5,0" is the value: it follows when that is edited
    assert labels["1"].find(qn("c:numFmt")).get("formatCode").endswith("#,##0.0")
    assert "".join(t.text for t in labels["0"].iter(qn("a:t"))) == "7 (2)"


def test_points_with_sizes_are_bubbles_whose_areas_are_the_values_of_the_table() -> None:
    figure = style.figure()
    figure.add_scatter(x=[1, 2, 3], y=[4, 5, 6], mode="markers", marker={"size": [10, 20, 30], "color": "#0B3C86"})
    table = pd.DataFrame({"clusters": [1, 2, 3], "rca": [4.0, 5.0, 6.0], "exports": [70.0, 280.0, 630.0]})  # 10² x 0.7
    chart = drawn(figure, table=table)
    assert chart.chart_type in (XL_CHART_TYPE.BUBBLE, XL_CHART_TYPE.BUBBLE_THREE_D_EFFECT)
    (series,) = chart.plots[0].series
    assert list(series.values) == [4.0, 5.0, 6.0]
    sizes = [float(v.text) for v in series._element.find(qn("c:bubbleSize")).iter(qn("c:v"))]
    assert sizes == [70.0, 280.0, 630.0]


def test_ranges_on_a_logarithmic_axis_are_a_scatter_chart_with_words_at_the_rows() -> None:
    figure = style.figure()
    figure.add_scatter(x=[20, 300], y=[0, 0], mode="lines+markers", marker={"size": 9}, line={"color": "#0B3C86"})
    figure.update_layout(
        xaxis={"type": "log", "range": [1, 3], "tickvals": [10, 100], "ticktext": ["10", "100"]},
        yaxis={"tickvals": [0], "ticktext": ["KIP"], "range": [-0.5, 0.5]},
    )
    chart = drawn(figure)
    assert chart.chart_type in (XL_CHART_TYPE.XY_SCATTER, XL_CHART_TYPE.XY_SCATTER_LINES)
    assert next(chart._chartSpace.iter(qn("c:logBase"))).get("val") == "10"
    series = next(one for one in chart.plots[0].series if one.name == "KIP")
    assert [float(v.text) for v in series._element.find(qn("c:xVal")).iter(qn("c:v"))] == [20.0, 300.0]
    assert "KIP" in "".join(t.text for t in chart._chartSpace.iter(qn("a:t")))


def test_polar_lines_are_a_radar_and_the_closing_point_is_left_out() -> None:
    figure = style.figure()
    figure.add_scatterpolar(r=[10, None, 30, 10], theta=["a", "b", "c", "a"], mode="lines+markers")
    chart = drawn(figure)
    assert chart.chart_type == XL_CHART_TYPE.RADAR_MARKERS
    assert list(chart.plots[0].categories) == ["a", "b", "c"]
    assert tuple(chart.plots[0].series[0].values) == (10.0, None, 30.0)


def test_a_heat_map_is_a_table_in_its_colours() -> None:
    (slide,) = opened(Slide("chart", chart=catalogue.chart("exports.rca"))).slides
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    rows = warehouse().ask("specialisation.rca", countries=["FI"], years=[2023])
    assert len(table.rows) == len(rows) + 1
    assert table.cell(0, 1).text == "FI"
    assert {table.cell(at, 1).text for at in range(1, len(table.rows))} == {f"{value:.1f}" for value in rows["rca"]}


def test_values_are_those_of_the_named_query() -> None:
    (slide,) = opened(Slide("chart", chart=catalogue.chart("exports.intensity"))).slides
    (chart,) = charts(slide)
    rows = warehouse().ask("exports.intensity", countries=["FI"], since=1995)
    shown = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert shown["Finland"] == tuple(rows.sort_values("year")["exports_pct_gdp"])


def _values(chart: Chart) -> list[float]:
    found = read(chart)
    if not isinstance(found, Plot):
        return []
    across = found.kind in ("xy", "bubble")
    return [
        v for one in found.series if not one.helper for v in ((*one.x, *one.y) if across else one.y) if v is not None
    ]


@pytest.mark.parametrize("chart_id", catalogue.CHARTS)
def test_every_value_drawn_natively_is_one_of_the_figure(chart_id: str) -> None:
    chart = catalogue.chart(chart_id)
    known = set()
    for trace in chart.figure.data:
        for name in ("x", "y", "r"):
            known |= {value for value in axes.items(trace[name] if name in dir(trace) else None) if axes.real(value)}
    rows = set(range(60))  # the places of names
    assert {abs(value) for value in _values(chart)} <= {abs(value) for value in known} | rows


MEASURED = [
    "exports.intensity", "exports.level", "exports.concentration", "exports.similarity", "exports.rca_time",
    "exports.structure", "exports.nordic_share", "exports.partners", "exports.by_region", "programmes.score",
    "programmes.money", "programmes.design", "programmes.design_cost", "membership.size",
    "membership.composition_named", "network.bridges", "knowledge.roles", "fees.tiers", "fees.transparency",
]  # fmt: skip


@pytest.mark.parametrize("chart_id", [name for name in MEASURED if name in catalogue.CHARTS])
def test_what_is_measured_is_in_the_table(chart_id: str) -> None:
    chart = catalogue.chart(chart_id)
    numbers = chart.table.select_dtypes("number")
    cells = {float(value) for name in numbers for value in numbers[name].dropna()}
    found = read(chart)
    assert isinstance(found, Plot)
    for one in found.series:
        measured = one.x if found.kind == "xy" and found.value.words else one.y
        for value in () if one.helper else measured:
            # A bar of zero stands for a kind that a country does not have; shares may be drawn as percent.
            same = [cell for cell in cells for scale in (1, 100) if value == pytest.approx(cell * scale, rel=1e-12)]
            assert value in (None, 0.0) or same, value


# ------------------------------------------------------------------ words


def test_the_title_is_the_insight_or_the_authors_and_notes_hold_the_rest() -> None:
    figure = style.figure()
    figure.add_bar(x=["a"], y=[1])
    book = opened(
        Slide("chart", chart=made(figure), note="Pause here."),
        Slide("chart", chart=made(figure), title="My own", filters=("Country: Finland",), link="https://example.org/x"),
    )
    first, second = book.slides
    assert first.shapes.title.text_frame.text == "One is more than two."
    assert second.shapes.title.text_frame.text == "My own"
    assert "what was measured, %" in texts(first)
    assert "Source: Statistics (2020–2024)" in texts(first)
    assert "21 November 2026" in texts(first)
    assert "Country: Finland" in texts(second)
    notes = first.notes_slide.notes_text_frame.text
    assert notes.startswith("Pause here.")
    for said in ("One is more than two.", "A title", "Counted.", "https://example.org/", "test.chart"):
        assert said in notes
    assert "https://example.org/x" in second.notes_slide.notes_text_frame.text
    links = [
        run.hyperlink.address
        for s in first.shapes
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for run in p.runs
    ]
    assert "https://example.org/" in links


def test_all_kinds_of_slides() -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20), "#0B3C86").save(picture, "PNG")
    rows = pd.DataFrame(
        {"name": [f"row {n}" for n in range(40)], "year": 2024, "share_pct": [n / 7 for n in range(40)]}
    )
    language.use("sv")
    book = opened(
        Slide("title", "Ett program för kluster", text="Karleby"),
        Slide("text", "Tre punkter", text="- Ett\n- Två\n\nTre", note="Långsamt."),
        Slide("table", "Alla rader", table=rows, alt="En tabell.", source="Egen"),
        Slide("picture", "En bild", picture=picture.getvalue(), alt="En blå bild."),
        title="Möte",
    )
    assert book.core_properties.title == "Möte"
    opening, points, table, image = book.slides
    assert opening.shapes.title.text_frame.text == "Ett program för kluster"
    assert "21 november 2026" in texts(opening)
    body = next(s for s in points.shapes if s.has_text_frame and "Två" in s.text_frame.text)
    assert [p.text for p in body.text_frame.paragraphs] == ["Ett", "Två", "Tre"]
    grid = next(shape for shape in table.shapes if shape.has_table)
    shown = len(grid.table.rows) - 1
    assert 5 < shown < 40
    assert str(40 - shown) in texts(table)  # so many more
    assert [cell.text for cell in grid.table.rows[2].cells] == ["row 1", "2024", "0,14"]  # 1/7
    assert grid._element.xpath(".//p:cNvPr")[0].get("descr") == "En tabell."
    shape = next(s for s in image.shapes if s.shape_type is not None and "PICTURE" in str(s.shape_type))
    assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == "En blå bild."
    assert abs(shape.width / shape.height - 2) < 0.01
    for slide in book.slides:
        spoken = {run.get("lang") for run in slide._element.iter(qn("a:rPr"))}
        assert spoken == {"sv-SE"}


def test_a_long_title_is_made_smaller_and_at_last_cut_so_that_it_takes_two_lines() -> None:
    figure = style.figure()
    figure.add_bar(x=["a"], y=[1])
    for title in ("word " * 20, "word " * 60, "Kilpailukykyvertailumenetelmä" * 12):
        (slide,) = opened(Slide("chart", chart=made(figure), title=title.strip())).slides
        _title_fits(slide)


def _title_fits(slide: Any) -> None:
    shape = slide.shapes.title
    run = shape.text_frame.paragraphs[0].runs[0]
    room = shape.width / Inches(1) - 0.2
    lines = words.wrapped(shape.text_frame.text, room, run.font.size.pt, bold=True)
    assert len(lines) <= 2
    assert len(lines) * run.font.size.pt * words.LINE / 72 <= shape.height / Inches(1)


def test_text_that_a_spreadsheet_would_run_is_harmless_in_the_workbook() -> None:
    figure = style.figure()
    figure.add_bar(x=[1, 2], y=["=1+1", "@SUM(A1)"], orientation="h", name="+cmd")
    chart = drawn(figure)
    sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert sorted(cells) == ["'+cmd", "'=1+1", "'@SUM(A1)"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


# ------------------------------------------------------------------ templates and faults


def _template() -> bytes:
    book = Presentation()
    book.slide_masters[0].name = "Ours"
    page = book.slides.add_slide(book.slide_layouts[1])
    page.shapes.title.text_frame.text = "A slide of the template"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_template_gives_its_size_and_layouts_and_loses_its_slides() -> None:
    figure = style.figure()
    figure.add_bar(x=["a"], y=[1])
    content = deck([Slide("title", "Ours"), Slide("chart", chart=made(figure))], template=_template(), made=MADE)
    book = Presentation(BytesIO(content))
    assert (book.slide_width, book.slide_height) == (Inches(10), Inches(7.5))
    assert len(book.slides) == 2
    assert "A slide of the template" not in "".join(texts(slide) for slide in book.slides)
    parts = zipfile.ZipFile(BytesIO(content)).namelist()
    assert len([name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]) == 2
    assert len(parts) == len(set(parts))
    for slide in book.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= book.slide_width + Inches(0.02)
            assert shape.top + shape.height <= book.slide_height


def _zip(**files: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return file.getvalue()


def _word() -> bytes:
    from docx import Document

    file = BytesIO()
    Document().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", _zip(a="b"), _template()[:2000], _word()],
    ids=["empty", "pdf", "zip", "cut off", "word"],
)
def test_a_wrong_template_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValueError, match="template cannot be used"):
        deck([Slide("title", "x")], template=content)


@pytest.mark.parametrize(
    "slides", [[], [Slide("chart")], [Slide("table")], [Slide("picture")], [Slide("picture", picture=b"no picture")]]
)
def test_slides_that_lack_what_they_should_show_are_refused(slides: list[Slide]) -> None:
    with pytest.raises(ValueError, match=r"slide|picture"):
        deck(slides)


def test_without_a_browser_the_values_stand_in_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "missing", lambda: "No browser.")
    (slide,) = opened(Slide("chart", chart=catalogue.chart("exports.by_region_map"))).slides
    (grid,) = [shape for shape in slide.shapes if shape.has_table]
    assert len(grid.table.rows) > 5
    assert grid._element.xpath(".//p:cNvPr")[0].get("descr")


# ------------------------------------------------------------------ every chart, in every language


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_registered_chart_makes_a_slide_that_libreoffice_draws(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    language.use(code)
    if code != "fi":  # pictures are tried in one language; their own tests try them all
        monkeypatch.setattr(pictures, "missing", lambda: "No browser.")
    drawn = [catalogue.chart(chart_id) for chart_id in catalogue.CHARTS]
    path = tmp_path / "all.pptx"
    path.write_bytes(deck([Slide("chart", chart=chart) for chart in drawn], made=MADE))
    book = Presentation(path)
    assert len(book.slides) == len(drawn)
    for slide, chart in zip(book.slides, drawn, strict=True):
        _title_fits(slide)
        shown = [s for s in slide.shapes if s.has_chart or s.has_table or "PICTURE" in str(s.shape_type)]
        assert len(shown) == 1, chart.id
        assert shown[0].has_chart == isinstance(read(chart), Plot), chart.id
        assert isinstance(read(chart), Grid) <= shown[0].has_table, chart.id
        assert shown[0]._element.xpath(".//p:cNvPr")[0].get("descr") == chart.alt, chart.id
        assert chart.alt
        assert slide.notes_slide.notes_text_frame.text.strip(), chart.id
        for shape in slide.shapes:
            assert shape.left >= 0, chart.id
            assert shape.left + shape.width <= book.slide_width, chart.id
            assert shape.top + shape.height <= book.slide_height, chart.id
    pages = _pages(path, tmp_path)
    assert len(pages) == len(drawn)
    for page, chart in zip(pages, drawn, strict=True):
        middle = Image.open(page).convert("L").crop((20, 90, 780, 400))
        dark = sum(count for level, count in enumerate(middle.histogram()) if level < 200)
        assert dark > 300, chart.id  # a page with a title alone has none there


def _pages(path: Path, folder: Path) -> list[Path]:
    """The slides as LibreOffice prints them, 60 dots an inch. LibreOffice's own folder keeps other runs apart."""
    assert PROGRAM, "LibreOffice is missing: make libreoffice"
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [PROGRAM, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(path.with_suffix(".pdf")), str(folder / "page")], check=True)
    return sorted(folder.glob("page-*.png"))
