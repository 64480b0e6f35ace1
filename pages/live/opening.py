"""Open a workshop, or come back to one with its key."""

from __future__ import annotations

import json
from functools import partial

import streamlit as st

from analytics.core.language import LANGUAGES, _, current
from analytics.workshops import facilitators, live, practice
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from pages.live import asking
from ui import browser_keys, navigation, network, share, sign_in, workshop_ui

FRESH = "fresh facilitator key"


def start() -> None:
    """Open a new workshop, or go on with one that is open."""
    workshop_ui.say_refusal()
    new, known = st.columns([3, 2], gap="large")
    with new:
        st.subheader(_("Open a workshop"), anchor=False)
        if sign_in.needed():
            sign_in.ask()
        else:
            _new()
            sign_in.out()
    with known:
        _known()


def _new() -> None:
    """What a new workshop is to be."""
    spoken = st.multiselect(
        _("Languages of the room"),
        list(LANGUAGES),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="new languages",
    )
    asking.texts(_("Title"), "new title", spoken, live.TITLE_CHARACTERS)
    if len(spoken) > 1:
        st.caption(_("A text in one language is enough; phones in the others then show that one."))
    asking.questions(spoken)
    with st.expander(_("Settings"), icon=":material/settings:"):
        st.text_input(_("Place"), key="new place", max_chars=live.PLACE_CHARACTERS)
        st.number_input(_("Votes for each phone (0 = no voting)"), 0, live.MOST_VOTES, live.VOTES, key="new votes")
        st.toggle(_("Group statements by theme (suggested; you correct them)"), value=True, key="new themes")
        st.toggle(_("Approve statements before they are shown"), key="new approval")
        st.toggle(_("Hide results until you show them"), key="new hidden")
        st.toggle(_("Practice: invented statements, nothing is real"), key="new practice")
    if facilitators.code_is_asked():
        st.text_input(_("Code for facilitators"), type="password", key="new code", autocomplete="off")
    st.button(_("Open the workshop"), type="primary", icon=":material/record_voice_over:", key="open", on_click=_open)
    st.caption(workshop_ui.retention())


def _known() -> None:
    """The way back to a workshop."""
    st.subheader(_("Go on with a workshop"), anchor=False)
    with st.form("known workshop"):
        given = st.text_input(_("Code of the workshop"), value=workshop_ui.asked(), max_chars=40, autocomplete="off")
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
    _take_carried(details.code)
    workshop_ui.typed(details.heading(current()), "h2", "1.5rem", 650)
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


def key_on_demand(details: Details) -> None:
    """The facilitator key, out of sight of the room until it is asked for; a QR code takes it to another device."""
    code = details.code
    if st.session_state.pop(FRESH, None) == code:
        st.toast(_("Keep the facilitator key: nobody can give it to you again."), icon=":material/key:")
    box = st.popover(_("Facilitator key"), icon=":material/key:", key="facilitator-key", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(_("Do not show this on the projected screen. Who has the key runs the workshop."))
        st.code(browser_keys.key(code), language=None)
        share.offer(
            _("Save as a file"),
            "txt",
            _("Workshop {code}, facilitator key: {key}").format(code=code, key=browser_keys.key(code)),
            file_name=f"{code}.txt",
            key="save-key",
        )
        if st.toggle(_("Open on my phone"), key="key on phone"):
            base = network.base()
            if base is None:
                st.warning(workshop_ui.unreachable(), icon=":material/wifi_off:")
            else:
                link = f"{base}/live?w={code}&lang={current()}#key={browser_keys.key(code)}"
                st.html(workshop_ui.qr(link, "width:100%;max-width:280px;display:block"))


# What stands after # is never sent to a server; it is taken out of the address as soon as the browser keeps the key.
CARRIED = """
(([code]) => {
  const found = window.location.hash.match(/^#key=([A-Za-z0-9_-]{20,100})$/);
  if (!found) return;
  history.replaceState(null, "", window.location.pathname + window.location.search);
  fetch("facilitator/" + code, { method: "POST", body: found[1] }).then((answer) => {
    if (answer.ok) window.location.reload();
  });
})
"""


def _take_carried(code: str) -> None:
    """Take over a key that came by QR code."""
    given = json.dumps([code]).replace("<", "\\u003c")
    st.html(f"<script>{CARRIED}({given})</script>", unsafe_allow_javascript=True)


def _open() -> None:
    given = st.session_state
    if sign_in.needed():
        return
    try:
        facilitators.check(str(given.get("new code", "")))
    except Refused as refusal:
        given[workshop_ui.REFUSAL] = refusal
        return
    spoken = list(given["new languages"])
    opened = workshop_ui.attempt(
        partial(
            live.open_workshop,
            themes=bool(given["new themes"]),
            votes_per_device=int(given["new votes"]),
            place=str(given["new place"]),
            one_at_a_time=True,
            approval=bool(given["new approval"]),
            practice=bool(given["new practice"]),
        ),
        asking.written("new title", spoken),
        asking.asked(spoken, revealed=not given["new hidden"]),
        spoken,
    )
    if opened:
        browser_keys.hold(opened.code, opened.key)
        given[f"remember {opened.code}"], given[FRESH] = True, opened.code
        st.query_params[workshop_ui.W] = opened.code
        if given["new practice"]:
            workshop_ui.attempt(practice.fill, opened.code, current())


def _take_key(code: str) -> None:
    given = str(st.session_state["given key"]).strip()
    try:
        live.facilitate(code, given)
    except Refused as refusal:
        st.session_state[workshop_ui.REFUSAL] = refusal
        return
    browser_keys.hold(code, given)
    st.session_state[f"remember {code}"] = True
