"""The data addresses behind the atlas's own middleware."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from ui import data_routes, gate, server
from ui.pace import Pace


def served(pace: Pace) -> ASGIApp:
    """The data addresses, at a pace."""
    return Starlette(routes=data_routes.routes(pace), middleware=[Middleware(server.Headers), Middleware(gate.Gate)])


@pytest.fixture(scope="session")
def atlas() -> ASGIApp:
    """The data addresses, as often as a test asks."""
    return served(Pace(10**9, 10.0**9))
