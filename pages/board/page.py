"""What does the room ask for?"""

from __future__ import annotations

import streamlit as st

from analytics.core import style
from analytics.core.language import _, current
from analytics.workshops import board, live
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from pages.board import picture
from ui import address, browser_keys, layout, navigation, workshop_ui

EVERY = 2  # seconds between two looks
ALL = "all"


def page() -> None:
    """Draw the page."""
    if details := workshop_ui.enter():
        show(details)
    else:
        ask()


def ask() -> None:
    """The page without a workshop: ask for its code."""
    layout.heading("board")
    with st.container(width=640):
        workshop_ui.say_refusal()
        workshop_ui.ask_code()


def show(details: Details) -> None:
    """The board, and below it what belongs to who runs it."""
    _board(details.code, browser_keys.short_link(details.code), _chosen(details), current())
    with st.container(horizontal=True, vertical_alignment="center", key="board-foot"):
        if len(details.questions) > 1:
            numbers = [str(question.number) for question in details.questions]
            address.choose_segment("q", _("Question"), (ALL, *numbers), _question_label, ALL, width="stretch")
        navigation.link("live", _("For the facilitator"), ":material/tune:", w=details.code)
        layout.language_switch()


def _chosen(details: Details) -> int:
    given = address.read("q")[:1]
    known = {str(question.number): question.number for question in details.questions}
    return known.get(given[0], 0) if given else 0


def _question_label(code: str) -> str:
    return _("All questions") if code == ALL else _("Question {number}").format(number=code)


@st.fragment(run_every=EVERY)
def _board(code: str, link: str, question: int, language: str) -> None:
    workshop_ui.speak(language)
    style.use(st.context.theme.type or "light")
    try:
        body = _drawn(code, link, question)
    except Refused as refusal:
        workshop_ui.say(refusal)
        return
    st.html(body)


def _drawn(code: str, link: str, question: int) -> str:
    """The board in HTML; made again only when the workshop has changed."""
    key = (code, link, question, current(), style.mode(), live.version(code))
    known = st.session_state.get("board drawn")
    if known is None or known[0] != key:
        known = key, picture.picture(live.look(code), board.board(code), link, question)
        st.session_state["board drawn"] = known
    return str(known[1])


if __name__ == "__main__":
    page()
