"""Answers in words and colours that are kept: one each for the data, the language and the mode of their making."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from analytics.core import style
from analytics.core.language import current
from analytics.core.state import of_data

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int = 64) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` answers of a function of its arguments, the data, the language and the mode in use.

    What is answered is shared, so nobody may change it; a frame is given as a copy that pandas makes only when it is
    written to. The function may look at nothing else: not at the visitor, not at the day.
    """

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @of_data(maxsize=most)
        def known(_in_use: tuple[str, str], given: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> R:
            return function(*given, **dict(named))

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            answer = known((current(), style.mode()), args, tuple(kwargs.items()))
            return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer

        return asked

    return keep
