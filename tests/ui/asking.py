"""Asks an ASGI application without a server between."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Message

Result = TypeVar("Result")


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


async def asked(
    app: ASGIApp, address: str, method: str = "GET", headers: dict[str, str] | None = None, body: bytes = b""
) -> Answer:
    """The answer to one request, whatever stands in its address."""
    path, _mark, query = address.partition("?")
    sent = {"host": "127.0.0.1", **(headers or {})}
    if body:
        sent["content-length"] = str(len(body))
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": query.encode("utf-8", "replace"),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("utf-8", "replace")) for name, value in sent.items()],
        "client": ("10.0.0.9", 5000),
        "server": ("127.0.0.1", 8501),
    }
    messages: list[Message] = []
    given = [body]

    async def receive() -> Message:
        if not given:
            await asyncio.Event().wait()  # the client stays and says nothing more
        return {"type": "http.request", "body": given.pop(), "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    start = next(message for message in messages if message["type"] == "http.response.start")
    content = b"".join(message.get("body", b"") for message in messages if message["type"] == "http.response.body")
    return Answer(
        start["status"], {name.decode(): value.decode("latin-1") for name, value in start["headers"]}, content
    )


def in_own_thread(work: Coroutine[Any, Any, Result]) -> Result:
    """What the work returns, run in a thread of its own: Playwright keeps a loop running in the thread of the tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def ask(
    app: ASGIApp, address: str, method: str = "GET", headers: dict[str, str] | None = None, body: bytes = b""
) -> Answer:
    """The answer to one request."""
    return in_own_thread(asked(app, address, method, headers, body))
