"""Addresses that the server answers itself: presentations, pictures of the map, phones, the facilitator's key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from analytics.core.language import LANGUAGES, current, guess, use
from analytics.core.state import of_data
from analytics.workshops import errors
from ui import address, gate, phone
from ui.browser_keys import KEY, cookie, put
from ui.places import Places

if TYPE_CHECKING:
    from analytics.publish.vector_map import Asked

LONGEST = 200  # characters of a key that anybody sends


making = Places("making", 2, 6)  # whole talks and pictures: seconds each
marking = Places("marking", 4, 200)  # a page of the map asks for some twenty tiles at once


def present(request: Request) -> Response:
    """Answer with a presentation as one HTML page; 404 in words for a storyboard that is unknown or faulty.

    A visitor's own storyboard stands in the address itself, so any replica can answer and the link may be kept.
    """
    from analytics.publish import figures, presentation, storyboard

    asked, id_ = request.query_params.get("lang", ""), request.path_params["board"]
    language = use(asked if asked in LANGUAGES else guess(request.headers.get("accept-language", "")[:5]))
    own = request.query_params.get("board", "")
    try:
        if id_ == storyboard.MINE:
            content = presentation.file(storyboard.unpacked(own), "html", language)
        else:
            content = _talk(storyboard.known(id_).id, language, date.today())
        return HTMLResponse(content, headers={"Cache-Control": "no-cache"})
    except figures.StoryboardError as error:
        return PlainTextResponse(str(error), 404)


@of_data(maxsize=6)
def _talk(id_: str, language: str, _day: date) -> bytes:
    from analytics.publish import presentation, storyboard

    return presentation.file(storyboard.known(id_), "html", language)


async def keep_key(request: Request) -> Response:
    """Put a facilitator key that is right into the browser's cookie; an empty one takes the cookie out."""
    from analytics.workshops import live
    from analytics.workshops.rows import plain_code

    code, length = plain_code(request.path_params["code"]), request.headers.get("content-length", "")
    # Another site could otherwise make a browser hold the key of a workshop of its own.
    if not gate.own_page(request.headers) or not length.isdecimal() or int(length) > LONGEST:
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
    put(answer, request, cookie(KEY, code), given)
    return answer


def map_marks(request: Request) -> Response:
    """Answer with the marks of a tile of the map for the filters in the address; 404 in words for a faulty one."""
    from analytics.map import marks

    try:
        z, x, y = (_whole(request.path_params[name]) for name in "zxy")
        asked = _map_asked(request)
    except ValueError as error:
        return PlainTextResponse(str(error), 404)
    content = marks.tile(asked.filters, asked.colour, min(z, marks.CLOSEST), x, y)
    return JSONResponse(content, headers={"Cache-Control": "private, max-age=300"})


def map_picture(request: Request) -> Response:
    """Answer with the map of an address as a picture; 404 in words for a faulty address."""
    try:
        asked = _map_asked(request)
        return Response(_picture(asked, current(), date.today()), media_type="image/svg+xml")
    except ValueError as error:
        return PlainTextResponse(str(error), 404)


def small_map(request: Request) -> Response:
    """Answer with the still map of all clusters, or of one place; 404 where nothing is known of its place."""
    from analytics.publish import small_map as still

    _speak_and_colour(request)
    drawn = still.webp(request.query_params.get("only", "")[: address.LONGEST])
    if drawn is None:
        return Response(status_code=404)
    return Response(drawn, media_type="image/webp", headers={"Cache-Control": "private, max-age=300"})


@of_data(maxsize=16)
def _picture(asked: Asked, _language: str, _day: date) -> bytes:
    from analytics.publish import vector_map

    return vector_map.picture(asked, "svg")


def _whole(text: str) -> int:
    if not re.fullmatch("[0-9]{1,7}", text):
        raise ValueError(f"{text[:20]!r} is not the number of a tile.")
    return int(text)


def _speak_and_colour(request: Request) -> None:
    """Take language, mode and a visitor's state of the data from the address: a picture has no page that holds them."""
    from analytics.core import state, style
    from analytics.warehouse import held

    given = request.query_params
    use(given.get("lang", ""))  # an unknown one is English
    style.use("dark" if given.get("mode") == "dark" else "light")
    data = given.get("data", "")
    state.use(data if held(data) else state.SHARED)


def _map_asked(request: Request) -> Asked:
    from analytics.clusters.questions import Filters
    from analytics.publish.vector_map import Asked

    _speak_and_colour(request)
    given = request.query_params
    year = given.get("year", "")
    return Asked(
        Filters.from_link(address.limited({name: given.getlist(name) for name in given})),
        **{name: given[name][: address.LONGEST] for name in ("layer", "colour", "focus") if given.get(name)},
        year=int(year) if re.fullmatch("[0-9]{4}", year) else None,
    )


ROUTES: Sequence[BaseRoute] = (
    Route("/small-map.webp", making(small_map), methods=["GET"]),
    Route("/map-picture.svg", making(map_picture), methods=["GET"]),
    Route("/map-marks/{z}/{x}/{y}.json", marking(map_marks), methods=["GET"]),
    Route("/present/{board}.html", making(present), methods=["GET"]),
    Route("/facilitator/{code}", keep_key, methods=["POST"]),
    *phone.ROUTES,
)
