"""What a live workshop tells those who hold its code, and what its facilitator asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast, get_args

Kind = Literal["open", "words", "choice", "scale", "ranking", "dots"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WRITTEN: tuple[Kind, ...] = ("open", "words")  # answered with statements; the others with numbers
Texts = Mapping[str, str]  # a text by language; one is enough


def in_language(texts: Texts, language: str) -> str:
    """The text in a language, or the first one that was given; "" if there is none."""
    return texts.get(language) or next(iter(texts.values()), "")


@dataclass(frozen=True)
class Opened:
    """A new workshop's join code and facilitator key; the key is shown once and cannot be asked again."""

    code: str
    key: str


@dataclass(frozen=True)
class Asked:
    """A question as a facilitator asks it: a kind, its texts by language, and the settings that the kind has.

    `options` (choice, ranking, dots) are numbered from 1 in their order; `multiple` (choice) lets several be ticked;
    `lowest` and `highest` (scale) are the ends with their texts `low_end` and `high_end`; `budget` (dots) is how many
    dots a device gives away. With `revealed` false the results are hidden until the facilitator shows them.
    """

    texts: Texts
    kind: Kind = "open"
    options: tuple[Texts, ...] = ()
    multiple: bool = False
    lowest: int = 1
    highest: int = 5
    low_end: Texts = field(default_factory=dict)
    high_end: Texts = field(default_factory=dict)
    budget: int = 5
    revealed: bool = True


@dataclass(frozen=True)
class Question:
    """A question, numbered from 1; `text` is the one that was given first. Settings are those of `Asked`.

    `live` says whether phones answer it now; `ends_at` is when its time runs out, if it has one (UTC without a zone).
    """

    number: int
    text: str
    kind: Kind = "open"
    texts: Texts = field(default_factory=dict)
    options: tuple[Texts, ...] = ()
    multiple: bool = False
    lowest: int = 1
    highest: int = 5
    low_end: Texts = field(default_factory=dict)
    high_end: Texts = field(default_factory=dict)
    budget: int = 5
    revealed: bool = True
    live: bool = True
    ends_at: datetime | None = None

    def said(self, language: str) -> str:
        """The question in a language, or as it was given."""
        return in_language(self.texts, language) or self.text

    def option(self, number: int, language: str) -> str:
        """An option in a language, or as it was given."""
        return in_language(self.options[number - 1], language)


@dataclass(frozen=True)
class Details:
    """What everybody with the code may know of a workshop; times are UTC without a zone.

    `live_question` is the number of the question that phones answer now; None lets them answer every one. `locked`
    lets no new device in; `approval` holds every statement back until the facilitator has approved it; in `practice`
    nothing is real. Once closed, a workshop with `in_needs` is shown on the page of needs.
    """

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
    titles: Texts = field(default_factory=dict)
    place: str = ""
    live_question: int | None = None
    locked: bool = False
    approval: bool = False
    practice: bool = False
    in_needs: bool = False
    undo: str = ""

    def heading(self, language: str) -> str:
        """The title in a language, or as it was given."""
        return in_language(self.titles, language) or self.title

    def question(self, number: int) -> Question:
        """The question of that number."""
        return self.questions[number - 1]


@dataclass(frozen=True)
class Receipt:
    """A statement that is committed, as it is stored; `number` is what the board calls it.

    `waiting` says that it is shown once the facilitator has approved it.
    """

    number: int
    submission: str
    question: int
    text: str
    received_at: datetime
    waiting: bool = False


def kind_of(stored: str) -> Kind:
    """A stored word as a kind of question."""
    return cast(Kind, stored)
