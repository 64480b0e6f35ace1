"""The atlas as a web app, started by `streamlit run app.py`.

The script of the pages is ui/main.py: beside a folder named pages/, Streamlit would guess its own navigation for the
first visitor after a start.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).resolve().parent
# The browser itself refuses any request to another host.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob: ws: wss:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)


class SafeHeaders:
    """Adds the content security policy and its kin to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, send_with_headers)


@asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[None]:
    """Load the tables while the server starts, so that the first visitor does not wait for them."""
    from analytics.warehouse import warehouse

    Thread(target=warehouse, daemon=True).start()
    yield


app = st.App(
    ROOT / "ui" / "main.py",
    routes=[Mount("/static-atlas", StaticFiles(directory=ROOT / "static"), name="atlas files")],
    middleware=[Middleware(SafeHeaders)],
    lifespan=warm,
)
