"""The addresses of a participant's phone: the way in, what is sent, what has changed, the style sheet."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from analytics.core.language import LANGUAGES, current, guess, use
from analytics.workshops import errors, participants
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from analytics.workshops.rows import plain_code
from ui import browser_keys, gate, visitors
from ui.phone import door, follow, look, page, rooms
from ui.phone.page import View
from ui.phone.sent import ACTS, Done, Sent
from ui.places import Places

LARGEST_FORM = 64_000  # bytes: a text far over its limit still comes back to who wrote it
MOST_FIELDS = 200
LOOKING = "atlas-look"  # a header: the page asks by itself, and what others wrote may be a second old
# Only the page's own script and style, and nothing of it in a frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
STATUS: dict[type[Refused], int] = {
    errors.UnknownWorkshop: 404,
    errors.Unavailable: 503,
    errors.TooFast: 429,
    errors.Crowded: 429,
    errors.Closed: 409,
    errors.NoCookie: 403,
    errors.Locked: 403,
    errors.NotNow: 409,
    errors.TimeUp: 409,
}

answering = Places("phones", 16, 1_200)
writing = Places("phones that write", 16, 1_200)  # apart: while the disk is slow, others still look


def show(request: Request) -> Response:
    """Answer with the page of a workshop; whoever looks at it only has not joined."""
    typed = request.path_params["code"]
    code = plain_code(typed)
    try:
        room = door.room(request, code, stale=LOOKING in request.headers)
    except Refused as refusal:
        return _door(request, refusal, typed)
    if code != typed:
        return RedirectResponse(f"{code}?{request.url.query}", 303)
    _speak(request, room.details)
    token, is_new = _token(request, code)
    given = request.query_params
    said = _number(given.get("said", ""))
    answer = _html(page.in_room(room, room.seat(token), _view(given), received=said, answered="answered" in given))
    if is_new:
        browser_keys.put(answer, request, browser_keys.cookie(browser_keys.DEVICE, code), token)
    return answer


def act(request: Request) -> Response:
    """Do what a phone's form asks for and go on to the page; what is refused comes back with its words."""
    code, form = plain_code(request.path_params["code"]), request.state.form
    try:
        room = door.room(request, code, stale=True)  # what is done asks the store itself
    except Refused as refusal:
        return _door(request, refusal, code, form)
    _speak(request, room.details, (form.get("lang") or [""])[0])
    token, is_new = _token(request, code)
    view = View(_number((form.get("question") or [""])[0]), _more((form.get("more") or [""])[0]))
    doing = ACTS.get((form.get("do") or [""])[0])
    try:
        if doing is None:
            raise errors.UnknownQuestion
        if is_new:  # each try would otherwise be another phone
            raise errors.NoCookie
        joined = room.seat(token).joined
        if not joined and not visitors.new_devices.allows(visitors.address(request)):
            raise errors.Crowded
        done = doing(Sent(room.details, token, current(), form, joined))
    except Refused as refusal:
        try:
            room = rooms.now(code)
        except Refused as gone:
            return _door(request, gone, code, form)
        status = STATUS.get(type(refusal), 422)
        answer: Response = _html(page.in_room(room, room.seat(token), view, refusal=refusal, form=form), status)
    else:
        answer = _onwards(code, view, done)
    if is_new:
        browser_keys.put(answer, request, browser_keys.cookie(browser_keys.DEVICE, code), token)
    return answer


async def send(request: Request) -> Response:
    """Read a form, refuse one of another site's page, and do what it asks for."""
    if not gate.own_page(request.headers):
        return PlainTextResponse("This form was not sent from a page of the atlas.", 403)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return PlainTextResponse("This is too long. Go back and shorten it.", 413)
    try:
        request.state.form = parse_qs(body.decode("utf-8", "replace"), True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return PlainTextResponse("This form has too many fields.", 400)
    return await writing(act)(request)


def join(request: Request) -> Response:
    """Send a link with a code on to its workshop, or ask for the code."""
    asked = request.query_params.get("w", "").strip()[:64]
    if not asked:
        _speak(request)
        return _html(page.at_the_door(None))
    try:
        code = door.room(request, plain_code(asked), stale=True).details.code
    except Refused as refusal:
        return _door(request, refusal, asked, root="")
    given = {name: request.query_params[name] for name in ("lang", "q") if name in request.query_params}
    return RedirectResponse(f"j/{code}?{urlencode(given)}", 303)


async def sheet(_request: Request) -> Response:
    """Answer with the style sheet; its address changes with it."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(look.sheet(), media_type="text/css", headers=headers)


ANSWERS: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
    "join": answering(join),
    "show": answering(show),
    "send": send,
    "now": follow.now,
    "sheet": sheet,
}


def _door(
    request: Request, refusal: Refused, typed: str, form: Mapping[str, list[str]] | None = None, root: str = "../"
) -> Response:
    """The page without a workshop, with the form that could not be dealt with."""
    given = {name: values[0] for name, values in (form or {}).items()}
    _speak(request, asked=given.get("lang", ""))
    kept = given.pop("text", "")
    again = () if isinstance(refusal, errors.UnknownWorkshop) else tuple(given.items())
    return _html(page.at_the_door(refusal, typed[:64], kept, root, again), STATUS.get(type(refusal), 422))


def _html(content: str, status: int = 200) -> HTMLResponse:
    headers = {"Cache-Control": "private, no-cache", "Content-Security-Policy": POLICY}
    return HTMLResponse(content, status, headers)


def _onwards(code: str, view: View, done: Done) -> Response:
    """The page anew by GET, so that a reload sends nothing again."""
    told = {"said": done.number} if done.number else {"answered": 1} if done.answered else {}
    query = view.query(**told)
    answer = RedirectResponse(f"{code}?{query}" + (f"#{done.anchor}" if done.anchor else ""), 303)
    answer.background = done.later
    return answer


def _token(request: Request, code: str) -> tuple[str, bool]:
    """The phone's token for the workshop, and whether it has just been made."""
    held = door.held(request, code)
    return (held, False) if held else (participants.new_token(), True)


def _speak(request: Request, details: Details | None = None, asked: str = "") -> None:
    """Use the language of the link, else the first of the browser's, among those of the workshop."""
    offered = details.languages if details else tuple(LANGUAGES)
    wished = re.findall(r"(?<![a-z-])[a-z]{2}(?=[-,;\s]|$)", request.headers.get("accept-language", "")[:200].lower())
    for code in (asked or request.query_params.get("lang", ""), *wished):
        if code in offered:
            use(code)
            return
    use(guess("") if guess("") in offered else offered[0])


def _view(given: Mapping[str, str]) -> View:
    return View(_number(given.get("q", "")), _more(given.get("more", "")))


def _more(text: str) -> int:
    return min(max(_number(text), 1), page.MOST_SHOWN)


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0
