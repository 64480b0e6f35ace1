"""What a browser keeps of a live workshop, a device token or a facilitator key, and the links that let it in.

Both are kept in cookies that no script can read and that lead to one workshop only. Neither stands in an address, which
histories and logs would remember, and neither is written to a log.
"""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from ui import address

DEVICE, KEY = "device", "facilitator"


def key(code: str) -> str:
    """The workshop's facilitator key, as this session or this browser holds it; empty if neither does."""
    return _held(KEY, code)


def codes() -> list[str]:
    """The workshops whose key this session or this browser may hold, in no order; ask the store whether it does."""
    names = {*map(str, st.session_state), *st.context.cookies.to_dict()}
    start = cookie(KEY, "")
    return sorted(name.removeprefix(start) for name in names if name.startswith(start))


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


def cookie(kind: str, code: str) -> str:
    """The name of the cookie that holds a token or key of a workshop."""
    return f"atlas-{kind}-{code}"


def put(answer: Response, request: Request, name: str, value: str) -> None:
    """Let the browser keep a value in a cookie that no script reads, for as long as a workshop is kept."""
    from analytics.workshops.retention import RETENTION

    # Behind a proxy that ends https the request itself comes by http.
    schemes = {request.url.scheme, *map(str.strip, request.headers.get("x-forwarded-proto", "").split(","))}
    answer.set_cookie(
        name,
        value,
        max_age=int(RETENTION.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure="https" in schemes,
    )


def _held(kind: str, code: str) -> str:
    name = cookie(kind, code)
    # The session's own comes first: cookies are those with which the page was opened.
    return str(st.session_state.get(name, st.context.cookies.get(name, "")))
