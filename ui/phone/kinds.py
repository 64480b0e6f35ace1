"""How a phone answers each kind of question: the part of the page with its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.workshops.models import Question


@dataclass(frozen=True)
class Kind:
    """A kind of question and the template of its fields."""

    template: str


TEXT = Kind("text.html")
KINDS: Mapping[str, Kind] = {"text": TEXT}


def of(question: Question) -> Kind:
    """The kind of a question."""
    return KINDS.get(getattr(question, "kind", "text"), TEXT)
