"""Whether a closed workshop's polls and themes stand on the page of needs, for everybody to read."""

from __future__ import annotations

import streamlit as st

from analytics.core.language import _, number
from analytics.workshops import facilitators, shares, steering
from analytics.workshops.errors import OnlyPractice
from analytics.workshops.models import Details
from ui import address, browser_keys, network, sign_in, workshop_ui


def in_needs(details: Details) -> None:
    """A switch, off until the facilitator turns it on."""
    if details.practice:
        st.caption(_(OnlyPractice.text))
        return
    key = f"in needs {details.in_needs}"  # another field once it is stored, so that a refusal is seen
    st.toggle(
        _("Show under “What clusters need”"),
        value=details.in_needs,
        key=key,
        disabled=not (details.in_needs or facilitators_are_known()),
        on_change=_show,
        args=(details.code, key),
    )
    if facilitators_are_known():
        st.caption(
            _(
                "Everybody then sees the title, date, place, number of devices, themes and poll results, and never a "
                "statement or what fewer than {n} answered. Deleting the workshop takes them away too."
            ).format(n=number(shares.FEWEST))
        )
    else:
        st.caption(
            _(
                "Here anybody can open a workshop, so none is shown to everybody. Whoever runs this server can set a "
                "code for facilitators."
            )
        )


def facilitators_are_known() -> bool:
    """Whether not just anybody opens workshops here: they sign in, have a code, or sit at this computer."""
    return facilitators.code_is_asked() or sign_in.is_on() or _at_this_computer()


def _at_this_computer() -> bool:
    # What a browser says of the page's address can be made up; where the connection comes from cannot.
    local = st.context.ip_address is None and "X-Forwarded-For" not in st.context.headers
    return local and network.only_here(address.origin())


def _show(code: str, key: str) -> None:
    shown = bool(st.session_state[key]) and facilitators_are_known()
    workshop_ui.attempt(lambda: steering.show_in_needs(code, browser_keys.key(code), shown=shown))
