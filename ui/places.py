"""Only so many things that take long to make are made at once, so that who asks for them holds up nobody else."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from analytics.core.language import _, guess, use

RETRY_SECONDS = 5
WAIT_SECONDS = 120.0  # for a turn to make a file
Answering = Callable[[Request], Response]


class Places:
    """So many answers are made at once and so many wait; who comes then is told to try again soon."""

    def __init__(self, name: str, making: int, waiting: int) -> None:
        self.all = making + waiting
        self._threads = ThreadPoolExecutor(making, thread_name_prefix=name)
        self._mutex = threading.Lock()
        self._taken = 0

    def __call__(self, answering: Answering) -> Callable[[Request], Awaitable[Response]]:
        """The function as one that has its answers made here."""

        async def answer(request: Request) -> Response:
            with self._mutex:
                full = self._taken >= self.all
                self._taken += not full
            if full:
                use(guess(request.headers.get("accept-language", "")[:5]))
                words = _("Many people are asking for this just now. Try again in a moment.")
                return PlainTextResponse(words, 503, {"Retry-After": str(RETRY_SECONDS)})
            # The place is free when the thread is, not when the visitor has gone.
            making = self._threads.submit(answering, request)
            making.add_done_callback(self._freed)
            return await asyncio.wrap_future(making)

        return answer

    def _freed(self, _made: Future[Response]) -> None:
        with self._mutex:
            self._taken -= 1


class FullError(RuntimeError):
    """A visit has as many files under way as it may, or no turn came within the time."""


class Turns:
    """So many files are made at once, the others wait. A visit has few under way, so that it cannot take all turns."""

    def __init__(self, making: int, each: int) -> None:
        self.each = each
        self._turns = threading.BoundedSemaphore(making)
        self._mutex = threading.Lock()
        self._of: Counter[str] = Counter()

    @contextmanager
    def turn(self, visit: str) -> Iterator[None]:
        """Wait for a turn and have it for the block. Raises FullError."""
        with self._mutex:
            if self._of[visit] >= self.each:
                raise FullError("this visit has files under way already")
            self._of[visit] += 1
        try:
            if not self._turns.acquire(timeout=WAIT_SECONDS):
                raise FullError("too many files are being made")
            try:
                yield
            finally:
                self._turns.release()
        finally:
            with self._mutex:
                self._of[visit] -= 1
                if not self._of[visit]:
                    del self._of[visit]


files = Turns(2, 3)  # that buttons of pages give
