"""Files of statements that attack: each is refused in words, whatever it would have taken to read it."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.workshops import statement_template, statements, uploads
from analytics.workshops.statements import Choices, UnreadableError

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
CELL = '<c t="inlineStr"><is><t>{text}</t></is></c>'


def workbook(rows: str, **changed: str) -> bytes:
    """The shipped XLSX template with other rows in its first sheet, and other parts."""
    changed = {"xl/worksheets/sheet1.xml": SHEET.format(rows=rows)} | changed
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(statement_template.template("xlsx"))) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            made.writestr(name, changed.pop(name) if name in changed else given.read(name))
        for name, part in changed.items():
            made.writestr(name, part)
    return out.getvalue()


def listed(times: int) -> str:
    """The list of a workbook's sheets, with the first one many times."""
    with zipfile.ZipFile(BytesIO(statement_template.template("xlsx"))) as given:
        list_ = given.read("xl/workbook.xml").decode()
    start = list_.index("<sheet ")
    one = list_[start : list_.index("/>", start) + 2]
    return list_.replace(one, one * times)


HEAD = "<row>" + CELL.format(text="statement") + "</row>"
ATTACKS = {
    "a row numbered a milliard": lambda: workbook(HEAD + '<row r="1000000000">' + CELL.format(text="x") + "</row>"),
    "the last row of a sheet": lambda: workbook(HEAD + '<row r="1048576">' + CELL.format(text="x") + "</row>"),
    "a row numbered in words": lambda: workbook(HEAD + '<row r="1e9">' + CELL.format(text="x") + "</row>"),
    "empty rows": lambda: workbook(HEAD + "<row/>" * 1_000_000),
    "cells without rows": lambda: workbook(HEAD + "<row>" + "<c/>" * 2_000_000 + "</row>"),
    "a sheet listed often": lambda: workbook(HEAD, **{"xl/workbook.xml": listed(20_000)}),
    "nesting": lambda: workbook("<row>" * 1_000_000),
    "a part that unpacks to much": lambda: workbook(HEAD, **{"xl/media/x.png": "x" * 30_000_000}),
    "many parts": lambda: workbook(HEAD, **{f"xl/{n}.xml": "<x/>" for n in range(600)}),
    "entities": lambda: workbook(
        HEAD, **{"xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><styleSheet>&b;</styleSheet>'}
    ),
    "entities under another name": lambda: workbook(HEAD, **{"xl/x.bin": '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'}),
    "a file of the machine": lambda: workbook(
        HEAD,
        **{"xl/styles.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><styleSheet>&a;</styleSheet>'},
    ),
    "styles": lambda: workbook(HEAD, **{"xl/styles.xml": "<styleSheet>" + "<a/>" * 2_000_000 + "</styleSheet>"}),
    "lines": lambda: b"statement,votes\n" + b",x\n" * 1_600_000,
    "columns": lambda: b"statement" + b",x" * 1_600_000,
    "empty lines": lambda: b"statement\n" + b"\n" * 4_900_000,
    "short lines": lambda: b"x\n" * 2_400_000,
    "an open quotation mark": lambda: b'statement\n"' + b'x""' * 1_600_000,
    "quotation marks": lambda: b"statement\n" + b'"' * 4_900_000,
    "long statements": lambda: b"statement\n" + (b"x" * 980 + b"\n") * 4_900,
    "nothing but zeros": lambda: bytes(4_900_000),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_file_that_attacks_is_refused_in_words(name: str) -> None:
    content = ATTACKS[name]()
    assert len(content) < statements.BYTES
    with pytest.raises(UnreadableError) as caught:
        uploads.read(uploads.request(content, Choices()))
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("name", ["lines", "columns", "empty lines", "short lines", "quotation marks"])
def test_words_for_the_lexicon_and_pasted_text_are_read_within_the_same_limits(name: str) -> None:
    with pytest.raises(UnreadableError):
        uploads.read_additions(ATTACKS[name]())
    with pytest.raises(UnreadableError):
        uploads.read_lines(uploads.request(ATTACKS[name](), Choices()))


def test_a_workbook_just_within_the_limits_is_read_whole() -> None:
    rows = "".join(f'<row r="{n}">{CELL.format(text=f"need {n}")}</row>' for n in (2, 3, 19_999, 20_000))
    book = workbook('<row r="1">' + CELL.format(text="statement") + "</row>" + rows)
    found = uploads.read(uploads.request(book, Choices()))
    assert found.statements["row"].tolist() == [2, 3, 19_999, 20_000]


def test_of_many_faults_200_are_told_and_the_rest_counted() -> None:
    found = uploads.read(uploads.request(b"statement,votes\n" + b"need,many\n" * 1_000, Choices()))
    assert len(found.statements) == 1_000
    assert len(found.faults) == 201
    assert "800" in found.faults[-1].remedy


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_the_worker_reads_is_what_the_reader_reads(kind: str) -> None:
    content = statement_template.template(kind)  # type: ignore[arg-type]
    here, there = statements.read(content), uploads.read(uploads.request(content, Choices()))
    assert there.statements.equals(here.statements)
    assert (there.choices, there.first, there.notes, there.asks) == (here.choices, here.first, here.notes, here.asks)
    for name in ("kind", "encoding", "separator", "sheet", "columns", "rows", "empty", "left_out", "faults"):
        assert getattr(there, name) == getattr(here, name), name


@settings(max_examples=20)  # most cost a new process
@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda rest: b"PK\x03\x04" + rest))
def test_any_bytes_are_statements_or_a_clear_error(content: bytes) -> None:
    with suppress(UnreadableError):
        found = uploads.read(content)
        assert found.rows == len(found.statements) + found.left_out + found.empty


@settings(max_examples=20)  # most cost a new process
@given(st.data())
def test_a_workbook_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(statement_template.template("xlsx"))
    for _n in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableError):
        uploads.read(bytes(content))
