"""The front end's scripts leave compressed and stay with the browser; everything else is answered as before."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.ui.asking import ask
from ui import compressed, server

SCRIPT = next((compressed.FOLDER / "js").glob("DataFrame.*.js"))


@pytest.fixture
def app() -> ASGIApp:
    """An application that answers every address with its own path."""

    def told(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.url.path)

    return Starlette(
        routes=[Route("/{path:path}", told)],
        middleware=[Middleware(server.Headers), Middleware(compressed.Compressed)],
    )


def test_a_script_comes_whole_in_fewer_bytes_and_for_good(app: ASGIApp) -> None:
    answer = ask(app, f"/static/js/{SCRIPT.name}", headers={"accept-encoding": "gzip, br"})
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()
    assert len(answer.body) < SCRIPT.stat().st_size / 2
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"/static/js/{SCRIPT.name}", {}),
        ("/static/js/Nothing.abcdefgh.js", {"accept-encoding": "gzip"}),
        ("/static/js/../../../config.abcdefgh.js", {"accept-encoding": "gzip"}),
        ("/static/index.html", {"accept-encoding": "gzip"}),
        ("/map", {"accept-encoding": "gzip"}),
    ],
)
def test_what_is_no_such_file_passes_by(app: ASGIApp, path: str, headers: dict[str, str]) -> None:
    answer = ask(app, path, headers=headers)
    assert answer.text == path
    assert "content-encoding" not in answer.headers
