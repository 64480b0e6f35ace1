"""What the server does before anybody asks."""

from __future__ import annotations

import logging

import pytest

from analytics import catalogue
from ui import server


def test_every_chart_can_be_drawn_ahead(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "atlas"):
        server.answer_first(["sv"], wait=0, rest=0)
    assert catalogue.CHARTS
    assert not [record.getMessage() for record in caplog.records if "drawn ahead" in record.getMessage()]
