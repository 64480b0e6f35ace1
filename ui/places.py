"""A few threads of their own for answers that take long to make, so that those who ask for them hold up nobody else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from analytics.core.language import _, guess, use

RETRY_SECONDS = 5
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
