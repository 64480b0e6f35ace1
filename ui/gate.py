"""What is turned away at the door: foreign hosts and pages, endless addresses, hoards of files."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import net_util
from streamlit.runtime import Runtime

HOSTS = "ATLAS_HOSTS"  # names under which visitors may ask for the atlas, comma-separated; empty = any
LONGEST_ADDRESS = 16_000  # bytes of path and query
MOST_FILES, MOST_BYTES = 6, 26_000_000  # that a session may hold when another comes: the largest file can be mended
POLICY_VIOLATION = 1008

# Streamlit would ask a host of the internet for this machine's address, at the start and, with everybody waiting, for
# each handshake from a foreign page. Here a handshake's page must be the atlas's own, so nobody needs to know.
net_util._external_ip = net_util._internal_ip = "127.0.0.1"


class Gate:
    """Lets in what is meant for the atlas; the rest is answered in a few words."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            if known_host(headers.get("host", "")) and own_page(headers):
                await self.app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        if scope["type"] == "http" and (refused := _refused(scope)):
            status, words = refused
            await PlainTextResponse(words, status, {"Cache-Control": "no-store"})(scope, receive, send)
            return
        await self.app(scope, receive, send)


def known_host(host: str) -> bool:
    """Whether the server answers to this name; others may be names that a hostile page has pointed at this machine."""
    names = {name.strip().lower() for name in os.environ.get(HOSTS, "").split(",") if name.strip()}
    return not names or _name(host) in names | {"localhost", "127.0.0.1", "::1"}


def own_page(headers: Headers) -> bool:
    """Whether a browser asks from a page of the atlas itself; programs other than browsers name no page."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return _netloc(origin).lower() == headers.get("host", "").lower() != ""


def _refused(scope: Scope) -> tuple[int, str] | None:
    headers, path = Headers(scope=scope), scope["path"]
    if not known_host(headers.get("host", "")):
        return 421, f"This server does not answer to that name. Its names stand in the setting {HOSTS}."
    if len(scope.get("raw_path") or path.encode()) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return 414, "The address is too long."
    if path.rstrip("/").endswith("/_stcore/metrics") and not _from_here(scope, headers):
        return 404, "Not Found"
    if "/_stcore/upload_file/" in path and scope["method"] == "PUT" and _hoards(path):
        return 413, "This visit holds too many files: take one out first."
    return None


def _from_here(scope: Scope, headers: Headers) -> bool:
    """Whether a program on this machine asks, not somebody through a proxy on it."""
    client = scope.get("client") or ("",)
    return client[0] in ("127.0.0.1", "::1") and not {"x-forwarded-for", "forwarded", "x-real-ip"} & set(headers)


def _hoards(path: str) -> bool:
    session = path.rpartition("/_stcore/upload_file/")[2].partition("/")[0]
    storage = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {}) if Runtime.exists() else {}
    held = list(storage.get(session, {}).values())
    return len(held) >= MOST_FILES or sum(len(file.data) for file in held) > MOST_BYTES


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""
