"""The page of SQL: what a link asks, what an example puts into the editor, what a switched-off page says."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics.core import language, link_text
from analytics.sql import questions
from tests.conftest import OpenPage
from tests.own_tables.made import own_rows
from tests.ui.test_pages import words
from ui import own_data

SQL = "SELECT country, count(*) AS clusters FROM clusters WHERE country = 'IS' GROUP BY country"


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_a_link_carries_the_question_and_is_answered(open_page: OpenPage, code: str) -> None:
    app = open_page("sql", lang=code, q=link_text.packed(SQL.encode()))
    assert not app.exception
    assert not app.error
    expected = questions.ask(SQL).rows
    shown = [frame.value for frame in app.dataframe if list(frame.value.columns) == ["country", "clusters"]]
    assert len(shown) == 1
    assert shown[0].to_dict("records") == expected.to_dict("records")


def test_a_refused_statement_says_why_and_stays_in_the_link(open_page: OpenPage) -> None:
    letters = link_text.packed(b"DROP TABLE clusters")
    app = open_page("sql", q=letters)
    assert "Only questions are answered" in app.error[0].value
    assert app.query_params["q"] in (letters, [letters])


@pytest.mark.parametrize("letters", ["x", "eNo", "A" * 9_000, "%00", link_text.packed(b"x" * 200_000)])
def test_a_damaged_link_gets_a_note(open_page: OpenPage, letters: str) -> None:
    app = open_page("sql", q=letters)
    assert not app.exception
    assert any("no question" in note.value for note in app.info)


def test_a_chart_in_the_link_and_an_unknown_one(open_page: OpenPage) -> None:
    assert not open_page("sql", chart="exports.intensity").info
    assert "nothing.there" in open_page("sql", chart="nothing.there").info[0].value


def test_an_operator_switches_it_off(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_SQL", "off")
    app = open_page("sql", q=link_text.packed(SQL.encode()))
    assert "switched off" in words(app) + " ".join(note.value for note in app.info)
    assert not app.dataframe


def test_a_visitors_own_tables_answer_until_they_are_taken_back(open_page: OpenPage) -> None:
    asked = {"lang": "sv", "q": link_text.packed(b"SELECT name FROM clusters ORDER BY name LIMIT 5")}

    def shown(app: AppTest) -> list[list[str]]:
        return [list(frame.value["name"]) for frame in app.dataframe if list(frame.value.columns) == ["name"]]

    app = open_page("sql", **asked)
    before = shown(app)
    app.session_state["own data"] = own_data.Own({"clusters": own_rows()}, {"clusters": 2})
    app.run()
    assert shown(app) == [], "an answer of other tables stayed"
    next(button for button in app.button if button.label == "Kör").click().run()
    assert shown(app) == [["Kokkolan testiklusteri", "Riihimäen klusteri"]]
    assert "own" in app.query_params
    assert "Dina egna tabeller svarade" in words(app)

    app.button(key="own-data-back").click().run()
    assert shown(app) == []
    assert "egna tabeller" in app.info[0].value
    next(button for button in app.button if button.label == "Kör").click().run()
    assert shown(app) == before
    assert "own" not in app.query_params

    app = open_page("sql", own="1", **asked)
    assert "egna tabeller" in app.info[0].value
    assert shown(app) == before
