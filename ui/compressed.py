"""Scripts of the front end as they leave: compressed once, kept by the browser for good where a name holds a digest."""

from __future__ import annotations

import gzip
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(st.__file__).resolve().parent / "static" / "static"
# Streamlit names these files by what they hold: "PlotlyChart.CzTHpY6b.js".
_NAMED_BY_CONTENT = re.compile(r"/static/((?:js|css)/[\w.-]+\.[\w-]{8}\.(?:js|css))")
FOREVER = "public, max-age=31536000, immutable"


class Compressed:
    """Answers for scripts and styles of the front end, a third of their size; everything else passes by.

    Streamlit sends them as they are, because compressing them at each request costs more than it saves.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _NAMED_BY_CONTENT.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
        takes_gzip = asked and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if asked is None or not takes_gzip or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        from starlette.concurrency import run_in_threadpool

        content = await run_in_threadpool(_compressed, asked[1])
        if content is None:
            await self.app(scope, receive, send)
            return
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": FOREVER}
        kind = mimetypes.guess_type(asked[1])[0] or "application/octet-stream"
        await Response(content, headers=headers, media_type=kind)(scope, receive, send)


@lru_cache(maxsize=512)
def _compressed(name: str) -> bytes | None:
    """A file compressed, made when it is first asked for; None where there is none."""
    file = FOLDER / name
    if not file.is_file():
        return None
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)
