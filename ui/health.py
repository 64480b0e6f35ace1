"""Whether the atlas can serve: a page's thread is free and the data answers. Streamlit's own health says neither."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

SECONDS = 5.0  # for the data, after which the server counts as unwell
STORE_SECONDS = 4.0  # for the live workshops, without which all other pages go on
KEPT_SECONDS = 2.0  # for which an answer holds, so that asking often costs nothing

_asking = threading.Lock()
_known: dict[str, tuple[float, bool]] = {}


async def health(_request: Request) -> JSONResponse:
    """200 where pages can be answered, else 503; says of the data and the live workshops whether they answer."""
    data, workshops = await asyncio.gather(_within(SECONDS, _data), _within(STORE_SECONDS, _workshops))
    words = {True: "ok", False: "unavailable"}
    answer = {"status": words[data], "data": words[data], "workshops": words[workshops]}
    return JSONResponse(answer, 200 if data else 503, {"Cache-Control": "no-store"})


async def _within(seconds: float, ask: Callable[[], bool]) -> bool:
    """Whether it is well, found in a thread of those that answer pages: where none is free, the server is not well."""
    known = _known.get(ask.__name__)
    if known and time.monotonic() - known[0] < KEPT_SECONDS:
        return known[1]
    try:
        found = await asyncio.wait_for(run_in_threadpool(ask), seconds)
    except Exception:
        found = False
    _known[ask.__name__] = (time.monotonic(), found)
    return found


def _data() -> bool:
    from analytics.warehouse import warehouse

    with _asking:
        tables = warehouse().run("SELECT count(*) AS n FROM duckdb_tables()", {}, label="health", budget=SECONDS)
    return bool(tables.at[0, "n"] > 0)


def _workshops() -> bool:
    from analytics.workshops import store

    return store.answers()


ROUTES = (Route("/health", health, methods=["GET"]),)
