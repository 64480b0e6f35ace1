"""The pages of participants' phones: plain HTML from the server, without Streamlit, usable without script.

They are loaded beside the first visit, as what they need takes half of a start.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from types import FrameType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route


def _answering(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        from ui.phone.routes import ANSWERS

        return await ANSWERS[name](request)

    return answer


ROUTES: Sequence[BaseRoute] = (
    Route("/join", _answering("join"), methods=["GET"]),
    Route("/j/{code}", _answering("show"), methods=["GET"]),
    Route("/j/{code}", _answering("send"), methods=["POST"]),
    Route("/j/{code}/now", _answering("now"), methods=["GET"]),
    Route("/phone/look.css", _answering("sheet"), methods=["GET"]),
)


def stop_with_the_server() -> None:
    """Let the signals that stop the server end the streams first; called while it starts, in its own thread."""
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, partial(_stop_and, before))


def _stop_and(before: Callable[[int, FrameType | None], object], number: int, frame: FrameType | None) -> None:
    if follow := sys.modules.get("ui.phone.follow"):
        follow.stop()
    before(number, frame)
