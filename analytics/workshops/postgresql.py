"""A connection to PostgreSQL that gives up on a server that is there and says nothing."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.errors import _WaitTimeout


class SilentError(psycopg.OperationalError):
    """The server took a request and did not answer within the time."""


class Connection(psycopg.Connection[Any]):
    """Closes itself when the server leaves a request unanswered for `seconds`.

    The server's own limits (lock_timeout, statement_timeout) say nothing where the server itself hangs, and TCP's say
    nothing where its machine still acknowledges packets.
    """

    seconds: float = 15.0

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer as psycopg does. Raises SilentError after `seconds`."""
        try:
            return super().wait(gen, interval, self.seconds if timeout is None else timeout)
        except _WaitTimeout as error:
            self.close()
            raise SilentError(f"no answer within {self.seconds:g} s") from error
