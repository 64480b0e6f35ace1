"""The parts of the participant's page: coming in, writing, what was received, voting. Made for a phone in a hand."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from analytics.core.language import _, current, ngettext
from analytics.workshops import board, live
from analytics.workshops.errors import Refused
from analytics.workshops.live import Details, Question, Receipt
from ui import address, devices, frame, room, shell

EVERY = 10  # seconds between two looks for what others wrote
SHOWN = 20  # statements of others before "show more"
LARGE = """<style>
.st-key-join textarea, .st-key-join input { font-size: 1.25rem; line-height: 1.4; }
.st-key-join label p, .st-key-join button p { font-size: 1.1rem; }
.st-key-join button { min-height: 3rem; }
</style>"""


def come_in(details: Details | None) -> None:
    """Ask for the code, or with a code that is known for a tap; the way in is the short link, which sets a cookie."""
    frame.heading(
        _("Join the workshop"),
        _("What do you need? Say it in your own words."),
    )
    st.html(LARGE)
    with st.container(key="join", width=640):
        room.say_refusal()
        if details is None:
            ask_code()
            return
        room.typed(details.title, "h2", "1.6rem", 650)
        if details.closed_at:
            _closed()
            return
        if details.devices >= live.DEVICES:
            st.warning(_("The workshop is full: it takes no more than {limit}.").format(limit=live.DEVICES))
            return
        if st.button(_("Join"), width="stretch", icon=":material/login:"):
            devices.go_in(details.code)
        st.caption(
            _("Your browser keeps a cookie for this workshop, so that it knows your statements and votes again.")
        )
        st.caption(room.retention())


def take_part(details: Details, token: str) -> None:
    """Everything that a participant sees. Raises UnknownDevice if the token is not one of the workshop's."""
    received = live.receipts(details.code, token)
    _speak_a_language_of(details)
    st.html(LARGE)
    with st.container(key="join", width=640):
        shell.language_switch(details.languages)
        room.typed(details.title, "h1", "1.9rem", 700)
        room.say_refusal()
        question = _question(details)
        room.typed(question.text, "h2", "1.35rem", 650)
        if details.closed_at:
            _closed()
        else:
            _write(details, question, token, received)
        _own(received, question)
        _others(details.code, question.number, token, current())
        st.caption(room.retention())


# --- parts -----------------------------------------------------------------------------------------------


def ask_code() -> None:
    """A field for the join code; the code goes into the link of the page."""
    with st.form("code", border=False):
        given = st.text_input(
            _("Code of the workshop"), value=room.asked(), max_chars=40, placeholder="ABCDE FGHJK", autocomplete="off"
        )
        if st.form_submit_button(_("Continue"), width="stretch"):
            st.query_params[room.W] = given
            st.rerun()
    st.caption(_("The code stands on the screen in the room, below the QR code."))


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


def _write(details: Details, question: Question, token: str, received: tuple[Receipt, ...]) -> None:
    """The field, its button and the draft in the browser.

    The field's key changes after each receipt: a new field is empty, and a second tap meets a field that is gone.
    """
    sent = st.session_state.setdefault("statements sent", 0)
    field = f"draft-{details.code}-{question.number}-{sent}"
    with st.form(f"write-{field}", border=False, enter_to_submit=False):
        st.text_area(
            _("Your statement"),
            key=field,
            max_chars=live.STATEMENT_CHARACTERS,
            height=150,
            placeholder=_("One need at a time"),
        )
        st.form_submit_button(
            _("Send"),
            width="stretch",
            icon=":material/send:",
            on_click=_send,
            args=(details, question.number, token, field, current()),
        )
    if st.session_state.pop("just received", None):
        st.success(_("Received: your statement is stored and on the board."), icon=":material/check_circle:")
    _keep_draft(details.code, question.number, field, [r.text for r in received if r.question == question.number])


def _send(details: Details, question: int, token: str, field: str, language: str) -> None:
    text = str(st.session_state.get(field, ""))
    themes = _suggested(text, language) if details.themes else ()
    submission = submission_id(token, question, text)
    if room.attempt(live.submit, details.code, token, submission, question, text, language, themes):
        st.session_state["statements sent"] += 1
        st.session_state["just received"] = True


def submission_id(token: str, question: int, text: str) -> str:
    """The same for the same words on the same question from the same device: a double tap, a reload or a second tab
    that sends them again is answered with the receipt of the first."""
    return hmac.new(token.encode(), f"{question}\n{text.strip()}".encode("utf-8", "replace"), sha256).hexdigest()[:32]


def _suggested(text: str, language: str) -> tuple[str, ...]:
    """Themes that the lexicon suggests; the facilitator corrects them."""
    from analytics.warehouse import WarehouseError
    from analytics.workshops import themes

    try:
        return tuple(theme.code for theme in themes.suggest([text], [language])[0].themes)
    except WarehouseError:  # a faulty lexicon must not cost anybody a statement
        return ()


def _keep_draft(code: str, question: int, field: str, received: list[str]) -> None:
    """Keep what is typed in the browser until it was received: it outlives a reload and a network that is gone."""
    given = json.dumps([f"atlas-draft:{code}:{question}", field, [text.strip() for text in received]])
    st.html(f"<script>{DRAFT}({given.replace('<', chr(92) + 'u003c')})</script>", unsafe_allow_javascript=True)


DRAFT = r"""
(([name, field, received]) => {
  const draft = localStorage.getItem(name);
  if (draft !== null && received.includes(draft.trim())) localStorage.removeItem(name);
  let left = 100;
  const start = () => {
    const area = document.querySelector(`.st-key-${field} textarea`);
    if (!area) { if (left-- > 0) setTimeout(start, 100); return; }
    const kept = localStorage.getItem(name);
    if (kept && !area.value) {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, kept);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (area.dataset.kept) return;
    area.dataset.kept = "yes";
    const keep = () => {
      if (area.value) localStorage.setItem(name, area.value); else localStorage.removeItem(name);
    };
    area.addEventListener("input", keep);
    keep();  // what was typed before this script came
  };
  start();
})
"""


def _own(received: tuple[Receipt, ...], question: Question) -> None:
    own = [receipt for receipt in received if receipt.question == question.number]
    st.subheader(_("Your statements"), anchor=False)
    if not own:
        st.caption(_("What you send stands here as soon as it is stored."))
    for receipt in reversed(own):
        with st.container(border=True, key=f"own-{receipt.number}", gap="xsmall"):
            room.typed(receipt.text)
            st.caption(_(":material/check: Received as number {number}").format(number=receipt.number))


@st.fragment(run_every=EVERY)
def _others(code: str, question: int, token: str, language: str) -> None:
    """The statements of others with a button each; drawn anew by itself when somebody wrote."""
    room.speak(language)
    try:
        details, rows, left = _ballot(code, token)
    except Refused as refusal:
        room.say(refusal)
        return
    rows = rows[(rows["question_number"] == question) & ~rows["own"]]
    if not details.votes_per_device:
        return
    st.subheader(_("Statements of others"), anchor=False)
    st.markdown(ngettext("You have {n} vote left.", "You have {n} votes left.", left))
    room.say_refusal()
    if rows.empty:
        st.caption(_("Nobody else has written anything on this question yet."))
    shown = st.session_state.setdefault("others shown", SHOWN)
    # What the device voted for stays in reach, however long the list grows.
    first = rows.index.isin(rows.index[-shown:]) | rows["voted"]
    for row in rows[first].iloc[::-1].itertuples():
        _ballot_row(code, row, token, left=left, closed=details.closed_at is not None)
    if len(rows) > int(first.sum()):
        st.button(_("Show more"), key="more others", width="stretch", on_click=_show_more)


def _ballot(code: str, token: str) -> tuple[Details, pd.DataFrame, int]:
    """The workshop, its ballot for the device and the votes left; asked again only after a change."""
    key, version = f"ballot {code}", live.version(code)
    known = st.session_state.get(key)
    if known is None or known[0].version != version:
        known = live.look(code), board.ballot(code, token), live.votes_left(code, token)
        st.session_state[key] = known
    details, rows, left = known
    return details, rows, left


def _ballot_row(code: str, row: Any, token: str, *, left: int, closed: bool) -> None:
    number, voted = int(row.number), bool(row.voted)
    with st.container(border=True, key=f"other-{number}", gap="xsmall"):
        if row.hidden:
            st.caption(_("This statement was taken off the board. You can take your vote back."))
        else:
            room.typed(row.statement)
        st.button(
            _("Take the vote back") if voted else _("Vote"),
            key=f"vote-{number}-{voted}",
            icon=":material/how_to_vote:",
            width="stretch",
            disabled=closed or (not voted and left == 0),
            on_click=room.attempt,
            args=(live.unvote if voted else live.vote, code, token, number),
        )


def _show_more() -> None:
    st.session_state["others shown"] += SHOWN
