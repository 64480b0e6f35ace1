"""Who may open a workshop, where whoever runs the server has set a code; everybody else takes part as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.workshops import errors, facilitators, live, store
from tests.conftest import OpenPage


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database and a code of the test."""
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path}/w.sqlite")
    monkeypatch.setenv(facilitators.SETTING, "Ålesund 7")
    monkeypatch.setattr(facilitators, "SLOWED_SECONDS", 0.0)


def filled(open_page: OpenPage, code: str) -> AppTest:
    """The page of the facilitator with a workshop asked for."""
    app = open_page("live")
    app.text_input(key="new title en").set_value("Day")
    app.text_input(key="new question 1 en").set_value("What do you need?")
    app.text_input(key="new code").set_value(code)
    next(button for button in app.button if button.label == "Open the workshop").click()
    return app.run()


def test_a_wrong_code_opens_nothing_and_says_why(open_page: OpenPage) -> None:
    for code in ("", "Alesund 7", "x" * 5_000):
        app = filled(open_page, code)
        assert not app.exception
        assert any("opening a workshop takes a code" in str(one.value) for one in app.warning), code
        assert "w" not in app.query_params


def test_the_right_code_opens_and_the_room_needs_none(open_page: OpenPage) -> None:
    app = filled(open_page, " Ålesund 7 ")
    code = "".join(app.query_params["w"])
    assert live.look(code).title == "Day"
    assert live.join(code)


def test_without_the_setting_nobody_is_asked(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(facilitators.SETTING)
    facilitators.check("")
    assert "new code" not in {field.key for field in open_page("live").text_input}
    monkeypatch.setenv(facilitators.SETTING, "x")
    with pytest.raises(errors.WrongFacilitatorCode):
        facilitators.check("")
