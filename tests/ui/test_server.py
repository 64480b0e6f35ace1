"""What the server does before anybody asks."""

from __future__ import annotations

import logging
from threading import Thread
from time import monotonic

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from analytics import catalogue
from tests.ui.asking import ask
from ui import server


def test_every_chart_can_be_drawn_ahead(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "atlas"):
        server.answer_first(["sv"], wait=0, rest=0)
    assert catalogue.CHARTS
    assert not [record.getMessage() for record in caplog.records if "drawn ahead" in record.getMessage()]


def test_drawing_ahead_waits_while_somebody_asks() -> None:
    site = Starlette(
        routes=[Route("/", lambda _request: PlainTextResponse("x"))], middleware=[Middleware(server.Asked)]
    )
    begun = monotonic()
    ask(site, "/")
    assert server.Asked.last >= begun
    waiting = Thread(target=server.wait_until_quiet, args=(0.5,))
    waiting.start()
    ask(site, "/")
    asked = server.Asked.last
    waiting.join()
    assert monotonic() - asked >= 0.5
