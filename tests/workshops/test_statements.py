"""Statements of a workshop: every file is understood or refused in words, and no statement is lost on the way."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.core import language
from analytics.workshops import statement_template, statements
from analytics.workshops.near_duplicates import grouped, leaders
from analytics.workshops.statements import UnreadableError, read, read_lines

CP1252 = [chr(code) for code in [*range(0x20, 0x7F), *range(0xA1, 0x100)]]
# A word at the end makes it a statement: signs alone are no answer.
EVERY = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60).map(lambda text: text + " tarvitaan")
WESTERN = st.text(st.sampled_from(CP1252), max_size=60).map(lambda text: text + " behövs")


def written(texts: list[str], separator: str, encoding: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([["statement", "group"], *([text, "firms"] for text in texts)])
    return file.getvalue().encode(encoding)


def workbook(rows: list[list[object]], before: dict[str, list[list[object]]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in {**(before or {}), "Answers": rows}.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def kept(texts: list[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


@settings(max_examples=60)
@given(st.lists(EVERY, min_size=1, max_size=8), st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_no_statement_is_lost_in_unicode(texts: list[str], separator: str, encoding: str) -> None:
    found = read(written(texts, separator, encoding))
    assert found.statements["statement"].tolist() == kept(texts)
    assert found.separator == separator
    assert found.faults == () or not all(text.strip() for text in texts)
    assert found.rows == len(texts) == len(found.statements) + found.empty + found.left_out


@settings(max_examples=60)
@given(st.lists(EVERY, min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_no_statement_is_lost_in_utf_16(texts: list[str], separator: str) -> None:
    assert read(written(texts, separator, "utf-16")).statements["statement"].tolist() == kept(texts)


@settings(max_examples=60)
@given(st.lists(WESTERN, min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_no_statement_is_lost_in_western_encodings(texts: list[str], separator: str) -> None:
    content = written([*texts, "Åsa på ön"], separator, "cp1252")  # "på ön" is no UTF-8 in any company
    found = read(content)
    assert found.statements["statement"].tolist() == kept([*texts, "Åsa på ön"])
    assert found.encoding == "cp1252"


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_rows_add_up(content: bytes) -> None:
    try:
        found = read(content)
    except UnreadableError:
        return
    assert found.rows == len(found.statements) + found.empty + found.left_out


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_are_recognised(encoding: str, name: str) -> None:
    found = read("väite;ryhmä;äänet\nJäsenmaksut – liian kalliita;yritys;3\n".encode(encoding))
    assert found.encoding == name
    assert found.statements.iloc[0][["row", "statement", "group", "votes"]].tolist() == [
        2,
        "Jäsenmaksut – liian kalliita",
        "yritys",
        3,
    ]


def test_latin_1_is_the_last_resort() -> None:
    found = read(b"text\nsk\xe5p \x81\n")  # 0x81 is undefined in Windows-1252
    assert (found.encoding, found.statements["statement"].tolist()) == ("latin-1", ["skåp \x81"])


@pytest.mark.parametrize(
    "header",
    [
        ["statement", "group", "session", "language", "votes"],
        ["Väite", "Vastaajaryhmä", "Sessio", "Kieli", "Äänet"],
        ["Behov", "Grupp", "Pass", "Språk", "Röster"],
        ["Utsagn", "Gruppe", "Økt", "Språk", "Stemmer"],
        ["Udsagn", "Gruppe", "Session", "Sprog", "Stemmer"],
    ],
)
def test_columns_are_known_by_their_names_in_five_languages(header: list[str]) -> None:
    found = read((";".join(["nr", *header]) + "\n1;Mer pengar;Firma;1;svenska;4\n").encode())
    assert found.columns == (("nr", ""), *zip(header, statements.FIELDS, strict=True))
    assert found.statements.iloc[0].tolist() == [2, "Mer pengar", "Firma", "1", "sv", 4]


def test_faults_name_row_column_and_what_to_do() -> None:
    long = "a" * 1001
    content = f"statement,language,votes\nGood,fi,3\n,sv,2\nKlingon,tlh,many\n\n{long},en,1\nTail,en,1,more\n".encode()
    found = read(content)
    assert found.statements["statement"].tolist() == ["Good", "Klingon", "Tail"]
    assert [(fault.row, fault.column) for fault in found.faults] == [
        (3, "statement"),
        (4, "language"),
        (4, "votes"),
        (6, "statement"),
        (7, "beyond the last column"),
    ]
    assert (found.rows, found.empty, found.left_out) == (6, 1, 2)
    assert "1,001 characters" in found.faults[3].remedy
    assert str(found.faults[2]).startswith("row 4, column votes: 'many'. Votes are a whole number")
    assert pd.isna(found.statements["votes"].iloc[1])


def test_an_unclosed_quotation_mark_swallows_nothing() -> None:
    found = read(b'statement,votes\nFirst,1\n"Second,2\nThird,3\n')
    assert found.statements["statement"].tolist() == ["First", '"Second', "Third"]
    assert "quotation mark" in found.faults[0].remedy


def test_lines_are_statements_where_no_row_names_columns() -> None:
    found = read_lines("More money, time and people\n\nNeeds, wishes and hopes; all of them\r\n  Less talk  ")
    assert found.kind == "lines"
    assert found.statements["statement"].tolist() == [
        "More money, time and people",
        "Needs, wishes and hopes; all of them",
        "Less talk",
    ]
    assert found.statements["row"].tolist() == [1, 3, 4]
    assert found.empty == 1


def test_a_file_of_quoted_lines_loses_its_marks() -> None:
    assert read(b'"Money, and ""soon"""\nTime\n').statements["statement"].tolist() == ['Money, and "soon"', "Time"]


def test_pasted_tables_are_tables() -> None:
    found = read_lines("Need\tVotes\nMoney\t4")
    assert found.statements[["statement", "votes"]].values.tolist() == [["Money", 4]]


def test_workbooks_are_read() -> None:
    content = workbook(
        [[None], ["Need", "Votes"], ["Money", 3.0], [None, None], ["Time", None]], before={"Notes": [["Read me"]]}
    )
    found = read(content)
    assert found.statements["statement"].tolist() == ["Money", "Time"]
    assert found.statements["row"].tolist() == [3, 5]
    assert found.statements["votes"].iloc[0] == 3
    assert (found.sheet, found.other_sheets, found.empty, found.rows) == ("Answers", ("Notes",), 1, 3)


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert len(file.getvalue()) < 100_000
    with pytest.raises(UnreadableError, match="25 MB"):
        read(file.getvalue())


def test_a_workbook_with_entities_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["Need"], ["x"]]))) as good, zipfile.ZipFile(file, "w") as packed:
        for part in good.infolist():
            content = good.read(part)
            if part.filename == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content
            packed.writestr(part.filename, content)
    with pytest.raises(UnreadableError, match="declarations"):
        read(file.getvalue())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Excel format"),
        (b"PK\x03\x04nothing", "damaged"),
        (b"\x00\x01\x02\x03" * 50, "cannot be read as text"),
        (b"a" * 5_000_001, "larger than 5 MB"),
        (b"statement\n" + b"x\n" * 5_001, "more than 5,000 statements"),
        (b"statement\n" + b"y" * 200_000 + b"\n", "far too long"),
    ],
    ids=["old format", "damaged", "no text", "large", "many", "long"],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read(content)


def test_no_workbook_and_an_empty_one() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", "<document/>")
    with pytest.raises(UnreadableError, match="no workbook"):
        read(file.getvalue())
    with pytest.raises(UnreadableError, match="empty"):
        read(workbook([]))


@pytest.mark.parametrize("spoken", ["en", "fi", "sv"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_templates_are_understood_in_every_language(kind: str, spoken: str) -> None:
    language.use(spoken)
    found = read(statement_template.template(kind))
    assert found.faults == ()
    assert found.statements[list(statements.FIELDS)].values.tolist() == statement_template.example().values.tolist()
    assert len(found.other_sheets) == (kind == "xlsx")  # the sheet that says how to fill it in


# --- statements that say the same --------------------------------------------------------------------------


def test_the_same_need_said_twice_is_grouped_within_a_language() -> None:
    said = ["Jäsenmaksut liikevaihdon mukaan", "Membership fees", "Jäsenmaksujen pitäisi olla liikevaihdon mukaan"]
    assert leaders(said, ["fi", "en", "fi"]) == [0, 1, 0]
    assert leaders(said, ["fi", "en", "sv"]) == [0, 1, 2]


def test_denials_numbers_and_short_beginnings_keep_statements_apart() -> None:
    assert leaders(["The fee is too high", "The fee is not too high"], ["en"] * 2) == [0, 1]
    assert leaders(["Two meetings, 2 hours", "Two meetings, 8 hours"], ["en"] * 2) == [0, 1]
    assert leaders(["Rahoitusta", "Rahoitusta kansainvälisiin yhteishankkeisiin"], ["fi"] * 2) == [0, 1]


def test_votes_add_up_over_a_group_and_groups_can_be_undone() -> None:
    frame = pd.DataFrame({"row": [2, 3, 4, 5], "alike": [2, 2, 4, 2], "votes": [3, None, None, 4]})
    frame = frame.astype({"votes": "Int64"})
    together = grouped(frame)
    assert together["leader"].tolist() == [2, 2, 4, 2]
    assert together["said"].tolist() == [3, 3, 1, 3]
    assert together["group_votes"].tolist() == [7, 7, pd.NA, 7]
    alone = grouped(frame, apart={2})
    assert alone["leader"].tolist() == [2, 3, 4, 5]
    assert alone["said"].tolist() == [1, 1, 1, 1]
    # A leader that is hidden leaves the group to the next.
    assert grouped(frame.iloc[1:])["leader"].tolist() == [3, 4, 3]
