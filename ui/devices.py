"""The short link into a live workshop, and what a browser keeps of it: a device token or a facilitator key.

Both are kept in cookies that no script can read and that lead to one workshop only. Neither stands in an address, which
histories and logs would remember, and neither is written to a log.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from analytics.core.language import LANGUAGES
from analytics.workshops import errors

DEVICE, KEY = "device", "facilitator"
LONGEST = 200  # characters of a key that anybody sends


def token(code: str) -> str:
    """The token by which this browser joined the workshop; empty if it did not."""
    return _held(DEVICE, code)


def key(code: str) -> str:
    """The workshop's facilitator key, as this session or this browser holds it; empty if neither does."""
    return _held(KEY, code)


def hold(code: str, given: str) -> None:
    """Hold a facilitator key ("" = none any more) for this session; `remember` keeps it in the browser."""
    st.session_state[_name(KEY, code)] = given


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
    here = urlsplit(st.context.url or "")
    origin = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    return f"{origin}/j/{quote(code)}"


def go_in(code: str) -> None:
    """Send the browser through the short link, which lets it in."""
    from json import dumps

    from analytics.core.language import current

    address = dumps(f"j/{quote(code)}?lang={current()}")
    st.html(f"<script>window.location.assign({address})</script>", unsafe_allow_javascript=True)


def arrive(request: Request) -> Response:
    """Let a browser into the workshop, unless it is in already, and send it to the page to write on.

    Whatever stands in the way is said by that page, in the visitor's language.
    """
    from analytics.workshops import live
    from analytics.workshops.rows import plain_code

    code = plain_code(request.path_params["code"])
    asked = request.query_params.get("lang", "")
    query = {"w": code} | ({"lang": asked} if asked in LANGUAGES else {})
    answer = RedirectResponse(f"../join?{urlencode(query)}", 303, {"Cache-Control": "no-store"})
    try:
        if not _known(code, request.cookies.get(_name(DEVICE, code), "")):
            _put(answer, request, _name(DEVICE, code), live.join(code))
    except errors.Refused:
        pass
    return answer


async def keep_key(request: Request) -> Response:
    """Put a facilitator key that is right into the browser's cookie; an empty one takes the cookie out."""
    from analytics.workshops import live
    from analytics.workshops.rows import plain_code

    code, length = plain_code(request.path_params["code"]), request.headers.get("content-length", "")
    # Another site could otherwise make a browser hold the key of a workshop of its own.
    same_site = request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    if not same_site or not length.isdecimal() or int(length) > LONGEST:
        return Response(status_code=403)
    given = (await request.body()).decode("utf-8", "replace")
    answer = Response(status_code=204, headers={"Cache-Control": "no-store"})
    if not given:
        answer.delete_cookie(_name(KEY, code), path="/")
        return answer
    try:
        await run_in_threadpool(live.facilitate, code, given)
    except errors.Refused:
        return Response(status_code=403)
    _put(answer, request, _name(KEY, code), given)
    return answer


ROUTES: Sequence[BaseRoute] = (
    Route("/j/{code}", arrive, methods=["GET"]),
    Route("/facilitator/{code}", keep_key, methods=["POST"]),
)


def _name(kind: str, code: str) -> str:
    return f"atlas-{kind}-{code}"


def _held(kind: str, code: str) -> str:
    name = _name(kind, code)
    # The session's own comes first: cookies are those with which the page was opened.
    return str(st.session_state.get(name, st.context.cookies.get(name, "")))


def _known(code: str, given: str) -> bool:
    from analytics.workshops import live

    try:
        live.votes_left(code, given)
    except errors.UnknownDevice:
        return False
    return True


def _put(answer: Response, request: Request, name: str, value: str) -> None:
    from analytics.workshops.live import RETENTION

    # Behind a proxy that ends https the request itself comes by http.
    schemes = (request.url.scheme, request.headers.get("x-forwarded-proto", ""))
    answer.set_cookie(
        name,
        value,
        max_age=int(RETENTION.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure="https" in schemes,
    )
