"""Answers in words and colours that are kept: one each for the language and the mode in which they were made."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from analytics.core import style
from analytics.core.language import current

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int = 64) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` answers of a function of its arguments, the language and the mode in use.

    The tables never change while a process lives. What is answered is shared: nobody may change it. Nothing of a
    visitor may be looked at in the function but what its arguments say.
    """

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def known(_language: str, _mode: str, given: Hashable, named: tuple[tuple[str, Hashable], ...]) -> R:
            return function(*given, **dict(named))  # type: ignore[arg-type, misc]

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            return known(current(), style.mode(), args, tuple(kwargs.items()))  # type: ignore[arg-type]

        return asked

    return keep
