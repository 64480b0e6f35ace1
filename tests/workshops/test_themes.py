"""Suggested themes: worked by hand, measured on labelled ones, corrected by a person, on page and command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from analytics.cli import main
from analytics.core import language
from analytics.core import text_index as words
from analytics.core.codes import NEED_THEMES
from analytics.core.paths import DATA, ROOT
from analytics.publish import summary as files
from analytics.publish import tables
from analytics.workshops import own as own_workshop
from analytics.workshops import statement_template, statements, themes
from analytics.workshops.themes import Entry
from tests.conftest import OpenPage
from ui import page_registry

LABELLED = ROOT / "tests" / "workshops" / "themes_labelled.csv"
ADDITION = Entry("visibility", "en", "zeppelin", 2.0)

# How the labelled statements came about: 218 were written first and looked at while the words were chosen. 159 more
# were written then and met a macro-F1 of 0.56; they were looked at too, and the words grew from 1,757 to 3,033. The
# 169 of the unseen half were written and labelled after that and run once, 0.76. Then 2,709 words were written without
# a look at them, those that misled more than they led on the seen half and the published needs were left out, and the
# unseen half was run a second time, 0.79. For the third run, 0.82, 268 statements more were written and looked at (the
# words met them with 0.67), the words grew to 8,362, and those that misled on what was looked at were left out or weigh
# less. No word was ever chosen or changed for the unseen statements; without the five that resemble a new one it is
# 0.82 as well.


@pytest.fixture(scope="module")
def labelled() -> pd.DataFrame:
    return pd.read_csv(LABELLED, dtype=str, keep_default_na=False)


def codes(statement: str, spoken: str = "", *additions: Entry) -> dict[str, tuple[str, ...]]:
    (found,) = themes.suggest([statement], [spoken], additions)
    return {theme.code: theme.words for theme in found.themes}


# --- suggestions by hand -----------------------------------------------------------------------------------


def test_a_statement_names_its_theme_with_the_words_as_written() -> None:
    assert codes("MEDLEMSAVGIFTEN borde bero på företagets storlek", "sv")["fees"][0] == "MEDLEMSAVGIFTEN"
    assert codes("Koulutusta yrittäjille", "fi") == {"guides_tools": ("Koulutusta",)}
    assert codes("En felles definisjon", "no") == {"definition": ("definisjon",)}
    assert codes("Tilskud til forsøg", "da") == {"funding": ("Tilskud",)}


def test_two_themes_are_allowed_and_none_is_an_answer() -> None:
    assert set(codes("Rahoitusta kansainvälisiin yhteishankkeisiin", "fi")) == {"funding", "internationalisation"}
    assert codes("The hall was too cold", "en") == {}
    assert codes("", "en") == {}
    assert codes("!!! ???") == {}


def test_confidence_by_hand() -> None:
    # "zeppelin" weighs 2 and is met as a whole word: score 2, confidence 1 - 2 ** -2 = 0.75. "lobbying" (2) and
    # "Brussels" (1) give advocacy 3: 1 - 2 ** -3 = 0.875; visibility then has 0.75 x 2 / 3 = 0.5.
    (alone,) = themes.suggest(["A zeppelin"], ["en"], [ADDITION])
    assert [(t.code, t.confidence) for t in alone.themes] == [("visibility", 0.75)]
    (both,) = themes.suggest(["Lobbying in Brussels by zeppelin"], ["en"], [ADDITION])
    assert [(t.code, t.confidence) for t in both.themes] == [("advocacy", 0.875), ("visibility", pytest.approx(0.5))]


def test_a_repeated_word_counts_once_and_a_compound_for_less() -> None:
    (found,) = themes.suggest(["Zeppelin, zeppelin, zeppelin!"], ["en"], [ADDITION])
    assert found.themes[0].confidence == 0.75
    part = Entry("visibility", "sv", "luftskepp", 2.0)
    (found,) = themes.suggest(["Ett luftskeppsfält"], ["sv"], [part])
    assert found.themes[0].confidence == pytest.approx(1 - 2 ** -(2 * words.COMPOUND))


def test_languages_are_recognised_or_left_open(labelled: pd.DataFrame) -> None:
    found = themes.suggest(labelled["statement"].tolist())
    right = [one.language == own for one, own in zip(found, labelled["language"], strict=True)]
    unsure = [one.language == themes.UNSURE for one in found]
    assert sum(right) / len(right) > 0.9
    assert len(right) - sum(right) - sum(unsure) <= 5
    assert themes.suggest(["Ok"])[0].language == themes.UNSURE
    assert themes.suggest(["Ok"], ["sv"])[0].language == "sv"


# --- the lexicon -------------------------------------------------------------------------------------------


def test_the_lexicon_has_words_for_every_theme_and_language() -> None:
    rows = pd.read_csv(DATA / "workshops" / "theme_words.csv")
    counts = rows.groupby(["theme", "language"]).size().unstack()
    assert set(counts.index) == set(NEED_THEMES)
    assert set(counts.columns) == set(words.LANGUAGES) - {"is"}
    assert counts.min().min() >= 10


def test_additions_join_the_lexicon_or_replace_a_weight() -> None:
    assert codes("A zeppelin", "en") == {}
    assert codes("A zeppelin", "en", ADDITION) == {"visibility": ("zeppelin",)}
    assert codes("A webinar", "en") == {"guides_tools": ("webinar",)}
    assert codes("A webinar", "en", Entry("guides_tools", "en", "webinar", 0.1)) == {}


def test_corrections_propose_words_that_the_lexicon_lacks() -> None:
    corrected = pd.DataFrame(
        {
            "statement": ["A zeppelin with our logo", "Zeppelin rides", "Zeppelins?"],
            "language": ["en", "en", "?"],
            "theme": ["visibility", "visibility;benefits", "visibility"],
        }
    )
    found = themes.proposals(corrected)
    first = found.iloc[0]
    assert first[["theme", "language", "word", "weight", "statements"]].tolist() == [
        "visibility",
        "en",
        "zeppelin",
        1.0,
        2,
    ]
    assert "logo" not in set(found["word"])  # the lexicon has it
    assert {"with", "our"}.isdisjoint(found["word"])
    assert set(found.loc[found["theme"] == "benefits", "word"]) == {"zeppelin", "rides"}


def test_additions_are_saved_and_read_back() -> None:
    given = (Entry("fees", "fi", "hintalappu-", 1.5), ADDITION)
    assert themes.read_additions(tables.to_csv(pd.DataFrame(given))) == given
    with_semicolons = "theme;language;word;weight\nfees;fi;hintalappu-;1.5\n".encode("utf-16")
    assert themes.read_additions(with_semicolons) == given[:1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"theme,language,word,weight\nfees,xx,price,1\n", "row 2, column language"),
        (b"theme,language,word,weight\nfees,en,price,9\n", "row 2, column weight"),
        (b"theme,language,word,weight\nfees,en,two words-,1\n", "row 2, column word"),
        (b"word\nprice\n", "theme"),
        (b"theme,language,word,weight\nfees,en\n", "no table"),
        (b"", "no table"),
    ],
)
def test_bad_additions_are_refused(content: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        themes.read_additions(content)


# --- how well it does --------------------------------------------------------------------------------------


def test_scores_by_hand() -> None:
    given = [{"fees"}, {"fees", "funding"}, {"funding"}, {"none"}]
    found = [{"fees"}, {"fees"}, {"fees"}, {"funding"}]
    rows = {row["theme"]: row for row in themes.scored(given, found)}
    # fees: labelled twice, suggested three times, right twice. funding: labelled twice, suggested once, never right.
    assert (rows["fees"]["precision"], rows["fees"]["recall"], rows["fees"]["f1"]) == (2 / 3, 1.0, 0.8)
    assert (rows["funding"]["precision"], rows["funding"]["recall"], rows["funding"]["f1"]) == (0.0, 0.0, 0.0)
    assert (rows["none"]["precision"], rows["none"]["recall"], rows["none"]["n"]) == (None, 0.0, 1)
    assert rows["macro"]["f1"] == pytest.approx(0.4)
    assert rows["macro"]["n"] == 4


def test_enough_is_labelled_in_every_language(labelled: pd.DataFrame) -> None:
    unseen = labelled[labelled["half"] == "unseen"]
    assert len(unseen) >= 120
    assert labelled["statement"].is_unique
    assert unseen["language"].value_counts()[["fi", "sv", "en"]].min() >= 30
    given = unseen["themes"].str.split(";").explode().value_counts()
    assert given.drop("").min() >= 8
    assert set(given.index) == {*NEED_THEMES, ""}


def test_the_shipped_quality_is_what_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", str(LABELLED), "--measure"]) == 0
    assert capsys.readouterr().out == (DATA / "workshops" / "theme_quality.csv").read_text(encoding="utf-8")


def test_the_unseen_half_is_met_well_enough() -> None:
    macro = themes.quality().set_index(["half", "theme"])["f1"].xs(themes.MACRO, level="theme")
    assert macro["unseen"] >= 0.82
    assert macro["published"] >= 0.8


# --- from suggestions to a summary -------------------------------------------------------------------------


def example() -> pd.DataFrame:
    return own_workshop.suggested(statements.read(statement_template.template("csv")).statements)


def test_the_example_by_hand() -> None:
    said = own_workshop.decided(own_workshop.corrected(example(), {}))
    counts = own_workshop.by_theme(said).set_index("theme")
    # Three statements on fees with 4 + 3 + 2 votes; partners abroad 5 and joint projects 6, which also ask for funding.
    assert counts.loc["fees", ["statements", "votes"]].tolist() == [3, 9]
    assert counts.loc["internationalisation", ["statements", "votes"]].tolist() == [2, 11]
    assert counts.loc["funding", ["statements", "votes"]].tolist() == [1, 6]
    (group,) = own_workshop.repeated(said).itertuples()
    assert (group.said, group.group_votes, len(group.others)) == (2, 5, 1)
    assert own_workshop.repeated(own_workshop.decided(said, merge=False)).empty
    assert own_workshop.repeated(own_workshop.decided(said, apart={group.alike})).empty


def test_corrections_stand_over_suggestions_and_hidden_ones_do_not_count() -> None:
    first, second = example()["statement"][:2]
    rows = own_workshop.corrected(
        example(),
        {
            (first, 0): {"theme_1": "", "theme_2": "benefits", "statement": "x"},
            (second, 0): {"hide": True, "group": "A"},
        },
    )
    assert rows["statement"].tolist() == example()["statement"].tolist()
    assert rows.loc[0, ["theme_1", "theme_2"]].tolist() == ["benefits", ""]
    assert rows["changed"].tolist() == [True, False, False, False, False, False]
    assert rows.loc[1, "group"] == "A"
    said = own_workshop.decided(rows)
    assert len(said) == 5
    assert "fees" in said["theme"].tolist()


def test_a_group_has_the_themes_of_its_first_statement() -> None:
    second = example()["statement"][1]
    said = own_workshop.decided(
        own_workshop.corrected(example(), {(second, 0): {"theme_1": "benefits", "theme_2": ""}})
    )
    assert said["theme"].tolist()[1:3] == ["benefits", "benefits"]


def test_files_are_harmless() -> None:
    read = statements.read_lines("statement\n=1+1 membership fee\n<b>fee</b> [x](y)")
    said = own_workshop.decided(own_workshop.corrected(own_workshop.suggested(read.statements), {}))
    rows = list(csv.DictReader(io.StringIO(tables.to_csv(own_workshop.table(said)).decode())))
    assert rows[0]["statement"] == "'=1+1 membership fee"
    assert rows[0]["theme"] == "fees"
    assert b"<b>" not in files.to_markdown(own_workshop.summary(said, "T"))
    assert files.to_docx(own_workshop.summary(said, "T")).startswith(b"PK")


# --- the command line --------------------------------------------------------------------------------------


def test_the_command_prints_each_statement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes("behov;språk\nEn handbok för nya kluster;sv\nParkeringen var full;sv\n".encode("cp1252"))
    assert main(["themes", str(file), "--format", "csv"]) == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["statement", "language", "theme", "confidence", "matched_words"],
        [
            "En handbok för nya kluster",
            "sv",
            "guides_tools",
            "0.75",
            "handbok",
        ],  # 1 - 2 ** -2: the whole word "handbok-"
        ["Parkeringen var full", "sv", "", "", ""],
    ]


def test_the_command_names_faults_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.csv"
    file.write_text("need,votes\nA guide,lots\n", encoding="utf-8")
    assert main(["themes", str(file)]) == 1
    assert "row 2, column votes" in capsys.readouterr().err
    words_file = tmp_path / "words.csv"
    words_file.write_text("theme,language,word,weight\nfees,en,guide,9\n", encoding="utf-8")
    assert main(["themes", str(file), "--additions", str(words_file)]) == 2
    assert "column weight" in capsys.readouterr().err
    assert main(["themes", str(tmp_path / "none.csv")]) == 2
    assert main(["themes", str(file), "--measure"]) == 2
    assert "no column half, statement, themes" in capsys.readouterr().err


# --- the page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoken", list(language.LANGUAGES))
def test_the_page_goes_from_the_example_to_the_summary(open_page: OpenPage, spoken: str) -> None:
    app = open_page("workshop", lang=spoken)
    assert not app.exception
    assert not app.data_editor
    app.button[0].click().run()  # the example
    assert not app.exception
    (shown,) = app.data_editor
    assert shown.value["theme_1"].tolist()[:3] == ["fees"] * 3
    assert shown.value["theme_2"].tolist()[0] == "none"
    assert len(app.get("plotly_chart")) == 1


def test_what_was_typed_and_corrected_outlives_pages_and_languages(open_page: OpenPage) -> None:
    app = open_page("workshop")
    app.text_area[0].set_value("A guide to the price list\nThe hall was cold").run()
    own = app.session_state["workshop"]
    own.corrections["The hall was cold", 0] = {"theme_1": "visibility"}
    app.switch_page(str(page_registry.PAGES["needs"].file))
    app.query_params["lang"] = "en"
    app.run()
    app.switch_page(str(page_registry.PAGES["workshop"].file))
    app.query_params["lang"] = "sv"
    app.run()
    assert not app.exception
    assert app.text_area[0].value == "A guide to the price list\nThe hall was cold"
    assert app.data_editor[0].value["theme_1"].tolist()[1] == "visibility"


def test_added_words_are_used_at_once_and_can_be_forgotten(open_page: OpenPage) -> None:
    app = open_page("workshop")
    app.text_area[0].set_value("A zeppelin").run()
    assert app.data_editor[0].value["theme_1"].tolist() == ["none"]
    app.session_state["workshop"].additions = (ADDITION,)
    app.run()
    assert app.data_editor[0].value["theme_1"].tolist() == ["visibility"]
    app.session_state["workshop"].additions = ()
    app.run()
    assert app.data_editor[0].value["theme_1"].tolist() == ["none"]


def test_groups_are_undone_and_made_again_on_the_page(open_page: OpenPage) -> None:
    app = open_page("workshop")
    app.button[0].click().run()
    apart = next(button for button in app.button if button.key and button.key.startswith("apart-"))
    apart.click().run()
    assert not any(button.key and button.key.startswith("apart-") for button in app.button)
    next(button for button in app.button if button.label == "Group again what was kept apart").click().run()
    assert any(button.key and button.key.startswith("apart-") for button in app.button)


@pytest.mark.parametrize("spoken", list(language.LANGUAGES))
def test_bad_files_are_refused_in_words_and_bad_rows_shown(open_page: OpenPage, spoken: str) -> None:
    app = open_page("workshop", lang=spoken)
    own = app.session_state["workshop"]
    own.way, own.file, own.name = "file", b"PK\x03\x04broken", "x.xlsx"
    app.run()
    assert not app.exception
    assert len(app.error) == 1
    own.file = b"statement,votes\n,3\n<script>alert(1)</script> =1+1,many\n"
    own.confirmed = True
    app.run()
    assert not app.exception
    assert not app.error
    assert len(app.warning) == 1
    assert len(app.data_editor[0].value) == 1
