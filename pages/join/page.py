"""What do you need? Say it in your own words. Made for a phone in a hand."""

from __future__ import annotations

import streamlit as st

from analytics.core.language import _, current
from analytics.workshops import live
from analytics.workshops.errors import Refused, UnknownDevice
from analytics.workshops.models import Details, Question, Receipt
from pages.join import voting, writing
from ui import address, browser_keys, layout, workshop_ui

LARGE = """<style>
.st-key-join textarea, .st-key-join input { font-size: 1.25rem; line-height: 1.4; }
.st-key-join label p, .st-key-join button p { font-size: 1.1rem; }
.st-key-join button { min-height: 3rem; }
</style>"""


def page() -> None:
    """Draw the page."""
    details = workshop_ui.enter()
    token = browser_keys.token(details.code) if details else ""
    try:
        if details and token:
            take_part(details, token)
        else:
            come_in(details)
    except UnknownDevice:
        come_in(details)
    except Refused as refusal:
        workshop_ui.say(refusal)


def come_in(details: Details | None) -> None:
    """Ask for the code, or with a code that is known for a tap; the way in is the short link, which sets a cookie."""
    layout.heading("join")
    st.html(LARGE)
    with st.container(key="join", width=640):
        workshop_ui.say_refusal()
        if details is None:
            workshop_ui.ask_code()
            return
        workshop_ui.typed(details.title, "h2", "1.6rem", 650)
        if details.closed_at:
            _closed()
            return
        if details.devices >= live.DEVICES:
            st.warning(_("The workshop is full: it takes no more than {limit}.").format(limit=live.DEVICES))
            return
        if st.button(_("Join"), type="primary", width="stretch", icon=":material/login:"):
            browser_keys.go_in(details.code)
        st.caption(
            _("Your browser keeps a cookie for this workshop, so that it knows your statements and votes again.")
        )
        st.caption(workshop_ui.retention())


def take_part(details: Details, token: str) -> None:
    """Everything that a participant sees. Raises UnknownDevice if the token is not one of the workshop's."""
    received = live.receipts(details.code, token)
    _speak_a_language_of(details)
    st.html(LARGE)
    with st.container(key="join", width=640):
        layout.language_switch(details.languages)
        workshop_ui.typed(details.title, "h1", "1.9rem", 700)
        workshop_ui.say_refusal()
        question = _question(details)
        workshop_ui.typed(question.text, "h2", "1.35rem", 650)
        if details.closed_at:
            _closed()
        else:
            writing.write(details, question, token, received)
        _own(received, question)
        voting.others(details.code, question.number, token, current())
        st.caption(workshop_ui.retention())


def _closed() -> None:
    st.info(
        _("The workshop is closed: no more statements or votes are taken. Thank you for taking part."),
        icon=":material/lock:",
    )


def _speak_a_language_of(details: Details) -> None:
    if current() not in details.languages:
        st.query_params["lang"] = details.languages[0]
        st.rerun()


def _question(details: Details) -> Question:
    if len(details.questions) == 1:
        return details.questions[0]
    numbers = [str(question.number) for question in details.questions]
    chosen = address.choose_segment(
        "q", _("Question"), numbers, _question_label, "1", label_visibility="collapsed", width="stretch"
    )
    return details.questions[int(chosen) - 1]


def _question_label(number: str) -> str:
    return _("Question {number}").format(number=number)


def _own(received: tuple[Receipt, ...], question: Question) -> None:
    own = [receipt for receipt in received if receipt.question == question.number]
    st.subheader(_("Your statements"), anchor=False)
    if not own:
        st.caption(_("What you send stands here as soon as it is stored."))
    for receipt in reversed(own):
        with st.container(border=True, key=f"own-{receipt.number}", gap="xsmall"):
            workshop_ui.typed(receipt.text)
            st.caption(_(":material/check: Received as number {number}").format(number=receipt.number))


if __name__ == "__main__":
    page()
