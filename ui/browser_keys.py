"""What a browser keeps of a live workshop, a device token or a facilitator key, and the links that let it in.

Both are kept in cookies that no script can read and that lead to one workshop only. Neither stands in an address, which
histories and logs would remember, and neither is written to a log.
"""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from ui import address

DEVICE, KEY = "device", "facilitator"


def token(code: str) -> str:
    """The token by which this browser joined the workshop; empty if it did not."""
    return _held(DEVICE, code)


def key(code: str) -> str:
    """The workshop's facilitator key, as this session or this browser holds it; empty if neither does."""
    return _held(KEY, code)


def hold(code: str, given: str) -> None:
    """Hold a facilitator key ("" = none any more) for this session; `remember` keeps it in the browser."""
    st.session_state[cookie(KEY, code)] = given


def remember(code: str) -> None:
    """Let the browser put the key that the session holds into its cookie, or take it out."""
    from json import dumps

    body = dumps(key(code)).replace("<", "\\u003c")
    send = f'fetch("facilitator/{quote(code)}", {{method: "POST", body: {body}}})'
    # One after the other: a key that is still on its way must not arrive after the wish to take it out.
    script = f"window.atlasKeys = Promise.resolve(window.atlasKeys).then(() => {send}).catch(() => null)"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def short_link(code: str) -> str:
    """The address that people type or scan to join."""
    return f"{address.origin()}/j/{quote(code)}"


def go_in(code: str) -> None:
    """Send the browser through the short link, which lets it in."""
    from json import dumps

    from analytics.core.language import current

    link = dumps(f"j/{quote(code)}?lang={current()}")
    st.html(f"<script>window.location.assign({link})</script>", unsafe_allow_javascript=True)


def cookie(kind: str, code: str) -> str:
    """The name of the cookie that holds a token or key of a workshop."""
    return f"atlas-{kind}-{code}"


def _held(kind: str, code: str) -> str:
    name = cookie(kind, code)
    # The session's own comes first: cookies are those with which the page was opened.
    return str(st.session_state.get(name, st.context.cookies.get(name, "")))
