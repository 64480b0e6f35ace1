"""Made-up attacks on all addresses: routes, and parameters of pages. `--hypothesis-profile=hunt` makes many."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.testing.v1 import AppTest

from analytics.catalogue import CHARTS
from analytics.core.paths import ROOT
from analytics.publish import storyboard
from analytics.publish.figures import StoryboardError
from analytics.publish.storyboard import Scene, Storyboard
from tests.ui.asking import ask
from ui import gate, health, page_registry, routes, server

ATLAS = Starlette(
    routes=[*health.ROUTES, *routes.ROUTES], middleware=[Middleware(server.Headers), Middleware(gate.Gate)]
)
PAGES = list(page_registry.PAGES)
NASTY = (
    "' OR 1=1; DROP TABLE clusters; --",
    "<script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "=HYPERLINK(1)",
    "../../../../etc/passwd",
    "nan",
    "inf",
    "-1",
    "1e309",
    "9" * 400,
    "\x00",
    "\r\nSet-Cookie: a=b",
    "\u202e",
    "%",
    "any",
    "FI",
    "2:x",
    "٣",
    "²",
    "{}",
    "$x$",
    "x" * 5_000,
)
VALUES = st.sampled_from(NASTY) | st.text(max_size=20) | st.integers().map(str)
PARTS = VALUES.map(lambda text: re.sub(r"[?#/]", "", text))
_reached: list[Any] = []
_watching = False


def _watch(event: str, given_: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event == "socket.getaddrinfo" and given_[0] not in ("127.0.0.1", "localhost", None):
        _reached.append(given_[0])
    if event == "socket.connect" and isinstance(given_[1], tuple) and given_[1][0] not in ("127.0.0.1", "::1"):
        _reached.append(given_[1])


sys.addaudithook(_watch)  # it cannot be taken off again, so it looks only while a test here runs


@pytest.fixture(autouse=True)
def _nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test here may make the atlas reach another host; live workshops are in a database of the test."""
    global _watching
    monkeypatch.setenv("ATLAS_DATABASE_URL", f"sqlite:///{tmp_path}/workshops.sqlite")
    _reached.clear()
    _watching = True
    yield
    _watching = False
    assert _reached == []


def few(examples: int) -> settings:
    """So many examples of a slow test; the profile `hunt` takes as many times more as it does of others."""
    many = examples * settings().max_examples // 100
    return settings(max_examples=many, suppress_health_check=list(HealthCheck))


def read_parameters() -> dict[str, list[str]]:
    """The names of parameters that the pages read from the address, as their code says."""
    code = "\n".join(
        path.read_text(encoding="utf-8") for room in ("ui", "pages") for path in (ROOT / room).rglob("*.py")
    )
    named = re.findall(r'address\.\w+\(\s*"([a-z_]+)"', code)
    return {"all": sorted({*named, "lang", "chart", "w", "q", "cluster", "region", "table", "country", "year", "plan"})}


NAMES = read_parameters()["all"]


def test_the_names_of_parameters_are_found() -> None:
    assert {"layer", "board", "year"} <= set(NAMES)


@few(120)
@given(
    path=st.one_of(
        st.tuples(PARTS, PARTS, PARTS).map(lambda zxy: "/map-marks/{}/{}/{}.json".format(*zxy)),
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
            lambda zxy: "/map-marks/{}/{}/{}.json".format(*zxy)
        ),
        PARTS.map("/present/{}.html".format),
        st.sampled_from(["/present/mine.html", "/health"]),
        PARTS.map("/j/{}".format),
        PARTS.map("/facilitator/{}".format),
        st.lists(PARTS, max_size=4).map(lambda parts: "/" + "/".join(parts)),
    ),
    query=st.dictionaries(
        st.sampled_from(
            ["lang", "mode", "board", "layer", "colour", "focus", "year", "country", "eco", "q", "from", "status"]
        )
        | PARTS,
        VALUES.map(lambda text: re.sub("[&#]", "", text)),
        max_size=4,
    ),
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]),
    headers=st.dictionaries(
        st.sampled_from(
            ["host", "origin", "cookie", "accept-language", "content-length", "x-forwarded-proto", "purpose"]
        ),
        VALUES.map(lambda text: re.sub(r"[\r\n\x00]", "", text)),
        max_size=3,
    ),
    body=st.binary(max_size=50),
)
def test_any_request_is_answered_without_a_fault_and_with_its_headers(
    path: str, query: dict[str, str], method: str, headers: dict[str, str], body: bytes
) -> None:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    answer = ask(ATLAS, f"{path}?{asked}", method, headers, body)
    assert answer.status < 500, answer.text[:200]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in answer.headers
    assert "Traceback" not in answer.text
    if answer.status >= 400:
        # A phone gets a page, under a policy without any script in it.
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        assert not is_page or (
            "default-src 'none'" in answer.headers["content-security-policy"] and "<script>" not in answer.text
        )
    assert not any(sign in value for value in answer.headers.values() for sign in "\r\n\x00")


@few(24)
@given(
    name=st.sampled_from(PAGES),
    query=st.dictionaries(st.sampled_from(NAMES), VALUES | st.lists(VALUES, max_size=130), min_size=1, max_size=6),
)
def test_any_link_to_a_page_opens_it(name: str, query: dict[str, str | list[str]]) -> None:
    app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=90)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if name != page_registry.FIRST:
        app.switch_page(str(page_registry.PAGES[name].file))
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
    assert not app.exception, [error.message for error in app.exception]
    for element in app.get("html"):
        assert "<script>alert" not in str(getattr(element, "value", ""))


@few(60)
@given(st.data())
def test_a_chart_with_any_parameters_is_drawn_or_refused(data: st.DataObject) -> None:
    chart = data.draw(st.sampled_from(sorted(CHARTS)))
    params = {}
    for name, default in CHARTS[chart].params.items():
        if data.draw(st.booleans()):
            kinds = {str: VALUES, int: st.integers(-(2**53), 2**53), float: st.floats(-1e15, 1e15)}
            params[name] = data.draw(kinds[type(default)])
    board = Storyboard("mine", storyboard.same("x"), (Scene("chart", chart, params),))
    try:
        (drawn,) = storyboard.charts(storyboard.unpacked(storyboard.packed(board)))
    except StoryboardError:
        return
    assert drawn is not None
