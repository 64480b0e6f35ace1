"""Open a workshop, or come back to one with its key."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.core.language import LANGUAGES, _, ngettext
from analytics.workshops import live
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from ui import browser_keys, navigation, share, workshop_ui

FRESH = "fresh facilitator key"


def start() -> None:
    """Open a new workshop, or go on with one that is open."""
    workshop_ui.say_refusal()
    new, known = st.columns([3, 2], gap="large")
    with new:
        st.subheader(_("Open a workshop"), anchor=False)
        with st.form("open workshop"):
            st.text_input(_("Title"), key="new title", max_chars=live.TITLE_CHARACTERS)
            st.text_area(
                _("Questions, one a line"),
                key="new questions",
                placeholder=_("What do you need from a cluster?"),
                help=ngettext("At most {n} question.", "At most {n} questions.", live.QUESTIONS),
            )
            st.multiselect(
                _("Languages of the room"),
                list(LANGUAGES),
                list(LANGUAGES),
                format_func=LANGUAGES.__getitem__,
                key="new languages",
            )
            st.number_input(_("Votes for each phone (0 = no voting)"), 0, live.MOST_VOTES, live.VOTES, key="new votes")
            st.toggle(_("Group statements by theme (suggested; you correct them)"), value=True, key="new themes")
            st.form_submit_button(
                _("Open the workshop"), type="primary", icon=":material/record_voice_over:", on_click=_open
            )
        st.caption(workshop_ui.retention())
    with known:
        st.subheader(_("Go on with a workshop"), anchor=False)
        with st.form("known workshop"):
            given = st.text_input(
                _("Code of the workshop"), value=workshop_ui.asked(), max_chars=40, autocomplete="off"
            )
            if st.form_submit_button(_("Continue"), icon=":material/arrow_forward:"):
                st.query_params[workshop_ui.W] = given
                st.rerun()


def may_facilitate(code: str) -> bool:
    """Whether this session or browser holds the workshop's key."""
    try:
        live.facilitate(code, browser_keys.key(code))
    except Refused:
        return False
    return True


def ask_key(details: Details) -> None:
    """The workshop is known, but not that this visitor facilitates it."""
    remember(details.code)
    workshop_ui.typed(details.title, "h2", "1.5rem", 650)
    workshop_ui.say_refusal()
    with st.form("key", width=640):
        st.text_input(_("Facilitator key"), type="password", key="given key", autocomplete="off", max_chars=100)
        st.form_submit_button(_("Facilitate"), on_click=_take_key, args=(details.code,))
    st.caption(
        _(
            "The key was shown once, when the workshop was opened. It is never part of a link: links end up in "
            "histories and logs. After you have given it, this browser keeps it in a cookie that no script can read."
        )
    )
    st.page_link(browser_keys.short_link(details.code), label=_("Take part instead"), icon=":material/smartphone:")
    navigation.link("board", _("Open the board"), ":material/dashboard:", w=details.code)


def remember(code: str) -> None:
    """Let the browser keep, once, what the session holds."""
    if st.session_state.pop(f"remember {code}", False):
        browser_keys.remember(code)


def show_key_once(code: str) -> None:
    """The facilitator key after the workshop was opened, until the reader says that it is kept."""
    with st.container(border=True, key="fresh-key"):
        st.markdown(f"**{_('Your facilitator key: shown only now. Keep it like a password.')}**")
        st.code(browser_keys.key(code), language=None)
        st.caption(
            _(
                "This browser keeps it too. You need it on another computer, or if the cookies are cleared; nobody can "
                "give it to you again."
            )
        )
        with st.container(horizontal=True):
            share.offer(
                _("Save as a file"),
                "txt",
                _("Workshop {code}, facilitator key: {key}").format(code=code, key=browser_keys.key(code)),
                file_name=f"{code}.txt",
                key="save-key",
            )
            st.button(_("I have kept it"), on_click=st.session_state.pop, args=(FRESH, None))


def _open() -> None:
    given = st.session_state
    questions = [line.strip() for line in str(given["new questions"]).splitlines() if line.strip()]
    opened = workshop_ui.attempt(
        partial(live.open_workshop, themes=bool(given["new themes"]), votes_per_device=int(given["new votes"])),
        str(given["new title"]),
        questions,
        list(given["new languages"]),
    )
    if opened:
        browser_keys.hold(opened.code, opened.key)
        given[f"remember {opened.code}"], given[FRESH] = True, opened.code
        st.query_params[workshop_ui.W] = opened.code


def _take_key(code: str) -> None:
    given = str(st.session_state["given key"]).strip()
    try:
        live.facilitate(code, given)
    except Refused as refusal:
        st.session_state[workshop_ui.REFUSAL] = refusal
        return
    browser_keys.hold(code, given)
    st.session_state[f"remember {code}"] = True
