"""What the room answered to a question, each measure defined here and nowhere else.

    choice   answers: devices that ticked the option; share_pct: of the devices that answered (several ticks: over 100)
    scale    answers: devices at a point; share_pct: of the devices that answered; `mean` over the devices
    ranking  points (Borda): of n options a device's first has n, the next n - 1 and so on, one without a place 0;
             first: devices that put it first; answers: devices that gave it any place
    dots     dots: all dots on the option; answers: devices that put any on it
    words    answers: statements with the same words, whatever their capitals, on the board or merged
    open     no frame of its own: analytics.workshops.board has the statements

Rows stand in the order of presentation: options as they were asked, words by how often they were said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import select

from analytics.workshops import board, opening, rows, schema
from analytics.workshops.models import WRITTEN, Question
from analytics.workshops.store import current

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "choice": {"option": "int64", "text": "str", "answers": "int64", "share_pct": "float64"},
    "scale": {"value": "int64", "answers": "int64", "share_pct": "float64"},
    "ranking": {"option": "int64", "text": "str", "points": "int64", "first": "int64", "answers": "int64"},
    "dots": {"option": "int64", "text": "str", "dots": "int64", "answers": "int64"},
    "words": {"word": "str", "answers": "int64"},
    "open": {"statement": "str", "votes": "int64"},
}


@dataclass(frozen=True, eq=False)
class Results:
    """The results of a question: how many devices answered, the mean of a scale (None if nobody did), the frame."""

    question: Question
    devices: int
    mean: float | None
    frame: pd.DataFrame


def results(code: str, question: int, language: str = "") -> Results:
    """The results as they stand, options in a language or as they were given.

    Whether the room may see them is `Question.revealed`. Raises UnknownWorkshop, UnknownQuestion.
    """
    with current().read() as session:
        workshop = rows.workshop(session, code)
        asked = rows.question(session, workshop, question)
        known = opening.read(asked, workshop)
        table = schema.Answer
        found = session.execute(
            select(table.device_id, table.value)
            .where(table.question_id == asked.id)
            .order_by(table.device_id, table.slot)
        ).all()
        wrote = select(schema.Statement.device_id).where(schema.Statement.question_id == asked.id).distinct()
        writers = len(session.scalars(wrote).all())
    if known.kind in WRITTEN:
        return Results(known, writers, None, _written(code, known))
    given: dict[int, list[int]] = {}
    for device, value in found:
        given.setdefault(device, []).append(value)
    return of(known, list(given.values()), language)


def of(question: Question, given: Sequence[Sequence[int]], language: str = "") -> Results:
    """The results of a question that is answered with numbers, from the answer of each device."""
    times = Counter(value for answer in given for value in answer)
    devices = Counter(value for answer in given for value in set(answer))
    mean = None
    if question.kind == "scale":
        points = range(question.lowest, question.highest + 1)
        found: Iterable[tuple[object, ...]] = [(p, times[p], _share(times[p], len(given))) for p in points]
        mean = sum(value * n for value, n in times.items()) / len(given) if given else None
    else:
        options = [(n, question.option(n, language)) for n in range(1, len(question.options) + 1)]
        if question.kind == "choice":
            found = [(*option, devices[option[0]], _share(devices[option[0]], len(given))) for option in options]
        elif question.kind == "dots":
            found = [(*option, times[option[0]], devices[option[0]]) for option in options]
        else:
            first = Counter(answer[0] for answer in given if answer)
            points_of = borda(given, len(options))
            found = [(*option, points_of[option[0]], first[option[0]], devices[option[0]]) for option in options]
    columns = COLUMNS[question.kind]
    return Results(question, len(given), mean, pd.DataFrame(list(found), columns=list(columns)).astype(dict(columns)))


def borda(given: Sequence[Sequence[int]], options: int) -> Counter[int]:
    """The points of each option: of n options a device's first has n, the next n - 1, one without a place 0."""
    points: Counter[int] = Counter()
    for ranking in given:
        points.update({option: options - place for place, option in enumerate(ranking)})
    return points


def words(statements: Iterable[tuple[str, int]]) -> pd.DataFrame:
    """The different words of a cloud with how often each was said, in the spelling that was said most."""
    times: Counter[str] = Counter()
    spelling: dict[str, Counter[str]] = {}
    for text, said in statements:
        plain = " ".join(text.split())
        times[plain.casefold()] += said
        spelling.setdefault(plain.casefold(), Counter())[plain] += said
    ordered = sorted(times, key=lambda word: (-times[word], word))
    found = [(spelling[word].most_common(1)[0][0], times[word]) for word in ordered]
    return pd.DataFrame(found, columns=list(COLUMNS["words"])).astype(dict(COLUMNS["words"]))


def _written(code: str, question: Question) -> pd.DataFrame:
    shown = board.board(code).drop_duplicates("number")
    own = shown[shown["question_number"] == question.number]
    if question.kind == "words":
        return words(zip(own["statement"], own["statements"], strict=True))
    ordered = own.sort_values(["votes", "number"], ascending=[False, True], ignore_index=True)
    return ordered[list(COLUMNS["open"])]


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
