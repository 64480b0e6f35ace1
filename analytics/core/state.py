"""Which state of the data a question is about: that of the server, or one with a visitor's own tables.

What is remembered of the data is remembered a state (`of_data`), so that no visitor meets another one's tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
SHARED = ""  # the data of the server
STATES = 8  # with tables of visitors, at a time

_state: ContextVar[str] = ContextVar("state of the data", default=SHARED)


def current() -> str:
    """The state in use; SHARED for the server's own."""
    return _state.get()


def use(state: str) -> None:
    """Ask about a state from here on, in this thread or task."""
    _state.set(state)


@contextmanager
def using(state: str) -> Iterator[None]:
    """Ask about a state inside."""
    token = _state.set(state)
    try:
        yield
    finally:
        _state.reset(token)


def of_data(maxsize: int) -> Callable[[Function], Function]:
    """Remember `maxsize` answers of a function a state of the data, as functools.lru_cache does."""

    def decorate(function: Function) -> Function:
        @lru_cache(maxsize=maxsize * (1 + STATES))
        def answered(_state: str, *given: Any, **named: Any) -> Any:
            return function(*given, **named)

        @wraps(function)
        def asked(*given: Any, **named: Any) -> Any:
            return answered(_state.get(), *given, **named)

        asked.cache_clear = answered.cache_clear  # type: ignore[attr-defined]
        return cast(Function, asked)

    return decorate
