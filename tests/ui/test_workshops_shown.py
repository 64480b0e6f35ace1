"""What a facilitator lets others see: polls on the page of needs, two workshops side by side, nothing of practice."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics.core import language
from analytics.workshops import answers, live, steering
from analytics.workshops.models import Asked, Opened
from tests.conftest import OpenPage

pytestmark = pytest.mark.usefixtures("workshops_store")

TITLE = "Rising sun & <b>hopes</b> 1."


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facilitators are known on this server."""
    monkeypatch.setenv("ATLAS_FACILITATOR_CODE", "told to few")


def held(title: str = TITLE, *, closed: bool = True, practising: bool = False) -> Opened:
    """A workshop with a poll that six of eight devices answered with yes, and wishes that four of them wrote."""
    options = ({"en": "Yes", "fi": "Kyllä"}, {"en": "No", "fi": "Ei"})
    asked: list[str | Asked] = ["Needs?", Asked({"en": "Is it so?"}, "choice", options)]
    room = live.open_workshop(title, asked, ["en", "fi"], place="Vasa", practice=practising)
    for place, option in enumerate((1, 1, 1, 2) * 2):
        token = live.join(room.code)
        answers.answer(room.code, token, f"answer-{token[:20]}", 2, option)
        if place < 4:
            live.submit(room.code, token, f"statement-{token[:20]}", 1, "A secret wish", "en", ["funding"])
    if closed:
        live.close(room.code, room.key)
    return room


def facilitating(open_page: OpenPage, room: Opened, *others: Opened, lang: str = "en") -> AppTest:
    app = open_page("live", lang=lang, w=room.code)
    for one in (room, *others):
        app.session_state[f"atlas-facilitator-{one.code}"] = one.key
    return app.run()


def words(app: AppTest) -> str:
    drawn = (*app.markdown, *app.subheader, *app.caption)
    return "\n".join([*(one.value for one in drawn), *(one.proto.body for one in app.get("html"))])


def test_a_poll_stands_on_the_page_of_needs_when_its_facilitator_says_so(open_page: OpenPage) -> None:
    room = held()
    before = open_page("needs")
    assert "Is it so?" not in words(before)
    app = facilitating(open_page, room)
    app.toggle[0].set_value(True).run()
    assert live.look(room.code).in_needs
    for lang in language.LANGUAGES:
        page = open_page("needs", lang=lang)
        assert not page.exception
        said = words(page)
        assert "Is it so?" in said
        assert "75" in said
        assert "Vasa" in said
        # The code would let anybody read the statements.
        assert room.code not in said
        assert "A secret wish" not in said
        # Its poll is a chart of its own, its themes are told by too few; those of the articles are as they were.
        assert len(page.get("plotly_chart")) == len(before.get("plotly_chart")) + 1
        if lang == "en":
            assert "Fewer than 5 took part, so the answers are not shown: “Themes of what was written”" in said.replace(
                "\\", ""
            )
            assert page.get("plotly_chart")[0].proto.spec == before.get("plotly_chart")[0].proto.spec
    live.delete(room.code, room.key)
    assert "Is it so?" not in words(open_page("needs"))


def test_where_anybody_opens_workshops_none_is_shown_to_everybody(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_FACILITATOR_CODE")
    app = facilitating(open_page, held())
    assert app.toggle[0].disabled
    assert "Here anybody can open a workshop" in words(app)


def test_two_workshops_of_the_page_of_needs_stand_side_by_side(open_page: OpenPage) -> None:
    for room in (held("First"), held("Second")):
        steering.show_in_needs(room.code, room.key)
    page = open_page("needs")
    page.selectbox[-1].select_index(0).run()
    assert not page.exception
    assert "Both gave the same answers." in words(page)
    assert "a difference is not a change of opinion" in words(page)


def test_a_facilitator_compares_with_an_earlier_workshop(open_page: OpenPage) -> None:
    first, rehearsal, second = held("First"), held("Rehearsal", practising=True), held("Second", closed=False)
    app = facilitating(open_page, second, first, rehearsal)
    box = next(one for one in app.expander if one.label == "Compare with an earlier workshop")
    assert box.label
    app.session_state["beside en"] = True  # the box is opened
    app.run()
    assert not app.exception
    chosen = next(one for one in app.selectbox if one.label == "Earlier workshop")
    assert [option.partition(",")[0] for option in chosen.options] == ["First"]
    chosen.select_index(0).run()
    assert not app.exception
    assert "Both gave the same answers." in words(app)


def test_practice_is_neither_shown_nor_analysed_as_real(open_page: OpenPage) -> None:
    room = held("Rehearsal", practising=True)
    practice_text = "This was practice: its answers are invented and are never shown as real ones."
    app = facilitating(open_page, room)
    assert not [one for one in app.toggle if "What clusters need" in one.label]
    assert not [one for one in app.button if one.key == "hand over"]
    assert [one.value for one in app.caption].count(practice_text) == 2
