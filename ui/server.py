"""What the server does round the pages: headers of every answer, and getting ready for the first visitor."""

from __future__ import annotations

import atexit
import gc
import logging
from datetime import UTC, datetime
from functools import cache
from inspect import signature
from pathlib import Path
from time import sleep

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import page_registry

log = logging.getLogger("atlas")
FAULTS_TOLD = 5  # of a table, at the start
FIRST_PURGE_SECONDS = 300.0
FIRST_ANSWERS_SECONDS, REST_SECONDS = 10.0, 0.05
DAY_SECONDS = 86_400.0
# The browser itself refuses any request to another host; 'self' holds the page's own sockets too.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)


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
    # What is loaded by now stays. The collector need not look through it again, which would hold up a visitor.
    gc.freeze()
    atexit.register(gc.unfreeze)  # or the libraries' own checks at the end take all of it for leaks


def answer_first() -> None:
    """Ask what the first visitors will ask: each chart's question for each country, and whole answers of pages.

    It begins when the first page has been drawn, and a rest after each leaves the processor to the visitors.
    """
    sleep(FIRST_ANSWERS_SECONDS)
    from analytics import catalogue
    from analytics.core.codes import NORDIC

    for entry in catalogue.CHARTS.values():
        asked = signature(entry.ask).parameters
        known = {name: value for name, value in entry.params.items() if name in asked}
        for country in NORDIC if "country" in known else ("",):
            try:
                entry.ask(**(known | ({"country": country} if country else {})))
            except Exception:  # a page says in words what it lacks
                log.debug("%s could not be asked ahead", entry.id, exc_info=True)
            sleep(REST_SECONDS)


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
