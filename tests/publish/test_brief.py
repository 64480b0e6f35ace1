"""The country brief: two pages in every language for every country, with the figures of the named queries."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pytest

from analytics.cli import main
from analytics.core import language
from analytics.core.codes import COMPARED, FEATURES, NORDIC
from analytics.core.language import country_name, number, percent
from analytics.core.plot import Plot
from analytics.publish import brief, brief_charts, brief_files, formats
from analytics.render import svg
from analytics.warehouse import warehouse
from tests.conftest import OpenPage
from tests.render.svg_reading import outside, overlapping, shapes, words

NAN = float("nan")
DAY = date(2026, 11, 21)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALL = list(product(NORDIC, language.LANGUAGES))
HOSTILE = "#panic(1) *b* _i_ $x$ @key <label> `raw` // /* \\ = [c] ~ 'q' \"q\" #(sys.inputs)"


@cache
def pdf(country: str, code: str) -> bytes:
    with formats.for_print(code):
        return brief_files.to_pdf(brief.brief(country, DAY))


@cache
def word(country: str, code: str) -> bytes:
    with formats.for_print(code):
        return brief_files.to_docx(brief.brief(country, DAY))


def about(content: bytes) -> str:
    return _said(["pdfinfo", "-"], content)


def text_of(content: bytes, *options: str) -> str:
    return _said(["pdftotext", *options, "-", "-"], content)


def _said(command: list[str], content: bytes) -> str:
    """What a program of poppler's says of a PDF."""
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode("utf-8")


def letters(text: str) -> str:
    """Text without spaces, line breaks and the hyphens at them."""
    return re.sub(r"\s", "", re.sub(r"[-\u2010\u00ad]\n", "", text))


def written(country: str, code: str) -> str:
    return letters(text_of(pdf(country, code)))


def asked(question: str, **params: Any) -> pd.DataFrame:
    return warehouse().ask(question, **params)


def figures(country: str) -> list[str]:
    """What must stand in the brief, from the named queries, as the language in use writes it."""
    counts = asked("clusters.by_country").set_index("country")
    exports = asked("exports.intensity", countries=[country]).sort_values("year").iloc[-1]
    gap = asked("exports.gap", country=country).iloc[-1]
    sizes = asked("membership.sizes", country=country).query("grp == @country").iloc[0]
    cells = asked("programmes.matrix", countries=[country])["value"].value_counts()
    needs = asked("needs.themes")
    return [
        country_name(country),
        number(counts.at[country, "clusters"]),
        number(counts["clusters"].sum()),
        percent(exports["exports_pct_gdp"]),
        percent(gap["reference_pct_gdp"]),
        number((gap["gap_eur"] + gap["own_pct_gdp"] / 100 * gap["gdp_eur"]) / 1e9, 1),
        number(sizes["group_median_members"], 0 if sizes["group_median_members"] % 1 == 0 else 1),
        number(sizes["group_known"]),
        number(cells.get("unknown", 0)),
        number(needs["part_needs"].max()),
        language.day(DAY),
    ]


# --- PDF -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("country", "code"), ALL)
def test_the_pdf_has_two_pages_of_a4(country: str, code: str) -> None:
    said = about(pdf(country, code))
    assert re.search(r"^Pages: +2$", said, re.M)
    assert re.search(r"^Page size: .*\(A4\)$", said, re.M)
    assert re.search(r"^Tagged: +yes$", said, re.M)


@pytest.mark.parametrize(("country", "code"), ALL)
def test_the_pdf_holds_the_figures_of_the_queries(country: str, code: str) -> None:
    said = written(country, code)
    language.use(code)
    assert [figure for figure in figures(country) if letters(figure) not in said] == []


@pytest.mark.parametrize(("country", "code"), ALL)
def test_the_pdf_holds_every_sentence_and_source(country: str, code: str) -> None:
    said = written(country, code)
    language.use(code)
    content = brief.brief(country, DAY)
    sentences = [sentence for section in content.sections for sentence in section.sentences]
    # A hyphen that a word has of its own at the end of a line is gone as well.
    missing = [s for s in (*sentences, *content.sources, *content.notes)
               if letters(s).replace("-", "") not in said.replace("-", "")]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize(("country", "code"), ALL)
def test_no_word_leaves_the_page_or_its_margins(country: str, code: str) -> None:
    boxes = text_of(pdf(country, code), "-bbox")
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', boxes)
    assert len(words) > 500
    margin = 17 / 25.4 * 72 - 1  # 17 mm in points, less a letter's own room
    assert all(float(x0) >= margin and float(x1) <= 595.3 - margin for x0, _y0, x1, _y1 in words)
    assert all(float(y0) >= 30 and float(y1) <= 841.9 - 15 for _x0, y0, _x1, y1 in words)


def test_the_pdf_shows_the_matrix_with_what_is_unknown() -> None:
    rows = asked("programmes.matrix", countries=list(COMPARED))
    text = text_of(pdf("IS", "en"))
    for value, mark in brief.MARKS.items():
        cells = int((rows["value"] == value).sum())
        assert len(re.findall(rf"^{re.escape(mark)}$", text, re.M)) == cells, value


def test_text_is_never_read_as_markup() -> None:
    content = brief.brief("FI", DAY)
    section = replace(content.sections[0], heading=HOSTILE[:40], sentences=(HOSTILE,))
    hostile = replace(content, title=HOSTILE[:20], sections=(section, *content.sections[1:]), notes=(HOSTILE,))
    text = letters(text_of(brief_files.to_pdf(hostile)))
    assert text.count(letters(HOSTILE)) == 2


def test_the_same_brief_is_the_same_file() -> None:
    assert brief_files.to_pdf(brief.brief("NO", DAY)) == pdf("NO", "en")


# --- Word ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("country", "code"), ALL)
def test_the_word_document_has_headings_tables_and_alternative_texts(country: str, code: str) -> None:
    document = docx.Document(BytesIO(word(country, code)))
    language.use(code)
    content = brief.brief(country, DAY)
    heads = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert heads == [*(section.heading for section in content.sections), language._("Sources")]
    text = letters("\n".join(p.text for p in document.paragraphs))
    assert [s for part in content.sections for s in part.sentences if letters(s) not in text] == []
    first, matrix = document.tables
    assert [cell.text for cell in first.rows[1].cells] == [figure.value for figure in content.figures]
    rows = asked("programmes.matrix", countries=list(COMPARED))
    own = rows[rows["country"] == country].set_index("feature")["value"]
    assert [row.cells[1].text for row in matrix.rows[1:]] == [
        brief.MARKS[own[feature]] for feature in FEATURES if feature in own
    ]
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [part.plot.alt for part in content.sections if part.plot]
    assert all(len(words) > 40 for words in described)
    assert document.core_properties.language[:2] == code


@pytest.mark.skipif(not OFFICE, reason="make test installs LibreOffice")
def test_the_word_documents_have_two_pages_in_libreoffice(tmp_path: Path) -> None:
    for country, code in ALL:
        (tmp_path / f"{country}-{code}.docx").write_bytes(word(country, code))
    files = sorted(map(str, tmp_path.glob("*.docx")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
                   check=True, capture_output=True, timeout=240)  # fmt: skip
    pages = {path.stem: re.search(r"^Pages: +(\d+)$", about(path.read_bytes()), re.M)[1]  # type: ignore[index]
             for path in tmp_path.glob("*.pdf")}  # fmt: skip
    assert pages == {f"{country}-{code}": "2" for country, code in ALL}


# --- what it says ----------------------------------------------------------------------------------------


def test_needs_of_a_country_without_workshops_are_said_to_be_another_s() -> None:
    needs = {country: brief.brief(country).sections[-1].sentences for country in ("FI", "SE")}
    assert needs["SE"] == ("Sweden: no workshop is known to the atlas. What follows was said in Finland.", *needs["FI"])


def test_a_brief_is_of_one_of_the_five() -> None:
    with pytest.raises(ValueError, match="'DE'"):
        brief.brief("DE")


def test_the_first_figures_of_iceland_counted_in_the_tables() -> None:
    """Counted in clusters.csv: of the active Icelandic rows 11 are cluster organisations and 2 business networks.

    One has a label (Íslenski sjávarklasinn, bronze); members are known of 7.
    """
    found = {figure.label: figure for figure in brief.brief("IS").figures}
    assert found["Active clusters"].value == "13"
    assert found["Quality label"].value == "1"
    assert found["Median members a cluster"].context == "known for 7 of 13 clusters"


# --- small charts ----------------------------------------------------------------------------------------


def texts(drawing: Plot) -> list[str]:
    return [text for text, _box in words(svg.drawn(drawing, 330, 170))]


def test_bars_carry_names_and_values_in_order() -> None:
    said = texts(brief_charts.bars(("Health & care", "Food <x>"), (1200, 0), "#0B3C86"))
    assert said == ["Health & care", "Food <x>", "1,200", "0"]


def test_a_range_that_is_unknown_has_its_note_only() -> None:
    unknown = brief_charts.Range("Iceland", NAN, NAN, NAN, "known 0 of 15", "#12906A", True)
    known = brief_charts.Range("Finland", 10.0, 22.5, 40.0, "known 2 of 9", "#0B3C86", False)
    drawing = brief_charts.ranges((unknown, known))
    assert {"Iceland", "known 0 of 15", "Finland", "known 2 of 9", "22.5"} <= set(texts(drawing))
    assert "nan" not in svg.drawn(drawing, 330, 170)
    assert len(shapes(svg.drawn(drawing, 330, 170), "circle")) == 1
    assert "known 0 of 15" in texts(brief_charts.ranges((unknown,)))


def test_a_line_that_ends_early_is_labelled_with_its_last_value() -> None:
    rows = pd.DataFrame(
        {"country": ["NO"] * 3 + ["IS"] * 2, "year": [2000, 2001, 2002, 2000, 2001], "pct": [30, 40, NAN, NAN, NAN]}
    )
    said = texts(brief_charts.lines(rows, (("NO", "Norway", "#A83A33"), ("IS", "Iceland", "#12906A")), "IS"))
    assert "Norway 40.0" in said
    assert not [text for text in said if "Iceland" in text]


@pytest.mark.parametrize(("country", "code"), ALL)
def test_words_of_the_charts_stay_inside_and_apart(country: str, code: str) -> None:
    language.use(code)
    for part in brief.brief(country, DAY).sections:
        if part.plot:
            drawn = brief_files._drawn(part.plot, brief_files.PLOT_WIDTH, brief_files._height(part.plot))
            width, height = map(float, svg_size(drawn).split())
            assert outside(drawn, width, height) == []
            assert overlapping(drawn) == []


def svg_size(drawn: str) -> str:
    """The width and height in the units in which an SVG is drawn."""
    return shapes(drawn, "svg")[0]["viewBox"].removeprefix("0 0 ")


# --- where it is asked for -------------------------------------------------------------------------------


def test_the_command_writes_both_formats(tmp_path: Path) -> None:
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        out = tmp_path / f"brief.{form}"
        assert main(["brief", "DK", "--lang", "sv", "--format", form, "--out", str(out)]) == 0
        assert out.read_bytes().startswith(start)
    assert "Danmark" in text_of((tmp_path / "brief.pdf").read_bytes())
    assert main(["brief", "DK", "--out", str(tmp_path / "no" / "folder.pdf")]) == 2


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_page_offers_the_brief_of_its_country(open_page: OpenPage, code: str) -> None:
    app = open_page("programmes", lang=code, country="NO")
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert [label for label in labels if label in ("PDF", "DOCX")] == ["PDF", "DOCX"]
