"""A publisher on this machine, and a session with little patience."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics.refresh.http import Http, Session
from analytics.refresh.publishers import PUBLISHERS
from tests.refresh.answering import Publisher, publisher


@pytest.fixture
def there() -> Iterator[Publisher]:
    with publisher() as answering:
        yield answering


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Session]]:
    """Opens sessions that keep their answers in one folder."""
    sessions: list[Session] = []

    def open_one(offline: bool = False) -> Session:
        sessions.append(Session(tmp_path / "refresh", offline=offline, timeout=0.6, attempts=3, wait=0.01))
        return sessions[-1]

    yield open_one
    for session in sessions:
        session.close()


@pytest.fixture
def http(there: Publisher, opened: Callable[..., Session]) -> Http:
    return Http(opened(), dict.fromkeys(PUBLISHERS, there.address))
