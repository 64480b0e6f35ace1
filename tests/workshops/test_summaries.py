"""The summary of statements: sentences by hand, and files that other programs read; people's words stay their words."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.core import language
from analytics.core.chart import Source
from analytics.core.paths import DATA
from analytics.needs import questions as needs
from analytics.publish import summary as files
from analytics.workshops import summaries
from ui import page_registry

DAY = date(2026, 11, 21)
# Statements as an own workshop may hold them; the counts below are by hand.
OWN = pd.DataFrame(
    [
        ("Help with funding", "funding", "companies", 2023, 4),
        ("Rahaa ja oppaita", "funding; guides_tools", "companies; cities", 2024, 7),
        ("Handböcker", "guides_tools", "cities", 2024, None),
        ("Parkeringsplatser", "", "cities", 2024, 1),
        ("  ", "funding", "cities", 2024, 9),
        ("Better coffee", "Our <own> *theme*", "companies", 2024, 0),
    ],
    columns=["statement", "theme", "group", "year", "votes"],
)
NASTY = (
    "<script>alert('x')</script> & &lt;b&gt; **bold** _it_ [a](http://x.example) ![i](y) `c` | $x$ ~~s~~ #tag\n"
    "# heading\n- item www.x.example a@b.example https://x.example \\ :smile: \x00\x0b"
)


def said(summary: summaries.Summary) -> dict[str, tuple[str, ...]]:
    return {section.heading: section.sentences for section in summary.sections}


def opened(summary: summaries.Summary) -> Any:
    return docx.Document(BytesIO(files.to_docx(summary, made=DAY)))


def headings(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]


# --- sentences -------------------------------------------------------------------------------------------


def test_the_sentences_of_an_own_workshop() -> None:
    summary = summaries.of(OWN, title="Ours")
    assert summary.lead == ("5 statements, 3 themes. Most often: “funding” (2) and “guides and tools” (2).")
    parts = said(summary)
    assert parts["What is asked for most"] == (
        "The most frequent themes: “funding” (2), “guides and tools” (2) and “Our <own> *theme*” (1).",
        "1 statement is under no theme.",
        "Most votes: “Rahaa ja oppaita” (7), “Help with funding” (4) and “Parkeringsplatser” (1).",
    )
    assert parts["Differences between the groups"] == (
        "Cities: 3 statements, most often “guides and tools” (2).",
        "Companies: 3 statements, most often “funding” (2).",
        "Named by one group only: companies (“Our <own> *theme*”).",
        "Named by every group: “funding” and “guides and tools”.",
    )
    assert len(summary.notes) == 3  # counted, two themes, two groups


def test_each_of_several_questions_has_a_section_and_none_is_a_group() -> None:
    first, second = "What do you need?", "What hinders you; or stops you?"
    frame = pd.DataFrame(
        [
            ("Money", first, "funding", 3),
            ("More money", first, "funding", 1),
            ("Handbooks", first, "guides_tools", 0),
            ("Rules", second, "", 5),
            ("Costs", second, "funding", 0),
        ],
        columns=["statement", "question", "theme", "votes"],
    ).assign(session="Vaasa 2026", language="en")
    summary = summaries.of(frame, title="Vaasa 2026")
    assert said(summary) == {
        "What is asked for most": (
            "The most frequent themes: “funding” (3) and “guides and tools” (1).",
            "1 statement is under no theme.",
            "Most votes: “Rules” (5), “Money” (3) and “More money” (1).",
        ),
        first: (
            "3 statements, 2 themes. Most often: “funding” (2) and “guides and tools” (1).",
            "Most votes: “Money” (3) and “More money” (1).",
        ),
        second: ("2 statements, 1 theme. Most often: “funding” (1).", "Most votes: “Rules” (5)."),
    }
    themes, statements = summary.sheets
    assert list(themes.rows.columns) == ["Theme", "Statements", "Votes"]
    assert list(statements.rows.columns) == ["Statement", "Question", "Theme", "Votes", "Written in"]
    assert statements.rows["Question"].tolist() == [first] * 3 + [second] * 2
    assert headings(opened(summary))[1:4] == ["What is asked for most", first, second]


def test_one_question_is_named_and_has_no_section_and_no_column() -> None:
    frame = pd.DataFrame({"statement": ["a", "b"], "question": ["What <now>?", "What <now>?"], "session": ["x", "y"]})
    summary = summaries.of(frame, title="T")
    assert said(summary) == {
        "What is asked for most": ("The question was “What <now>?”.", "2 statements are under no theme.")
    }
    assert [list(sheet.rows.columns) for sheet in summary.sheets] == [["Statement", "Session"]]


def test_a_table_with_statements_only_has_a_summary() -> None:
    summary = summaries.of(pd.DataFrame({"statement": ["a", "b"]}), title="T")
    assert summary.lead == "2 statements; none has a theme yet."
    assert [section.heading for section in summary.sections] == ["What is asked for most"]
    assert [list(sheet.rows.columns) for sheet in summary.sheets] == [["Statement"]]


def test_nothing_said_is_said() -> None:
    summary = summaries.of(pd.DataFrame({"statement": []}), title="T")
    assert summary.lead == "0 statements; none has a theme yet."
    assert said(summary)["What is asked for most"] == ("There is nothing to sum up yet.",)
    assert files.to_markdown(summary)
    assert files.to_docx(summary)
    with pytest.raises(ValueError, match="no column statement"):
        summaries.of(pd.DataFrame({"text": ["a"]}), title="T")


def test_ties_are_named_together_or_not_at_all() -> None:
    counts = pd.Series({"a": 5, "b": 3, "c": 2, "d": 2, "e": 1})
    assert list(summaries.top(counts).index) == ["a", "b", "c", "d"]
    many = pd.Series({"a": 5} | dict.fromkeys("bcdefg", 1))
    assert list(summaries.top(many).index) == ["a"]
    assert summaries.top(pd.Series(dict.fromkeys("abcdefg", 1))).empty


def test_the_atlas_own_summary_has_the_numbers_of_the_page() -> None:
    summary = needs.summary(page_registry.title)
    parts = said(summary)
    # By hand: in 2024, 17 needs name companies, 7 cluster organisations and 4 stakeholders.
    event = parts["National Finnish Clusters Event, Kokkola 2024"]
    assert any(sentence.startswith("Companies: 17 statements, most often “comm") for sentence in event)
    assert "“national programme” (5)" in parts["Article on NordicHub, 2021"][0]
    assert not any("national programme" in sentence for sentence in event)
    # Each source by itself: 15 sentences of the article, 20 of the event, each asking for one service.
    for event, asked, year in (
        ("Article on NordicHub, 2021", 15, 2021),
        ("National Finnish Clusters Event, Kokkola 2024", 20, 2024),
    ):
        open_ = parts[f"What remains open: {event}"]
        assert open_[0].startswith(f"{asked} services are asked for.")
        rows = needs.services(year)
        for service in rows.loc[rows["standing"] == "open", "service"]:
            assert service in open_[1]
    assert any("87%" in sentence for sentence in parts["What surveys say on the same questions"])


# --- Word ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_the_word_file_has_the_same_words_and_numbers(code: str) -> None:
    language.use(code)
    summary = needs.summary(page_registry.title)
    document = opened(summary)
    assert headings(document)[0] == summary.title
    assert headings(document)[1:-2] == [part.heading for part in (*summary.sections, *summary.sheets)]
    text = [paragraph.text for paragraph in document.paragraphs]
    for sentence in (summary.lead, *(s for section in summary.sections for s in section.sentences), *summary.notes):
        assert sentence in text
    for table, sheet in zip(document.tables, summary.sheets, strict=True):
        assert [cell.text for cell in table.rows[0].cells] == list(sheet.rows.columns)
        assert len(table.rows) == len(sheet.rows) + 1
        assert "w:tblHeader" in table.rows[0]._tr.xml
    # By hand: 15 needs in the article of 2021, 20 in the event of 2024, each in a table of its own.
    sums = [sum(int(row.cells[1].text) for row in themes.rows[1:]) for themes in document.tables[:2]]
    assert sums == [15, 20]
    assert len(document.tables[2].rows) == 36
    assert all(any(source.text in line for line in text) for source in summary.sources)
    locale = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-SE"}[code]
    assert document.core_properties.language == locale
    assert f'w:val="{locale}"' in document.styles.element.xml.split("<w:style ")[0]
    assert "<w:drawing" not in document.element.xml  # no picture, so none without words


def test_what_people_typed_comes_out_of_word_as_typed() -> None:
    frame = pd.DataFrame({"statement": [NASTY], "theme": ["<b>t</b>"], "group": ["=1+1"]})
    document = opened(summaries.of(frame, title="<i>T</i>"))
    assert document.tables[1].rows[1].cells[0].text.strip() == NASTY.replace("\x00", "").replace("\x0b", "").strip()
    assert "<i>T</i>" in headings(document)
    assert "<b>t</b>" in document.tables[0].rows[1].cells[0].text


# --- Markdown --------------------------------------------------------------------------------------------


def test_markdown_has_the_same_words_and_numbers() -> None:
    summary = needs.summary(page_registry.title)
    text = files.to_markdown(summary, made=DAY).decode()
    assert text.startswith(f"# {summary.title}\n")
    plain = text.replace("\\", "")
    for section in summary.sections:
        assert f"\n## {section.heading}\n" in plain
        assert all(f"\n- {' '.join(sentence.split())}" in plain for sentence in section.sentences)
    of_a_source = pd.read_csv(DATA / "workshops" / "workshop_needs.csv").query("theme == 'guides_tools'")
    for n in of_a_source.groupby("event").size():  # a table a source, never a sum of both
        assert f"| Guides and tools | {n} |" in plain
    assert "Made on 21 November 2026" in plain
    assert "<https://www.vaasainsider.fi/" in text


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "*a* _b_", "1. one", "2) two", "- item", "+ item", "= x", "a | b", "&lt;", ":smile:",
     "http://x.example", "www.x.example", "a@b.example", "![i](u)", "`code`", "~~gone~~", "$x^2$", "# head", "> quote"],
)  # fmt: skip
def test_markup_is_escaped(text: str) -> None:
    escaped = files.escaped(text)
    assert escaped != text
    assert escaped.replace("\\", "") == text


@given(st.text())
def test_no_markup_is_left_and_no_letter_lost(text: str) -> None:
    escaped = files.escaped(text)
    assert "\n" not in escaped
    # What a backslash stands before is text; of the rest nothing may be markup.
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", escaped)
    assert not re.search(r"[\\`*_{}\[\]<>#|~$^&@]", bare)
    assert not re.match(r"\d+[.)]|[-+=]", escaped)
    assert not re.search(r"\bwww\.|://", escaped, re.I)
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert shown == " ".join(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text).split())


def test_a_statement_cannot_break_out_of_its_list_or_table() -> None:
    summary = summaries.of(pd.DataFrame({"statement": [NASTY], "votes": [3]}), title="T\n\n# Two")
    lines = files.to_markdown(summary, made=DAY).decode().split("\n")
    assert [line for line in lines if line.startswith("# ")] == ["# T \\# Two"]
    row = next(line for line in lines if line.startswith("| \\<script"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 3  # two cells
    assert not any("<script" in line.replace("\\<", "") for line in lines)


def test_an_address_that_is_none_is_no_link() -> None:
    bad = Source("A <b>source</b>", "x", url="javascript:alert(1)")
    text = files.to_markdown(summaries.of(OWN, title="T", sources=[bad]), made=DAY).decode()
    assert "javascript" not in text
    assert "A \\<b\\>source\\</b\\>" in text
