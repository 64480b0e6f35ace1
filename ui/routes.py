"""Addresses that the server answers itself: presentations, the short link into a workshop, the facilitator's key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from analytics.core.language import LANGUAGES, guess, use
from analytics.workshops import errors
from ui.browser_keys import DEVICE, KEY, cookie

if TYPE_CHECKING:
    from analytics.publish.vector_map import Asked

LONGEST = 200  # characters of a key that anybody sends


def present(request: Request) -> Response:
    """Answer with a presentation as one HTML page; 404 in words for a storyboard that is unknown or faulty.

    A visitor's own storyboard stands in the address itself, so any replica can answer and the link may be kept.
    """
    from analytics.publish import presentation, storyboard

    asked, id_ = request.query_params.get("lang", ""), request.path_params["board"]
    language = use(asked if asked in LANGUAGES else guess(request.headers.get("accept-language", "")[:5]))
    own = request.query_params.get("board", "")
    try:
        board = storyboard.unpacked(own) if id_ == storyboard.MINE else storyboard.known(id_)
        return HTMLResponse(presentation.file(board, "html", language), headers={"Cache-Control": "no-cache"})
    except storyboard.StoryboardError as error:
        return PlainTextResponse(str(error), 404)


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
        if not _known(code, request.cookies.get(cookie(DEVICE, code), "")):
            _put(answer, request, cookie(DEVICE, code), live.join(code))
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
        answer.delete_cookie(cookie(KEY, code), path="/")
        return answer
    try:
        await run_in_threadpool(live.facilitate, code, given)
    except errors.Refused:
        return Response(status_code=403)
    _put(answer, request, cookie(KEY, code), given)
    return answer


def map_marks(request: Request) -> Response:
    """Answer with the marks of a tile of the map for the filters in the address; 404 in words for a faulty one."""
    from analytics.map import marks

    z, x, y = (request.path_params[name] for name in "zxy")
    try:
        asked = _map_asked(request)
    except ValueError as error:
        return PlainTextResponse(str(error), 404)
    content = marks.tile(asked.filters, asked.colour, min(z, marks.CLOSEST), x, y)
    return JSONResponse(content, headers={"Cache-Control": "private, max-age=300"})


def map_picture(request: Request) -> Response:
    """Answer with the map of an address as a picture; 404 in words for a faulty address."""
    from analytics.publish import vector_map

    try:
        return Response(vector_map.picture(_map_asked(request), "svg"), media_type="image/svg+xml")
    except ValueError as error:
        return PlainTextResponse(str(error), 404)


def small_map(request: Request) -> Response:
    """Answer with the still map of the front page in the language and the mode of the address."""
    from analytics.core import style
    from analytics.publish import small_map as still

    given = request.query_params
    use(given["lang"] if given.get("lang") in LANGUAGES else "en")
    style.use("dark" if given.get("mode") == "dark" else "light")
    return Response(still.svg(), media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=300"})


def _map_asked(request: Request) -> Asked:
    from analytics.clusters.questions import Filters
    from analytics.core import style
    from analytics.publish.vector_map import Asked

    given = request.query_params
    use(given["lang"] if given.get("lang") in LANGUAGES else "en")
    style.use("dark" if given.get("mode") == "dark" else "light")
    year = given.get("year", "")
    return Asked(
        Filters.from_link({name: given.getlist(name) for name in given}),
        **{name: given[name] for name in ("layer", "colour", "focus") if given.get(name)},
        year=int(year) if year.isdecimal() else None,
    )


ROUTES: Sequence[BaseRoute] = (
    Route("/small-map.svg", small_map, methods=["GET"]),
    Route("/map-picture.svg", map_picture, methods=["GET"]),
    Route("/map-marks/{z:int}/{x:int}/{y:int}.json", map_marks, methods=["GET"]),
    Route("/present/{board}.html", present, methods=["GET"]),
    Route("/j/{code}", arrive, methods=["GET"]),
    Route("/facilitator/{code}", keep_key, methods=["POST"]),
)


def _known(code: str, given: str) -> bool:
    from analytics.workshops import live

    try:
        live.votes_left(code, given)
    except errors.UnknownDevice:
        return False
    return True


def _put(answer: Response, request: Request, name: str, value: str) -> None:
    from analytics.workshops.retention import RETENTION

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
