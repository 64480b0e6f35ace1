"""Which state of the data a question is about: that of the server, or one with a visitor's own tables.

The server's is what is shipped, or what the operator loaded last into the folder $ATLAS_DATA_DIR: its file `current`
names one of the folders in `states`, and a running server takes up another one with the next question.

What is remembered of the data is remembered a state (`of_data`), so that no visitor meets another one's tables. The
detailed trade tables beside them (`core/trade.py`) are part of every state, by the digest of their manifest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from analytics.core import paths, trade

Function = TypeVar("Function", bound=Callable[..., Any])
SHARED = ""  # what is shipped
LOADED = "data-"  # begins the name of a state that the operator loaded
SETTING = "ATLAS_DATA_DIR"
STATES = 8  # with tables of visitors, at a time

_state: ContextVar[str] = ContextVar("state of the data", default=SHARED)
_own: dict[str, frozenset[str]] = {}  # the tables of each visitor's state that are theirs
_trade: ContextVar[str | None] = ContextVar("digest of the trade tables", default=None)


def current() -> str:
    """The state in use: a visitor's, else what the operator loaded, else SHARED."""
    return _state.get() or loaded()


def of_visitor() -> str:
    """The state with a visitor's own tables; SHARED where there is none."""
    return SHARED if _state.get().startswith(LOADED) else _state.get()


def own_tables() -> frozenset[str]:
    """The tables of the state in use that are a visitor's own."""
    return _own.get(of_visitor(), frozenset())


def keep_own(state: str, tables: Iterable[str]) -> None:
    """Say which tables of a visitor's state are theirs; none once it is given up. Kept for the newest states."""
    _own.pop(state, None)
    if theirs := frozenset(tables):
        _own[state] = theirs
    while len(_own) > 2 * STATES:
        del _own[next(iter(_own))]


def trade_tables() -> str:
    """The digest of the detailed trade tables in use; "" where there are none."""
    in_use = _trade.get()
    return trade.digest() if in_use is None else in_use


def folder() -> Path | None:
    """Where the operator keeps loaded tables; None where nothing is kept."""
    return paths.named(SETTING)


def loaded() -> str:
    """The state that the operator loaded last; SHARED where there is none."""
    kept = folder()
    if kept is None:
        return SHARED
    try:
        name = (kept / "current").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return SHARED
    return name if re.fullmatch(rf"{LOADED}[0-9a-f]{{16}}", name) else SHARED


def use(state: str) -> None:
    """Ask about a visitor's state from here on, in this thread or task.

    With SHARED, about what is loaded now, also if the operator loads another state meanwhile: a page is of one state.
    """
    _state.set(state or loaded())
    _trade.set(trade.digest())


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
        def answered(_state: tuple[str, str], *given: Any, **named: Any) -> Any:
            return function(*given, **named)

        @wraps(function)
        def asked(*given: Any, **named: Any) -> Any:
            return answered((current(), trade_tables()), *given, **named)

        asked.cache_clear = answered.cache_clear  # type: ignore[attr-defined]
        return cast(Function, asked)

    return decorate
