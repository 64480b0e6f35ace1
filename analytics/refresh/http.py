"""Requests to publishers, the same for all: stored answers, ETags, patience, and replaying without the network.

An answer is used again for an hour, so that a run that was broken off goes on where it was; after that the publisher is
asked whether it changed (ETag). Failures are never stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import time
from typing import Any

import requests
import requests_cache
import stamina

from analytics.refresh.errors import UnreachableError, UnreadableError

USED_AGAIN_SECONDS = 3600
TIMEOUT_SECONDS = 60.0
ATTEMPTS = 5
LONGEST_WAIT_SECONDS = 120.0  # a publisher that asks for more is told of, not waited for
BUSY = (429, 500, 502, 503, 504)
SECRET = "subscription-key"  # the parameter with a reader's key; it is not stored
_TRANSIENT = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
stamina.instrumentation.set_on_retry_hooks(())  # a failure is told once, in words, when all attempts have failed


class Session(requests_cache.CachedSession):
    """A session for any client: waits and tries again, and with `offline` only repeats what was once answered."""

    def __init__(
        self,
        folder: Path,
        offline: bool = False,
        timeout: float = TIMEOUT_SECONDS,
        attempts: int = ATTEMPTS,
        wait: float = 1.0,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(
            str(folder / "answers.sqlite"),
            backend="sqlite",
            expire_after=USED_AGAIN_SECONDS,
            allowable_methods=("GET", "POST"),
            ignored_parameters=[SECRET, "Authorization"],
        )
        self.offline, self.timeout, self.attempts, self.wait = offline, timeout, attempts, wait
        self.asked: list[str] = []  # keys of stored answers

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> Any:
        """The answer to a request. Raises UnreachableError when none came, however often it was asked for."""
        key = self.cache.create_key(request)
        self.asked.append(key)
        if self.offline:
            stored = self.cache.get_response(key)
            if stored is None:
                raise UnreachableError(f"{_place(request)}: no stored answer")
            return stored
        options["timeout"] = options.get("timeout") or self.timeout
        try:
            for attempt in stamina.retry_context(
                on=again, attempts=self.attempts, timeout=None, wait_initial=self.wait, wait_max=30 * self.wait
            ):
                with attempt:
                    answer = super().send(request, *args, **options)
                    if answer.status_code in BUSY:
                        raise requests.HTTPError(f"status {answer.status_code}", response=answer)
                    return answer
        except requests.HTTPError as error:
            raise UnreachableError(f"{_place(request)}: {error}{_asked_to_wait(error)}") from error
        except requests.RequestException as error:
            raise UnreachableError(f"{_place(request)}: no answer ({type(error).__name__})") from error
        raise AssertionError("every attempt returns or raises")

    def forget(self) -> None:
        """Forget the answers since the last `begin`: something is wrong with them."""
        self.cache.delete(*self.asked)

    def begin(self) -> None:
        """Remember which answers are used from here on."""
        self.asked = []


class Http:
    """What a connector is given: the session, and the publishers' addresses."""

    def __init__(self, session: Session, addresses: Mapping[str, str]) -> None:
        self.session = session
        self.addresses = addresses

    def get(self, url: str, **params: Any) -> Any:
        """The answer to a GET. Raises UnreachableError."""
        return _sound(self.session.get(url, params=params))

    def json(self, url: str, body: Any = None, **params: Any) -> Any:
        """A JSON answer, of a POST where there is a body. Raises UnreachableError, UnreadableError."""
        answer = self.get(url, **params) if body is None else _sound(self.session.post(url, json=body, params=params))
        try:
            return answer.json()
        except ValueError as error:
            raise UnreadableError(f"{_place(answer.request)}: not JSON, or cut off ({error})") from error

    @contextmanager
    def for_all(self) -> Iterator[None]:
        """Let clients that ask through plain `requests` go through a session like this one for the block."""
        own = self.session

        class Lent(Session):
            def __init__(self, *_args: Any, **_options: Any) -> None:
                super().__init__(Path(own.cache.db_path).parent, own.offline, own.timeout, own.attempts, own.wait)
                self.asked = own.asked

        with requests_cache.enabled(backend="memory", session_factory=Lent):  # else it leaves an empty file of its own
            yield


def again(error: Exception) -> bool | float:
    """Whether to ask again, or after how many seconds the publisher wants to be asked."""
    if isinstance(error, requests.HTTPError):
        seconds = retry_after(error.response)
        return seconds is None or (seconds <= LONGEST_WAIT_SECONDS and seconds)
    return isinstance(error, _TRANSIENT)


def retry_after(answer: Any) -> float | None:
    """The seconds that an answer asks to wait, given as a number or a date; None where it does not say."""
    said = str(answer.headers.get("Retry-After", "")).strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time())
    except ValueError:
        return None


def _asked_to_wait(error: requests.HTTPError) -> str:
    seconds = retry_after(error.response)
    return f"; it asks to wait {seconds:.0f} s" if seconds else ""


def _sound(answer: Any) -> Any:
    if answer.status_code >= 400:
        raise UnreachableError(f"{_place(answer.request)}: status {answer.status_code}")
    return answer


def _place(request: Any) -> str:
    """The address without its parameters, which may hold a key."""
    return str(request.url).partition("?")[0]
