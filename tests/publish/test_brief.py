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
from analytics.core.codes import COMPARED, DESIGN_MODELS, FEATURES, NORDIC
from analytics.core.language import country_name, number, percent
from analytics.programmes import design, design_words
from analytics.publish import brief, brief_files, formats
from analytics.warehouse import warehouse
from tests.conftest import OpenPage

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
    gap = asked("exports.gap", country=country).iloc[-1]
    cells = asked("programmes.matrix", countries=[country])["value"].value_counts()
    full = design.outcome(country).full
    return [
        country_name(country),
        percent(gap["own_pct_gdp"]),
        percent(gap["reference_pct_gdp"]),
        percent(gap["median_pct_gdp"]),
        percent(gap["trimmed_pct_gdp"]),
        number(cells.get("no", 0)),
        number(full.cost_meur, 1),
        *(number(value, 1) for value in (14.6, 15.8, 9.0)),
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


@pytest.mark.parametrize(("country", "code"), ALL)
def test_the_decision_stands_on_the_first_page(country: str, code: str) -> None:
    first = letters(text_of(pdf(country, code), "-l", "1")).replace("-", "")
    language.use(code)
    content = brief.brief(country, DAY)
    told = [content.question, content.answer, *(fact.text for fact in content.facts)]
    told += [section.heading for section in content.sections[: brief.SECOND_PAGE]]
    told += list(map(design_words.model_name, DESIGN_MODELS))
    assert [text for text in told if letters(text).replace("-", "") not in first] == []
    assert content.sections[brief.SECOND_PAGE].heading not in first


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
def test_the_word_document_has_headings_and_tables(country: str, code: str) -> None:
    document = docx.Document(BytesIO(word(country, code)))
    language.use(code)
    content = brief.brief(country, DAY)
    heads = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert heads == [*(section.heading for section in content.sections), language._("Sources")]
    text = letters("\n".join(p.text for p in document.paragraphs))
    assert [s for part in content.sections for s in part.sentences if letters(s) not in text] == []
    first, options, matrix, evaluations = document.tables
    assert [cell.text for cell in first.rows[1].cells] == [fact.value for fact in content.facts]
    assert [row.cells[0].text for row in options.rows[1:]] == list(map(design_words.model_name, DESIGN_MODELS))
    rows = asked("programmes.matrix", countries=list(COMPARED))
    own = rows[rows["country"] == country].set_index("feature")["value"]
    assert [row.cells[1].text for row in matrix.rows[1:]] == [
        brief.MARKS[own[feature]] for feature in FEATURES if feature in own
    ]
    assert len(evaluations.rows) > 5
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


def test_results_without_a_gain_stand_among_the_evaluations() -> None:
    shown = brief.shown_findings()
    assert {"none", "negative"} <= set(shown["effect_direction"])
    assert not shown["independence"].eq("C").any()
    assert not shown["yardstick"].any()


def test_what_is_unknown_of_finland_is_said_of_finland_only() -> None:
    said = {country: " ".join(brief.brief(country, DAY).sections[1].sentences) for country in NORDIC}
    assert [country for country in NORDIC if "a programme in Finland" in said[country]] == ["FI"]
    # Norway and Denmark publish what their cluster organisations are paid.
    assert [country for country in NORDIC if "is not published." in said[country].split("How many")[0]] == [
        "FI", "SE", "IS"
    ]  # fmt: skip


def test_a_brief_is_of_one_of_the_five() -> None:
    with pytest.raises(ValueError, match="'DE'"):
        brief.brief("DE")


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
