"""Optional sign-in of those who open live workshops, by OpenID Connect; every page stays open to read.

It is on where Streamlit's secrets have a section [auth] (.streamlit/secrets.toml, see the README). Streamlit does the
exchange with the provider and keeps who signed in in a signed cookie; the atlas asks only whether somebody did.
"""

from __future__ import annotations

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section, is_authlib_installed

from analytics.core.language import _


def is_on() -> bool:
    """Whether opening a workshop takes a sign-in."""
    return bool(get_secrets_auth_section())


def needed() -> bool:
    """Whether this visitor has to sign in first."""
    return is_on() and not st.user.is_logged_in


def ask() -> None:
    """A button that leads to the provider, or what is missing on the server."""
    if not is_authlib_installed():
        # The log of whoever runs the server says which packages; a visitor can do nothing about it.
        st.warning(_("Signing in is not set up on this server. Ask whoever runs it."), icon=":material/lock:")
        return
    st.markdown(_("On this server, those who open workshops sign in. Taking part in one needs no account."))
    st.button(_("Sign in"), icon=":material/login:", type="primary", key="sign in", on_click=st.login)


def out() -> None:
    """A button that ends the sign-in, for who has signed in."""
    if is_on() and st.user.is_logged_in:
        st.button(_("Sign out"), icon=":material/logout:", key="sign out", on_click=st.logout)
