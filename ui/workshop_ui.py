"""What the pages of a live workshop share: which workshop, refusals in words, what people typed, the QR code."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from analytics.core.language import _, current, ngettext, use
from analytics.workshops import live
from analytics.workshops.errors import Crowded, Refused, UnknownWorkshop
from analytics.workshops.models import Details, Receipt
from ui import address, visitors

W = "w"  # the join code in the link
REFUSAL = "live refusal"
PAPER, INK = "#FFFFFF", "#0D1620"  # of the QR code in both modes: many phones cannot read a light one on dark


def asked() -> str:
    """The join code in the link, as it was typed; empty if there is none."""
    return " ".join(address.read(W)[:1]).strip()


def enter() -> Details | None:
    """The workshop that the link asks for, or nothing; `say_refusal` then says why."""
    details: Details | None = attempt(looked_up, st.context.ip_address or "", asked()) if asked() else None
    return details


def looked_up(here: str, code: str) -> Details:
    """What the workshop is about, for an address. Raises UnknownWorkshop, and Crowded after many wrong codes."""
    if not visitors.unknown_codes.allows(here, take=False):
        raise Crowded
    try:
        return live.look(code)
    except UnknownWorkshop:
        visitors.unknown_codes.allows(here)
        raise


def say(refusal: Refused) -> None:
    """Why something was not done, in the language of the page."""
    words = _(refusal.text).format(**refusal.values)
    if isinstance(refusal, UnknownWorkshop):
        st.info(words, icon=":material/search_off:")
    else:
        st.warning(words, icon=":material/error:")


def attempt(act: Callable[..., Any], *given: Any) -> Any:
    """Do what a button asks for; what is refused is said when the page is drawn, for callbacks run before it."""
    try:
        return act(*given)
    except Refused as refusal:
        st.session_state[REFUSAL] = refusal
        return None


def say_refusal() -> None:
    """Say once what the last button was refused."""
    refusal = st.session_state.pop(REFUSAL, None)
    if isinstance(refusal, Refused):
        say(refusal)


def typed(text: str, tag: str = "div", size: str = "1.1rem", weight: int = 400) -> None:
    """A text that people typed, sign for sign and with its lines: neither HTML nor Markdown means anything in it."""
    style = (
        f"font-size:{size};font-weight:{weight};line-height:1.35;white-space:pre-wrap;overflow-wrap:anywhere;margin:0"
    )
    st.html(f'<{tag} style="{style}">{escape(text)}</{tag}>')


def qr(link: str, style: str) -> str:
    """A QR code of the link as an image in HTML, with the quiet margin that readers need."""
    import segno

    picture = segno.make(link, micro=False, error="m").svg_data_uri(dark=INK, light=PAPER, border=4, omitsize=True)
    words = escape(_("QR code of the link {link}").format(link=link), quote=True)
    return f'<img src="{escape(picture, quote=True)}" alt="{words}" style="{style}">'


def code_in_groups(plain: str) -> str:
    """A join code as it is read out: 123 456, or ABCDE FGHJK of an older workshop."""
    half = len(plain) // 2
    return f"{plain[:half]} {plain[half:]}"


def unreachable() -> str:
    """Why there is no QR code."""
    return _(
        "Phones cannot reach this address: localhost means the device that opens it. Connect this computer to the "
        "network of the room and open the atlas by the computer's network address."
    )


def how_many(details: Details) -> str:
    """How many phones and statements, in words."""
    phones = ngettext("{n} device has joined", "{n} devices have joined", details.devices)
    return f"{phones} · {ngettext('{n} statement', '{n} statements', details.statements)}"


def speak(language: str) -> None:
    """Set the language again: a fragment that runs by itself knows nothing of the page round it."""
    if current() != language:
        use(language)


def retention() -> str:
    """What is kept, how long, and who can delete it."""
    return _(
        "No name, address or account is asked for. Kept are the statements, the votes and, for each phone, a random "
        "number that only says which statements and votes come from the same phone. Do not write names of people. "
        "Everything is deleted a year after the workshop was closed, or at once when the facilitator deletes it."
    )


def ask_code() -> None:
    """A field for the join code; the code goes into the link of the page."""
    with st.form("code", border=False):
        given = st.text_input(
            _("Code of the workshop"), value=asked(), max_chars=40, placeholder="123 456", autocomplete="off"
        )
        if st.form_submit_button(_("Continue"), width="stretch"):
            st.query_params[W] = given
            st.rerun()
    st.caption(_("The code stands on the screen in the room, below the QR code."))


def suggest_themes(code: str, token: str, receipt: Receipt, language: str) -> None:
    """Put a stored statement under the themes that the lexicon suggests; the facilitator corrects them.

    Whatever fails here is logged only: the statement is stored, and its writer has nothing to do about it.
    """
    from analytics.workshops import themes

    try:
        found = themes.suggest([receipt.text], [language])[0].themes
        if found:
            live.suggest_themes(code, token, receipt.number, [theme.code for theme in found])
    except Exception:
        logging.getLogger(__name__).exception("No themes were suggested for a statement.")
