"""The server as strangers meet it: no connection leaves it, foreign pages and hosts stay out, nobody starves others."""

from __future__ import annotations

import asyncio
import json
import threading
from http.client import HTTPConnection

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from analytics.own_tables.models import BYTES
from tests.ui.asking import Answer, ask, asked, in_own_thread
from tests.ui.guarded import Guarded, Visitor
from ui import browser_keys, gate, routes, server
from ui.places import Places

SECURE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def fails(_request: Request) -> Response:
    """What a faulty page would do."""
    raise RuntimeError("a secret of the inside")


@pytest.fixture
def atlas() -> ASGIApp:
    """The atlas's own addresses behind its own middleware, and one that fails."""
    return Starlette(
        routes=[Route("/fails", fails), Route("/_stcore/metrics", lambda _: PlainTextResponse("n")), *routes.ROUTES],
        middleware=[Middleware(server.Headers), Middleware(gate.Gate)],
    )


def assert_headers(answer: Answer) -> None:
    """Every answer carries the policy and its kin."""
    headers = answer.headers
    assert {name: headers.get(name) for name in SECURE} == SECURE
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["connect-src"] == "'self' data: blob:"
    assert policy["frame-ancestors"] == "'self'"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/fails", 500),
        ("/nothing", 404),
        ("/present/nope.html", 404),
        (f"/present/mine.html?board={'a' * 20_000}", 414),
        (f"/map-marks/{'9' * 5_000}/0/0.json", 404),
        ("/map-marks/-1/0/0.json", 404),
        (f"/map-picture.svg?year={'9' * 5_000}", 200),
        ("/map-picture.svg?layer=nope", 404),
        (f"/map-marks/2/0/0.json?country={'x' * 9_000}", 404),
        ("/_stcore/metrics", 404),
    ],
    ids=lambda value: str(value)[:40],
)
def test_every_answer_has_its_headers_and_no_words_of_the_inside(atlas: ASGIApp, path: str, status: int) -> None:
    answer = ask(atlas, path)
    assert answer.status == status
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert len(answer.text) < 2_000 or status == 200
    assert_headers(answer)


def test_a_server_with_names_answers_to_no_other(atlas: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(gate.HOSTS, "atlas.example.org, other.example.org")
    for host, status in (
        ("atlas.example.org", 404),
        ("ATLAS.example.org:8501", 404),
        ("127.0.0.1:8501", 404),
        ("[::1]:8501", 404),
        ("evil.example.com", 421),
        ("atlas.example.org.evil.example.com", 421),
        ("[", 421),
        ("", 421),
    ):
        answer = ask(atlas, "/present/nope.html", headers={"host": host})
        assert answer.status == status, host
        assert_headers(answer)


@pytest.mark.parametrize(
    ("origin", "host", "is_own"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("https://Atlas.example.org", "atlas.example.org", True),
        ("http://localhost:3000", "localhost:8501", False),
        ("https://evil.example.com", "atlas.example.org", False),
        ("http://atlas.example.org.evil.com", "atlas.example.org", False),
        ("null", "localhost:8501", False),
        ("", "", False),
        ("http://[", "localhost", False),
    ],
)
def test_only_a_page_of_the_atlas_speaks_for_its_visitor(origin: str, host: str, is_own: bool) -> None:
    from starlette.datastructures import Headers

    assert gate.own_page(Headers({"origin": origin, "host": host})) is is_own


def test_a_foreign_page_cannot_put_a_key_into_a_browser(atlas: ASGIApp) -> None:
    for headers in ({"origin": "https://evil.example.com"}, {"sec-fetch-site": "cross-site"}):
        answer = ask(atlas, "/facilitator/ABCDEFGHJK", "POST", headers, b"key")
        assert answer.status == 403
        assert "set-cookie" not in answer.headers


def test_cookies_are_secure_behind_a_chain_of_proxies() -> None:
    scope = {"type": "http", "scheme": "http", "path": "/", "query_string": b"", "server": ("x", 80)}
    for sent, is_secure in ((b"https, http", True), (b"https", True), (b"http", False), (b"httpsx", False)):
        answer = Response()
        browser_keys.put(answer, Request({**scope, "headers": [(b"x-forwarded-proto", sent)]}), "name", "value")
        cookie = answer.headers["set-cookie"].lower()
        assert ("secure" in cookie.split("; ")) is is_secure, sent
        assert {"httponly", "samesite=lax"} <= set(cookie.split("; "))


def test_answers_that_take_long_leave_the_others_and_more_of_them_are_told_to_come_back() -> None:
    go_on = threading.Event()

    def slow(_request: Request) -> Response:
        go_on.wait(30)
        return PlainTextResponse("made")

    places = Places("test", 2, 3)
    app = Starlette(routes=[Route("/slow", places(slow)), Route("/", lambda _: PlainTextResponse("here"))])

    async def crowd() -> list[Answer]:
        many = [asyncio.create_task(asked(app, "/slow")) for _n in range(45)]
        while sum(one.done() for one in many) < 40:
            await asyncio.sleep(0.01)
        assert (await asked(app, "/")).text == "here"
        go_on.set()
        answers = [await one for one in many]
        assert (await asked(app, "/slow")).status == 200  # all places are free again
        return answers

    answers = in_own_thread(crowd())
    assert sorted(answer.status for answer in answers) == [200] * 5 + [503] * 40
    late = next(answer for answer in answers if answer.status == 503)
    assert int(late.headers["retry-after"]) > 0
    assert "Try again" in late.text


def test_marks_and_pictures_for_the_same_view_written_differently_are_made_once() -> None:
    scope = {"type": "http", "headers": [], "path": "/", "path_params": {}}
    asked = [
        routes._map_asked(Request({**scope, "query_string": query}))
        for query in (b"country=FI", b"country=FI&country=FI", b"country=FI&nothing=" + b"x" * 9_000)
    ]
    assert asked[0] == asked[1] == asked[2]
    (long,) = [routes._map_asked(Request({**scope, "query_string": b"q=" + b"x" * 9_000}))]
    assert len(long.filters.search) == 200


# ------------------------------------------------------------------ the real server


def test_no_start_page_or_handshake_reaches_another_host(guarded: Guarded) -> None:
    host = f"127.0.0.1:{guarded.port}"
    assert guarded.handshake(Host=host, Origin=f"http://{host}") == 101
    assert guarded.handshake(Host=host) == 101
    for foreign in ("https://evil.example.com", "http://localhost:3000", "null", "http://10.1.2.3", f"http://{host}.x"):
        assert guarded.handshake(Host=host, Origin=foreign) == 403, foreign
    for path in ("/", "/map", "/exports", "/present/workshops.html", "/map-marks/2/2/1.json", "/map-picture.svg"):
        assert guarded.ask(path)[0] == 200, path
    assert guarded.attempts.read_text(encoding="utf-8") == ""


def test_the_real_server_puts_its_headers_on_every_answer(guarded: Guarded) -> None:
    session = "/_stcore/upload_file/x/y"
    asked = [
        ("GET", "/"),
        ("GET", "/map"),
        ("GET", "/nothing/at/all"),
        ("GET", "/_stcore/health"),
        ("GET", "/_stcore/host-config"),
        ("GET", "/static-atlas/../app.py"),
        ("GET", "/static-atlas/%2e%2e/app.py"),
        ("GET", "/static/index.html"),
        ("GET", "/media/nothing"),
        ("GET", "/j/%0d%0aSet-Cookie:x"),
        ("POST", "/"),
        ("PUT", session),
        ("DELETE", session),
        ("TRACE", "/"),
    ]
    for method, path in asked:
        status, headers = guarded.ask(path, method)
        assert status < 500 or method == "TRACE", (method, path)
        assert {name: headers.get(name) for name in SECURE} == SECURE, (method, path)
        assert "content-security-policy" in headers, (method, path)
        assert "x" not in headers.get("set-cookie", "").split(":")


def test_no_page_around_an_embedded_one_steers_it(guarded: Guarded) -> None:
    connection = HTTPConnection("127.0.0.1", guarded.port, timeout=60)
    connection.request("GET", "/_stcore/host-config")
    told = json.load(connection.getresponse())
    connection.close()
    assert told["allowedOrigins"] == []  # else the pages of Streamlit's own hosts


def test_a_preview_of_the_join_link_joins_nobody(guarded: Guarded) -> None:
    for method, headers in (("HEAD", {}), ("GET", {"Purpose": "prefetch"}), ("GET", {"Sec_Purpose": "prefetch"})):
        status, answered = guarded.ask("/j/ABCDEFGHJK", method, **headers)
        assert status == 404
        assert "set-cookie" not in answered


# ------------------------------------------------------------------ uploads that no page asked for


def test_a_visit_cannot_hoard_files_and_another_is_not_touched_by_it(guarded: Guarded) -> None:
    greedy, other = Visitor(guarded), Visitor(guarded)
    answers = [greedy.put(f"file{n}", b"x" * 1_000_000) for n in range(30)]
    assert answers == [204] * gate.MOST_FILES + [413] * (30 - gate.MOST_FILES)
    assert other.put("file0", b"x") == 204
    for one in (greedy, other):
        one.line.close()
    again = Visitor(guarded)
    largest = b"x" * BYTES
    assert again.put("oversized", largest + b"x" * 3_000_000) != 204
    assert [again.put(f"large{n}", largest) for n in range(3)] == [204, 204, 413]  # a register, and the one mended
    again.line.close()
