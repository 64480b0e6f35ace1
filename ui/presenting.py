"""The address at which a browser presents a storyboard: /present/why-finland.html?lang=fi.

A visitor's own storyboard stands in the address itself, so any replica can answer and the link may be kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from analytics.core.language import LANGUAGES, guess, use


def present(request: Request) -> Response:
    """The presentation as one HTML page; 404 in words for a storyboard that is unknown or faulty."""
    from analytics.publish import presentation, storyboard

    asked, id_ = request.query_params.get("lang", ""), request.path_params["board"]
    language = use(asked if asked in LANGUAGES else guess(request.headers.get("accept-language", "")[:5]))
    own = request.query_params.get("board", "")
    try:
        board = storyboard.unpacked(own) if id_ == storyboard.MINE else storyboard.known(id_)
        return HTMLResponse(presentation.file(board, "html", language), headers={"Cache-Control": "no-cache"})
    except storyboard.StoryboardError as error:
        return PlainTextResponse(str(error), 404)


ROUTES: Sequence[BaseRoute] = (Route("/present/{board}.html", present, methods=["GET"]),)
