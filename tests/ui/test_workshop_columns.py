"""The page of one's own workshop: the guess is shown, choices change it, nothing is counted before it is confirmed."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import OpenPage
from ui.own_statements import FILE, KEY, Own

FORMS = (
    b'"Timestamp","Email","What do you need?","Which country?","Likes"\n'
    b'"2026-03-12 09:01","anna@example.org","Help with exports to Germany","Finland","3"\n'
    b'"2026-03-12 09:02","bo@example.org","Partners for a test site","Sweden","1"\n'
)


def opened(open_page: OpenPage, content: bytes, lang: str = "en") -> AppTest:
    app = open_page("workshop", lang=lang)
    app.session_state[KEY] = Own(way=FILE, file=content, name="forms.csv")
    app.run()
    assert not app.exception
    return app


def heads(app: AppTest) -> list[str]:
    return [one.value for one in app.subheader]


def test_nothing_is_counted_before_the_guess_is_confirmed(open_page: OpenPage) -> None:
    app = opened(open_page, FORMS)
    assert heads(app)[0] == "Is this how your file should be read?"
    assert "What was understood" not in heads(app)
    assert "Suggested themes" not in heads(app)
    assert app.multiselect[0].value == [2]
    said = " ".join(note.value for note in app.info)
    assert "Columns with names or addresses of people were left out" in said
    shown = next(frame.value for frame in app.dataframe if "Row" in frame.value.columns)
    assert "3. What do you need? → statement" in shown.columns
    rows = next(one for one in app.selectbox if one.label == "The row that names the columns")
    assert not any("@" in cell for cell in [*map(str, shown.to_numpy().ravel()), *rows.options])
    next(one for one in app.button if one.label == "Read the statements").click().run()
    assert not app.exception
    assert "Suggested themes" in heads(app)
    assert any("2 statements were read" in one.value for one in app.markdown)


def test_a_choice_changes_what_is_read(open_page: OpenPage) -> None:
    app = opened(open_page, FORMS)
    app.multiselect[0].set_value([3]).run()
    next(one for one in app.selectbox if one.label == "Group").set_value(2).run()
    own: Own = app.session_state[KEY]
    assert (own.choices.text, own.choices.group) == ((3,), 2)
    assert app.multiselect[0].value == [3]
    next(one for one in app.selectbox if one.label == "The row that names the columns").set_value(2).run()
    next(one for one in app.button if one.label == "Read the statements").click().run()
    assert any("1 statement was read" in one.value for one in app.markdown)


@pytest.mark.parametrize(("lang", "head"), [("fi", "Luetaanko tiedostosi näin?"), ("sv", "Ska filen läsas så här?")])
def test_it_asks_in_the_language_of_the_page(open_page: OpenPage, lang: str, head: str) -> None:
    assert heads(opened(open_page, FORMS, lang))[0] == head
