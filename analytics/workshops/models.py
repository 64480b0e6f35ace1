"""What a live workshop tells those who hold its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Opened:
    """A new workshop's join code and facilitator key; the key is shown once and cannot be asked again."""

    code: str
    key: str


@dataclass(frozen=True)
class Question:
    """A question, numbered from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Details:
    """What everybody with the code may know of a workshop; times are UTC without a zone."""

    code: str
    title: str
    questions: tuple[Question, ...]
    languages: tuple[str, ...]
    themes: bool
    votes_per_device: int
    opened_at: datetime
    closed_at: datetime | None
    devices: int
    statements: int
    version: int


@dataclass(frozen=True)
class Receipt:
    """A statement that is committed, as it is stored; `number` is what the board calls it."""

    number: int
    submission: str
    question: int
    text: str
    received_at: datetime
