"""Statements from the files that people really have: what a person would read out of each, and their siblings."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.core import language
from analytics.workshops import statement_template
from analytics.workshops.statements import Choices, Understood, UnreadableError, read, read_lines

CASES = Path(__file__).parent / "cases"
FEES, EXPORTS = "Halvempi jäsenmaksu", "Apua vientiin"


def case(name: str, choices: Choices | None = None) -> Understood:
    return read((CASES / name).read_bytes(), choices)


def said(found: Understood) -> list[list[object]]:
    rows = found.statements[["statement", "votes"]].astype(object)
    return rows.where(rows.notna(), None).values.tolist()


def book(rows: list[list[object]]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("comma_template_nordic_excel.csv", [["Lisää rahoitusta, koulutusta ja apua", 4]]),
        ("cp850.csv", [["Jäsenmaksut liikevaihdon mukaan", 4], ["Yhteistyötä yliopiston kanssa", 2]]),
        ("empty_answers.csv", [["Help with exports", 1]]),
        ("form_with_email.csv", [["Help with exports", None]]),
        ("formula_cells.xlsx", []),
        ("google_forms.csv", [["Help with exports to Germany", None], ["Partners,\nalso abroad", None]]),
        ("hidden_sheet.xlsx", [["Help with exports", 4]]),
        ("mojibake.csv", [["Jäsenmaksut liikevaihdon mukaan", 4]]),
        ("ms_forms.xlsx", [["Help with exports to Germany", 3], ["Partners for test sites", 1]]),
        (
            "multi_answer.xlsx",
            [[text, None] for text in ("Export help", "Lower fees", "Partners", "exports", "fees", "partners")],
        ),
        ("sep_line.csv", [[EXPORTS, 4], [FEES, 2]]),
        ("slido_questions.csv", [["Who pays for the test sites?", 7], ["More help with exports", 3]]),
        ("strict.xlsx", [["Help with exports", 4]]),
        ("title_above_header.csv", [[EXPORTS, 4]]),
        ("title_merged.xlsx", [["Help with exports", 4], ["Lower fees", 2]]),
        ("totals_row.csv", [[EXPORTS, 4], [FEES, 2]]),
        ("two_answer_columns.csv", [[EXPORTS, None], ["Halvempi maksu", None], ["Kumppaneita", 1]]),
        ("wide.xlsx", [[EXPORTS, None]]),
        ("x000d.xlsx", [["First line\nSecond line", 4]]),
    ],
)
def test_each_case_is_read_as_a_person_would(name: str, expected: list[list[object]]) -> None:
    found = case(name)
    assert said(found) == expected
    assert found.rows == len(found.statements) - found.extra + found.empty + found.left_out
    assert found.asks or name == "multi_answer.xlsx"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("form_with_email.csv", "“Email”"),
        ("ms_forms.xlsx", "“Email”, “Name”"),
        ("slido_questions.csv", "“Author”"),
        ("empty_answers.csv", "Rows: 2, 3, 4, 5."),
        ("totals_row.csv", "1 row of totals was left out. Rows: 4."),
        ("hidden_sheet.xlsx", "Hidden sheets were not read: “Old”."),
        ("formula_cells.xlsx", "Formulas without a stored value stand in row 2, 3"),
        ("cp850.csv", "cp850"),
        ("mojibake.csv", "Broken letters were put right in 2 places."),
        ("two_answer_columns.csv", "votes were left open"),
    ],
)
def test_what_was_left_out_or_mended_is_told(name: str, told: str) -> None:
    assert told in " ".join(case(name).notes)


def test_choices_win_over_the_guess() -> None:
    assert said(case("two_answer_columns.csv", Choices(text=(1,)))) == [["Halvempi maksu", 3], ["Kumppaneita", 1]]
    assert said(case("hidden_sheet.xlsx", Choices(sheet="Old"))) == [["Statement from last year", 9]]
    assert said(case("multi_answer.xlsx", Choices(split=False)))[0] == ["Export help;Lower fees;Partners;", None]
    assert said(case("title_above_header.csv", Choices(header=0, text=(0,), votes=2)))[-1] == [EXPORTS, 4]
    with pytest.raises(UnreadableError, match="no filled sheet"):
        case("hidden_sheet.xlsx", Choices(sheet="New"))
    with pytest.raises(UnreadableError, match="no column 9"):
        case("totals_row.csv", Choices(text=(8,)))


# --- siblings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    ("text", "votes"),
    [("Jäsenmaksut liikevaihdon mukaan", "Äänet"), ("Lägre avgifter för små företag på ön", "Röster")],
)
def test_code_pages(encoding: str, text: str, votes: str) -> None:
    assert said(read(f"Kommentti;{votes}\r\n{text};4\r\n".encode(encoding))) == [[text, 4]]


def test_hidden_rows_are_told_and_read_on_request() -> None:
    made = book([["Need", "Votes"], ["Money", 3], ["Time", 2], ["Help", 1]])
    made.active.row_dimensions[3].hidden = True
    content = saved(made)
    found = read(content)
    assert said(found) == [["Money", 3], ["Help", 1]]
    assert "1 hidden row was not read." in found.notes
    assert said(read(content, Choices(hidden=True))) == [["Money", 3], ["Time", 2], ["Help", 1]]


def test_the_stored_value_of_a_formula_is_read() -> None:
    content = saved(book([["Need", "Votes"], ["Money", 3]]))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            held = old.read(part).replace(b"<v>3</v>", b"<f>1+2</f><v>3</v>")
            new.writestr(part.filename, held)
    found = read(file.getvalue())
    assert said(found) == [["Money", 3]]
    assert found.notes == ()


def test_two_rows_of_names() -> None:
    found = read(saved(book([["Answers", None, None], ["Statement", "Group", "Votes"], ["Money", "firm", 3]])))
    assert said(found) == [["Money", 3]]


def test_a_poll_with_its_title_above() -> None:
    rows: list[list[object]] = [["Työpaja Oulu"], ["Mitä tarvitset?"], ["Vastaajien määrä: 2"], ["Vastaukset"]]
    assert [row[0] for row in said(read(saved(book([*rows, [EXPORTS], [FEES]]))))] == [EXPORTS, FEES]


def test_an_export_of_300_columns() -> None:
    names = [f"Q{n}" for n in range(1, 300)] + ["Avoin vastaus"]
    found = read(saved(book([names, [*range(1, 300), EXPORTS], [*range(1, 300), FEES]])))
    assert [row[0] for row in said(found)] == [EXPORTS, FEES]


def test_open_document_spreadsheets() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [("", "Need", "Votes"), ("", "Money<text:s/>soon", "3"), ("table:visibility='collapse'", "Time", "2")]
    drawn = "".join(
        f"<table:table-row {look}>{cell.format(text)}{cell.format(votes)}</table:table-row>"
        for look, text, votes in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text", "style"))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "content.xml",
            f"<office:document-content {names}><table:table table:name='S'>{drawn}</table:table>"
            "</office:document-content>",
        )
    found = read(file.getvalue())
    assert (found.kind, said(found)) == ("ods", [["Money soon", 3]])
    assert "1 hidden row was not read." in found.notes


@pytest.mark.parametrize(
    "answer", ["-", "–", "n/a", "N/A", "Ei vastausta", "Inget svar", "Nej", "#N/A", "#REF!", "..."]
)
def test_no_answers(answer: str) -> None:
    found = read(f"Kommentti;Äänet\n{answer};1\n{FEES};2\n".encode())
    assert (said(found), found.left_out) == ([[FEES, 2]], 1)


def test_a_pasted_list_is_not_asked_about() -> None:
    found = read_lines("More money, time and people\nLess talk, please")
    assert (len(found.statements), found.asks) == (2, False)


@pytest.mark.parametrize(("spoken", "separator"), [("fi", ";"), ("sv", ";"), ("en", ",")])
def test_the_template_has_the_separator_of_the_language(spoken: str, separator: str) -> None:
    language.use(spoken)
    assert statement_template.template("csv").decode("utf-8-sig").splitlines()[0].count(separator) == 4


WORDS = st.lists(
    st.sampled_from(["apua", "vientiin", "kumppaneita", "tukea", "rahaa", "nuorille", "yrityksille"]), min_size=3
)
TEXTS = st.lists(WORDS.map(lambda words: " ".join(words)), min_size=2, max_size=6, unique=True)
SHAPES = {  # names of the columns, with the place of the text
    "forms": (["ID", "Start time", "Email", "Name", "Mitä tarvitset?"], 4),
    "google": (["Aikaleima", "Mitä tarvitset?"], 1),
    "slido": (["Question", "Author", "Upvotes"], 0),
    "webropol": (["Vastaajan numero", "Avoin vastaus"], 1),
    "padlet": (["Author", "Body", "Likes"], 1),
}
CELLS = {"ID": "{n}", "Start time": "2026-03-12 09:0{n}", "Aikaleima": "2026/03/12 9:0{n}:11 AM", "Email": "a{n}@b.org"}


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(sorted(SHAPES)), st.sampled_from(",;\t"), st.integers(0, 3))
def test_a_table_in_the_shape_of_a_tool_is_read_whole(texts: list[str], tool: str, separator: str, titles: int) -> None:
    names, place = SHAPES[tool]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([[f"Työpaja {n}", *[""] * (len(names) - 1)] for n in range(titles)])
    writer.writerow(names)
    for n, text in enumerate(texts, start=1):
        row = [CELLS.get(name, "{n}").format(n=n) if name not in ("Author", "Name") else "Anonymous" for name in names]
        row[place] = text
        writer.writerow(row)
    found = read(file.getvalue().encode())
    assert found.statements["statement"].tolist() == texts
    assert found.choices.header == titles + 1
