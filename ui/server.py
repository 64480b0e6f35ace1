"""What the server does round the pages: headers of every answer, and getting ready for the first visitor."""

from __future__ import annotations

import atexit
import gc
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from time import monotonic, sleep

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analytics.core import language
from analytics.core.language import LANGUAGES
from ui import page_registry

log = logging.getLogger("atlas")
FAULTS_TOLD = 5  # of a table, at the start
FIRST_PURGE_SECONDS = 300.0
FIRST_ANSWERS_SECONDS, REST = 10.0, 1.0
QUIET_SECONDS = 3.0  # without a request, after which nobody is taken to be served
DAY_SECONDS = 86_400.0
# The browser itself refuses any request to another host; 'self' holds the page's own sockets too.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)


class Asked:
    """Notes when anybody last asked for anything, by HTTP or by the socket of an open page."""

    last = float("-inf")  # by the monotonic clock

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noted() -> Message:
            message = await receive()
            Asked.last = monotonic()
            return message

        if scope["type"] == "http":
            Asked.last = monotonic()
        await self.app(scope, noted if scope["type"] == "websocket" else receive, send)


def wait_until_quiet(seconds: float) -> None:
    """Return when nobody has asked for anything for so long."""
    while (left := Asked.last + seconds - monotonic()) > 0:
        sleep(left)


class Headers:
    """Adds the content security policy and its kin to every answer, and to pages what to fetch beforehand."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A single chart is meant to stand in other people's pages; nothing else is.
                framed = "" if scope["path"].strip("/") == "embed" else "; frame-ancestors 'self'"
                own_policy = "content-security-policy" in headers  # a stricter one
                headers.setdefault("Content-Security-Policy", POLICY + framed)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                # A presentation is a page of its own, which asks for nothing.
                is_page = headers.get("content-type", "").startswith("text/html")
                # Streamlit's front end asks for these scripts when the content has come; named in the head of the
                # answer, they come while the server still makes that content.
                drawn_with = page_registry.scripts(scope["path"])
                if is_page and drawn_with and not own_policy and not scope["path"].endswith(".html"):
                    headers["Link"] = _preloads(drawn_with)
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if begun:
                raise
            # Answered here: what answers errors otherwise stands outside and knows nothing of these headers.
            log.exception("a request failed")
            await PlainTextResponse("Internal Server Error", 500)(scope, receive, send_with_headers)


@cache
def _preloads(names: tuple[str, ...]) -> str:
    scripts = Path(st.__file__).parent / "static" / "static" / "js"
    found = [file.name for name in names for file in scripts.glob(f"{name}.*.js")]
    return ", ".join(f"<./static/js/{name}>; rel=modulepreload; crossorigin" for name in found)


def load() -> None:
    """Load the tables and what draws them, so that the first visitor does not wait for it."""
    import analytics.catalogue  # noqa: F401
    from analytics.warehouse import warehouse

    for faults in warehouse().faults.values():
        for fault in faults[:FAULTS_TOLD]:
            log.warning("%s", fault)
    gc.freeze()  # as in _leave_alone, but the first visitor may wait already
    atexit.register(gc.unfreeze)  # or the libraries' own checks at the end take all of it for leaks


def _leave_alone() -> None:
    # What is loaded by now stays. The collector need not look through it again, which would hold up a visitor.
    gc.collect()
    gc.freeze()


def answer_first(
    languages: Sequence[str] = tuple(LANGUAGES), *, wait: float = FIRST_ANSWERS_SECONDS, rest: float = REST
) -> None:
    """Draw what the first visitors will ask for: each chart in each language for each country, and the small maps.

    It begins `wait` seconds after the start, when the first page has been drawn, and goes on while nobody asks for
    anything; after each chart it rests `rest` times as long as the chart took.
    """
    sleep(wait)
    from analytics import catalogue
    from analytics.core.codes import NORDIC
    from analytics.finder import questions as finder
    from analytics.publish import small_map, storyboard
    from analytics.regions import questions as regions
    from analytics.render import screen
    from analytics.workshops import themes
    from ui import talk
    from ui.phone import routes as phones  # noqa: F401

    def draw(chart_id: str, chosen: dict[str, str]) -> None:
        chart = catalogue.chart(chart_id, **chosen)
        screen.spec(chart)
        if "year" in catalogue.CHARTS[chart_id].params:  # pages ask for the latest year by its number
            screen.spec(catalogue.chart(chart_id, **chosen, year=chart.params["year"]))

    # The land of the small maps first: whoever opens the page of a cluster or a region waits for it.
    works: list[tuple[str, Callable[[], object]]] = [
        *(("small map", partial(small_map.prepare, country)) for country in ("", *NORDIC)),
        ("small map", small_map.webp),
    ]
    works += [
        (chart_id, partial(draw, chart_id, {} if country is None else {"country": country}))
        for chart_id, entry in catalogue.CHARTS.items()
        for country in dict.fromkeys((entry.params["country"], *NORDIC) if "country" in entry.params else (None,))
    ]
    works += [(board.id, partial(talk.pictures, board)) for board in storyboard.shipped().values()]
    works += [("figures", partial(regions.newest, "", name)) for name in regions.INDICATORS]
    # What is said first has the words of all clusters, and the lexicon of themes, read.
    works.append(("finder", partial(finder.find, finder.Question(text="steel"))))
    works.append(("themes", partial(themes.suggest, ["A first need"], ["en"])))
    for code in languages:
        for name, work in works:
            wait_until_quiet(QUIET_SECONDS)
            begin = monotonic()
            try:
                with language.speaking(code):
                    work()
            except Exception:  # a page says in words what it lacks
                log.debug("%s could not be drawn ahead", name, exc_info=True)
            sleep(rest * (monotonic() - begin))
        _leave_alone()


def forget() -> None:
    """Delete the workshops whose retention has passed, some minutes after the start and then once a day."""
    wait = FIRST_PURGE_SECONDS
    while True:
        sleep(wait)
        wait = DAY_SECONDS
        try:
            from analytics.workshops import retention, store

            retention.purge(datetime.now(UTC))
            store.current().forget()  # or the journal beside the file would hold most of it for weeks
        except Exception:
            log.exception("old workshops could not be deleted; the next try is tomorrow")
