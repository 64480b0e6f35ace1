"""Leading a room: one question after the other, approval, many statements at once, and the board beside it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics.workshops import answers, board, live, results, steering
from analytics.workshops.models import Asked, Opened
from pages.board import joining, picture
from tests.conftest import OpenPage

pytestmark = pytest.mark.usefixtures("workshops_store")

OPTIONS = ({"en": "Bread"}, {"en": "Soup"})


@pytest.fixture
def opened() -> Opened:
    asked = [Asked({"en": "Needs?"}), Asked({"en": "Which?"}, "choice", OPTIONS, revealed=False)]
    return live.open_workshop("Day", asked, ["en"], one_at_a_time=True)


def visit(open_page: OpenPage, opened: Opened) -> AppTest:
    """The facilitator's page to a browser that holds the key."""
    app = open_page("live", w=opened.code)
    app.session_state[f"atlas-facilitator-{opened.code}"] = opened.key
    return app.run()


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception


def drawn(code: str, question: int = 0) -> str:
    details = live.look(code)
    counted = {q.number: results.results(code, q.number) for q in details.questions if q.revealed and q.kind != "open"}
    return picture.picture(details, board.board(code), counted, "http://atlas.example/j/1", question)


def test_the_facilitator_moves_all_phones_and_shows_the_results(open_page: OpenPage, opened: Opened) -> None:
    app = visit(open_page, opened)
    press(app, "next 2")
    assert live.look(opened.code).live_question == 2
    answers.answer(opened.code, live.join(opened.code), "answer-1234", 2, 2)
    assert "Soup" not in drawn(opened.code)
    press(app, "reveal 2")
    assert "Soup" in drawn(opened.code)
    press(app, "previous 1")
    assert live.look(opened.code).live_question == 1


def test_what_waits_is_approved_together_and_the_last_act_undone(open_page: OpenPage, opened: Opened) -> None:
    steering.ask_approval(opened.code, opened.key)
    token = live.join(opened.code)
    for place in range(2):
        live.submit(opened.code, token, f"waiting-{place}", 1, f"Need {place}", "en")
    app = visit(open_page, opened)
    app.query_params["show"] = "waiting"
    for number in (1, 2):
        app.run().checkbox(key=f"tick {number}").set_value(True)
    app.run()
    press(app, "approve ticked")
    assert board.board(opened.code)["number"].tolist() == [1, 2]
    press(app, "undo")
    assert board.board(opened.code).empty


def test_a_statement_with_two_themes_stands_once_on_the_board(opened: Opened) -> None:
    live.submit(opened.code, live.join(opened.code), "two-themes", 1, "Both at once", "en", ("fees", "funding"))
    assert drawn(opened.code, 1).count("Both at once") == 1


def test_a_screen_that_nobody_can_join_by_has_no_qr_code(opened: Opened) -> None:
    assert "<img" in joining.screen(live.look(opened.code), "http://192.168.1.20/j/1")
    assert "<img" not in joining.screen(live.look(opened.code), None)
    steering.lock(opened.code, opened.key)
    assert "<img" not in joining.screen(live.look(opened.code), "http://192.168.1.20/j/1")
