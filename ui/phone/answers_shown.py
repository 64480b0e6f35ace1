"""What the room answered, as lines for a phone; the measures are those of analytics.workshops.results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analytics.core.language import _, ngettext, number, percent
from analytics.workshops import results
from analytics.workshops.participants import Room

WORDS = 30  # the most frequent ones


@dataclass(frozen=True)
class Line:
    """A row of the results: what it is of, how much in words, and how long its bar is from 0 to 1."""

    name: str
    amount: str
    part: float


@dataclass(frozen=True)
class Lines:
    """The results of a question: in one sentence, and a line for each option, point or word."""

    summary: str
    lines: tuple[Line, ...]


@lru_cache(maxsize=64)
def lines(room: Room, question_number: int, language: str) -> Lines | None:
    """The results of a question in a language, which is also the one in use; None for statements."""
    question = room.details.question(question_number)
    if question.kind == "open":
        return None
    if question.kind == "words":
        said = results.words(room.shown(question_number)).head(WORDS)
        most = max(said["answers"], default=1)
        found = [
            Line(row.word, ngettext("{n} time", "{n} times", row.answers), row.answers / most)
            for row in said.itertuples()
        ]
        return Lines("", tuple(found))
    given = list(room.answers.get(question_number, {}).values())
    result = results.of(question, given, language)
    summary = ngettext("{n} device has answered.", "{n} devices have answered.", result.devices)
    if result.mean is not None:
        summary += " " + _("The mean is {mean}.").format(mean=number(result.mean, 1))
    return Lines(summary, tuple(_line(question.kind, row, result) for row in result.frame.to_dict("records")))


def _line(kind: str, row: dict[str, object], result: results.Results) -> Line:
    name = str(row["value"] if kind == "scale" else row["text"])
    if kind in ("choice", "scale"):
        share = float(str(row["share_pct"])) if result.devices else 0.0
        return Line(name, percent(share, 0) if result.devices else "", share / 100)
    if kind == "dots":
        dots, most = int(str(row["dots"])), int(result.frame["dots"].max())
        return Line(name, ngettext("{n} dot", "{n} dots", dots), dots / max(most, 1))
    points, most = int(str(row["points"])), int(result.frame["points"].max())
    return Line(name, ngettext("{n} point", "{n} points", points), points / max(most, 1))
