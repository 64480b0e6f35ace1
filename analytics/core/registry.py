"""The charts of the atlas by id: a chart function registers itself, with its question and its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from inspect import Parameter as Argument
from inspect import signature
from typing import Any, TypeVar

from analytics.core import age, style
from analytics.core.chart import Chart
from analytics.core.language import current
from analytics.core.state import of_data

Draw = TypeVar("Draw", bound=Callable[..., Chart])


KEPT = 512  # charts: of five countries, three languages and two modes, of each page that is read


@dataclass(frozen=True)
class Parameter:
    """What may be changed of a chart: the type and the default of a value, and the values allowed (None = any)."""

    name: str
    type: type
    default: Any
    allowed: tuple[Any, ...] | None = None


@dataclass(frozen=True)
class Entry:
    """A registered chart: `ask` gives the answer to its question, `draw` the chart of that answer."""

    id: str
    question: str
    ask: Callable[..., Any]
    draw: Callable[..., Chart]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def params(self) -> dict[str, Any]:
        """The parameters with their defaults."""
        return {name: parameter.default for name, parameter in self.parameters.items()}


ENTRIES: dict[str, Entry] = {}


def chart(
    chart_id: str, *, question: str, ask: Callable[..., Any], allowed: Mapping[str, tuple[Any, ...]] | None = None
) -> Callable[[Draw], Draw]:
    """Register the chart function below under `chart_id`, such as "exports.gap".

    Its parameters are the keyword arguments of the function and the arguments of `ask`, each with a default in one of
    the two. Both are called with those that they name; the function gets the answer of `ask` first.
    Raises ValueError for an id that is taken or a parameter without a default.
    """

    def register(draw: Draw) -> Draw:
        if chart_id in ENTRIES and ENTRIES[chart_id].draw.__qualname__ != draw.__qualname__:
            raise ValueError(f"There is a chart {chart_id!r} already.")
        ENTRIES[chart_id] = Entry(chart_id, question, ask, draw, _parameters(chart_id, ask, draw, allowed or {}))
        return draw

    return register


def drawn(chart_id: str, **params: Any) -> Chart:
    """Draw a registered chart; its `id` and `params` draw the same view again anywhere.

    Raises KeyError for an unknown id, TypeError for a parameter it does not take, ValueError for a value that is not
    allowed.
    """
    entry = _entry(chart_id)
    unknown = params.keys() - entry.parameters.keys()
    if unknown:
        known = ", ".join(entry.parameters) or "no parameters"
        raise TypeError(f"{chart_id} takes {known}, not {', '.join(sorted(unknown))}")
    for name, value in params.items():
        allowed = entry.parameters[name].allowed
        if allowed is not None and value not in allowed:
            raise ValueError(f"{name} is one of {', '.join(map(str, allowed))}, not {value!r}.")
    given = {**entry.params, **params}
    return _drawn(chart_id, tuple(given.items()), current(), style.mode())


def typed(chart_id: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Parameters given as text, in the types of the chart's own. Raises KeyError or ValueError."""
    known = _entry(chart_id).parameters
    return {name: known[name].type(value) if name in known else value for name, value in given.items()}


@of_data(maxsize=KEPT)
def _drawn(chart_id: str, given: tuple[tuple[str, Any], ...], _language: str, _mode: str) -> Chart:
    # The tables never change while the process lives; a chart is shared and nobody changes it.
    entry, params = _entry(chart_id), dict(given)
    answer = entry.ask(**_named(entry.ask, params))
    made = entry.draw(answer, **_named(entry.draw, params))
    # What the function settled itself, such as the latest year, is part of the view.
    return replace(made, id=chart_id, params={**params, **made.params}, age=age.of_rows(made.table))


def _named(function: Callable[..., Any], params: Mapping[str, Any]) -> dict[str, Any]:
    arguments = signature(function).parameters
    if any(argument.kind is Argument.VAR_KEYWORD for argument in arguments.values()):
        return dict(params)
    return {name: value for name, value in params.items() if name in arguments}


def _parameters(
    chart_id: str, ask: Callable[..., Any], draw: Callable[..., Chart], allowed: Mapping[str, tuple[Any, ...]]
) -> dict[str, Parameter]:
    arguments = [*list(signature(draw).parameters.values())[1:], *signature(ask).parameters.values()]
    defaults: dict[str, Any] = {}
    for argument in arguments:
        if argument.kind in (Argument.VAR_KEYWORD, Argument.VAR_POSITIONAL):
            continue
        if defaults.get(argument.name, Argument.empty) is Argument.empty:
            defaults[argument.name] = argument.default
    missing = [name for name, default in defaults.items() if default is Argument.empty]
    if missing:
        raise ValueError(f"{chart_id}: no default for {', '.join(missing)}")
    unknown = allowed.keys() - defaults.keys()
    if unknown:
        raise ValueError(f"{chart_id}: no parameter {', '.join(sorted(unknown))}")
    return {name: Parameter(name, type(value), value, allowed.get(name)) for name, value in defaults.items()}


def _entry(chart_id: str) -> Entry:
    if chart_id not in ENTRIES:
        raise KeyError(f"There is no chart {chart_id!r}; see `python -m analytics charts`.")
    return ENTRIES[chart_id]
