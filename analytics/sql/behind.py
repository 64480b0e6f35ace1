"""Which named questions a chart stands on, read from the function that asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from inspect import unwrap
from types import CodeType, FunctionType, ModuleType
from typing import Any

from analytics.catalogue import CHARTS
from analytics.warehouse import queries

_OURS = "analytics."


@lru_cache(maxsize=128)
def chart(chart_id: str) -> tuple[str, ...]:
    """The names of the questions behind a chart, the nearest first. Raises KeyError for an unknown chart."""
    known, found = queries(), dict[str, None]()
    waiting: list[FunctionType] = [_function(CHARTS[chart_id].ask)]
    seen = set(waiting)
    while waiting:
        function = waiting.pop(0)
        for code in _codes(function.__code__):
            found |= dict.fromkeys(text for text in _texts(code.co_consts) if text in known)
            for called in _called(function, code):
                if called not in seen:
                    seen.add(called)
                    waiting.append(called)
    return tuple(found)


def _function(given: Callable[..., Any]) -> FunctionType:
    found = unwrap(given)
    assert isinstance(found, FunctionType), given
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _texts(constants: tuple[Any, ...]) -> Iterator[str]:
    for constant in constants:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple):
            yield from _texts(constant)


def _called(function: FunctionType, code: CodeType) -> Iterator[FunctionType]:
    named = [function.__globals__.get(name) for name in code.co_names]
    for value in named:
        if isinstance(value, ModuleType) and value.__name__.startswith(_OURS):
            named += [getattr(value, name, None) for name in code.co_names if not name.startswith("__")]
    for value in named:
        inner = unwrap(value) if callable(value) else None
        if isinstance(inner, FunctionType) and inner.__module__.startswith(_OURS):
            yield inner
