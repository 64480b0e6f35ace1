"""How a phone answers each kind of question: the template of its fields, and what is read from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analytics.workshops.models import Kind, Question

Form = Mapping[str, list[str]]


@dataclass(frozen=True)
class Fields:
    """The fields of a kind: their template, and for an answer in numbers how it is read from a form."""

    template: str
    read: Callable[[Form, Question], tuple[int, ...]]


def number(form: Form, name: str) -> int:
    """The value of a field as a number, 0 if it is none; nothing in a workshop has the number 0."""
    return _whole((form.get(name) or [""])[0])


def _whole(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def _written(_form: Form, _question: Question) -> tuple[int, ...]:
    return ()


def _ticked(form: Form, _question: Question) -> tuple[int, ...]:
    # What is no number is kept as one that no question offers, so that it is refused and not left out.
    return tuple(int(text) if re.fullmatch("[0-9]{1,9}", text) else -1 for text in form.get("value", []))


def _ranked(form: Form, question: Question) -> tuple[int, ...]:
    """Options from the first place on; two at the same place are given twice, which is no ranking."""
    places = {option: number(form, f"place{option}") for option in range(1, len(question.options) + 1)}
    ranked = sorted((option for option, place in places.items() if place), key=lambda option: places[option])
    taken = [places[option] for option in ranked]
    return tuple(ranked) if len(set(taken)) == len(taken) else (ranked[0], ranked[0])


def _dotted(form: Form, question: Question) -> tuple[int, ...]:
    """An option for each dot; more than the budget is cut only far above it."""
    given: list[int] = []
    for option in range(1, len(question.options) + 1):
        given += [option] * min(number(form, f"dots{option}"), question.budget + 1)
    return tuple(given)


FIELDS: Mapping[Kind, Fields] = {
    "open": Fields("text.html", _written),
    "words": Fields("word.html", _written),
    "choice": Fields("choice.html", _ticked),
    "scale": Fields("scale.html", _ticked),
    "ranking": Fields("ranking.html", _ranked),
    "dots": Fields("dots.html", _dotted),
}
