"""What the server does before anybody asks."""

from __future__ import annotations

import logging

import pytest

from analytics import catalogue
from ui import server


def test_every_question_of_a_chart_can_be_asked_ahead(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(server, "FIRST_ANSWERS_SECONDS", 0.0)
    monkeypatch.setattr(server, "REST_SECONDS", 0.0)
    with caplog.at_level(logging.DEBUG, "atlas"):
        server.answer_first()
    assert catalogue.CHARTS
    assert not [record.getMessage() for record in caplog.records if "asked ahead" in record.getMessage()]
