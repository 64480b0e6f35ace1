"""What does the room ask for?"""

from __future__ import annotations

import streamlit as st

from analytics.core import style
from analytics.core.language import _, current
from analytics.workshops import board, live, results
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from analytics.workshops.results import Results
from pages.board import joining, picture
from ui import address, layout, navigation, network, workshop_ui

EVERY = 0.7  # seconds between two looks: what is deleted is off the board within two
LIVE, ALL = "live", "all"
ANSWERS, JOIN = VIEWS = ("answers", "join")


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
    code = details.code
    _board(code, network.phone_link(code), _chosen(details), _view(), current())
    with st.container(horizontal=True, vertical_alignment="center", key="board-foot"):
        address.choose_segment("view", _("Screen"), VIEWS, _view_label, ANSWERS)
        if len(details.questions) > 1:
            numbers = [str(question.number) for question in details.questions]
            address.choose("q", _("Question"), (LIVE, ALL, *numbers), _question_label, LIVE, width=240)
        navigation.link("live", _("For the facilitator"), ":material/tune:", w=code)
        layout.language_switch()


def _view() -> str:
    return JOIN if address.read("view")[:1] == [JOIN] else ANSWERS


def _view_label(view: str) -> str:
    return _("How to join") if view == JOIN else _("Answers")


def _chosen(details: Details) -> int | None:
    """The number of the question in the link; 0 for all, None for the one that is asked now."""
    given = "".join(address.read("q")[:1])
    if given == ALL:
        return 0
    return int(given) if given in {str(question.number) for question in details.questions} else None


def _question_label(code: str) -> str:
    named = {LIVE: _("The one asked now"), ALL: _("All questions")}
    return named.get(code) or _("Question {number}").format(number=code)


@st.fragment(run_every=EVERY)
def _board(code: str, link: str | None, question: int | None, view: str, language: str) -> None:
    workshop_ui.speak(language)
    style.use(st.context.theme.type or "light")
    try:
        body = _drawn(code, link, question, view)
    except Refused as refusal:
        workshop_ui.say(refusal)
        return
    st.html(body)


def _drawn(code: str, link: str | None, question: int | None, view: str) -> str:
    """The board in HTML; made again only when the workshop has changed."""
    key = (code, link, question, view, current(), style.mode(), live.version(code))
    known = st.session_state.get("board drawn")
    if known is None or known[0] != key:
        details = live.look(code)
        if view == JOIN and details.closed_at is None:
            body = joining.screen(details, link)
        else:
            asked = (details.live_question or 0) if question is None else question
            body = picture.picture(details, board.board(code), counted(details, asked), link, asked)
        known = st.session_state["board drawn"] = key, body
    return str(known[1])


def counted(details: Details, question: int) -> dict[int, Results]:
    """The results of the questions that are not answered with statements and may be shown."""
    return {
        q.number: results.results(details.code, q.number, current())
        for q in details.questions
        if question in (0, q.number) and q.kind != "open" and q.revealed
    }


if __name__ == "__main__":
    page()
