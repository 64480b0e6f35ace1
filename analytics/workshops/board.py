"""What a live workshop shows and hands over, as tidy frames. No frame knows which device wrote or voted for what.

Statements that were merged count as the one they were merged into, and a device that voted for several of them counts
once. What is hidden or waits for approval counts nowhere. Any call may raise Unavailable.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.workshops import rows as stored
from analytics.workshops import schema
from analytics.workshops.store import current

ROUNDED_TO = "15min"  # times in exports, so that they cannot be matched with who was seen typing

_BOARD = {
    "question_number": "int64",
    "question": "str",
    "theme": "str",
    "theme_statements": "int64",
    "theme_votes": "int64",
    "number": "int64",
    "statement": "str",
    "language": "str",
    "statements": "int64",
    "votes": "int64",
}
_NEEDS = {"statement": "str", "question": "str", "language": "str", "votes": "int64", "theme": "str"}
_BALLOT = {
    "question_number": "int64",
    "question": "str",
    "number": "int64",
    "statement": "str",
    "language": "str",
    "own": "bool",
    "voted": "bool",
    "hidden": "bool",
}
_EXPORT = {
    "number": "int64",
    "question_number": "int64",
    "question": "str",
    "statement": "str",
    "language": "str",
    "theme": "str",
    "votes": "int64",
    "votes_with_merged": "int64",
    "merged_into": "Int64",
    "hidden": "bool",
    "waiting": "bool",
    "received_at_utc": "datetime64[us]",
}


@dataclass(frozen=True)
class _Statement:
    id: int
    device_id: int
    merged_into_id: int | None
    number: int
    text: str
    language: str
    hidden: bool
    waiting: bool
    received_at: datetime
    question_number: int
    question: str


@dataclass(frozen=True)
class _Reading:
    """A workshop's content at one moment: its statements by id in order, who voted for which, what stands for what."""

    statements: dict[int, _Statement]
    themes: dict[int, list[str]]
    voters: dict[int, set[int]]
    groups: dict[int, list[_Statement]]

    def said(self, statement: _Statement) -> list[_Statement]:
        """The statements that count as this one, without the hidden and the waiting ones."""
        return [part for part in self.groups.get(statement.id, []) if not part.hidden and not part.waiting]

    def votes(self, statement: _Statement) -> int:
        """The devices that voted for any of the statements that count as this one."""
        return len(set().union(*(self.voters.get(part.id, set()) for part in self.said(statement))))

    def shown(self) -> list[_Statement]:
        """The statements on the board."""
        return [s for s in self.statements.values() if s.merged_into_id is None and not s.hidden and not s.waiting]


def board(code: str) -> pd.DataFrame:
    """The board, one row a question, theme and statement; a statement with two themes stands under both.

    `theme` is missing where none is set, `statements` counts those that were merged into one, `theme_statements` and
    `theme_votes` are sums over the question's theme. Sorted by question, votes of the theme (no theme last), votes,
    number. Raises UnknownWorkshop.
    """
    with current().read() as session:
        reading = _read(session, stored.workshop(session, code))
    rows = [
        (
            s.question_number,
            s.question,
            theme,
            0,
            0,
            s.number,
            s.text,
            s.language,
            len(reading.said(s)),
            reading.votes(s),
        )
        for s in reading.shown()
        for theme in reading.themes.get(s.id, [None])
    ]
    frame = _frame(rows, _BOARD)
    sums = frame.groupby(["question_number", "theme"], dropna=False)[["statements", "votes"]].transform("sum")
    frame = frame.assign(theme_statements=sums["statements"], theme_votes=sums["votes"], unset=frame["theme"].isna())
    order = {"question_number": True, "unset": True, "theme_votes": False, "theme_statements": False, "theme": True}
    order |= {"votes": False, "number": True}
    frame = frame.sort_values(list(order), ascending=list(order.values()), ignore_index=True)
    return frame[list(_BOARD)]


def needs(code: str) -> pd.DataFrame:
    """What stands on the board as a table to explore like an imported one; `theme` joins two with `;`.

    Raises UnknownWorkshop.
    """
    with current().read() as session:
        reading = _read(session, stored.workshop(session, code))
    rows = [
        (s.text, s.question, s.language, reading.votes(s), _joined(reading.themes.get(s.id))) for s in reading.shown()
    ]
    return _frame(rows, _NEEDS)


@dataclass(frozen=True)
class Writers:
    """How many devices have a statement on the board, also a merged one: by theme (open questions), by word (clouds).

    `words` has for each question the devices in all and those of each word, whatever its capitals.
    """

    devices: int
    themes: dict[str, int]
    words: dict[int, tuple[int, dict[str, int]]]


def writers(code: str, clouds: Collection[int]) -> Writers:
    """Who wrote what stands on the board, counted; `clouds` are the questions for words. Raises UnknownWorkshop."""
    with current().read() as session:
        reading = _read(session, stored.workshop(session, code))
    everybody: set[int] = set()
    themes: dict[str, set[int]] = {}
    words: dict[int, dict[str, set[int]]] = {}
    for statement in reading.shown():
        devices = {part.device_id for part in reading.said(statement)}
        if statement.question_number in clouds:
            word = " ".join(statement.text.split())
            words.setdefault(statement.question_number, {}).setdefault(word.casefold(), set()).update(devices)
            continue
        everybody |= devices
        for theme in reading.themes.get(statement.id, ()):
            themes.setdefault(theme, set()).update(devices)
    return Writers(
        len(everybody),
        {theme: len(devices) for theme, devices in themes.items()},
        {
            question: (len(set().union(*said.values())), {word: len(devices) for word, devices in said.items()})
            for question, said in words.items()
        },
    )


def ballot(code: str, token: str) -> pd.DataFrame:
    """The statements that a device can read and vote for, in the order in which they came.

    A hidden statement is listed only if the device's vote lies on it, without its text, so that the vote can be taken
    back. Raises UnknownWorkshop, UnknownDevice.
    """
    with current().read() as session:
        workshop = stored.workshop(session, code)
        device = stored.device(session, workshop, token).id
        reading = _read(session, workshop)
    rows = [
        (
            s.question_number,
            s.question,
            s.number,
            None if s.hidden else s.text,
            s.language,
            s.device_id == device,
            any(device in reading.voters.get(part.id, ()) for part in reading.groups[s.id]),
            s.hidden,
        )
        for s in reading.statements.values()
        if s.merged_into_id is None and not s.waiting
    ]
    frame = _frame(rows, _BALLOT).sort_values(["question_number", "number"])
    return frame[~frame["hidden"] | frame["voted"]].reset_index(drop=True)


def export(code: str, key: str) -> pd.DataFrame:
    """Every statement ever received, with what moderation did to it, for the facilitator.

    `votes` are those for the statement itself, `votes_with_merged` what the board counts for it (0 if
    merged or hidden), `merged_into` the number of the one that it was merged into. Raises UnknownWorkshop, WrongKey.
    """
    with current().read() as session:
        workshop = stored.workshop(session, code)
        stored.check_key(workshop, key)
        reading = _read(session, workshop)
    shown = {s.id for s in reading.shown()}
    rows = [
        (
            s.number,
            s.question_number,
            s.question,
            s.text,
            s.language,
            _joined(reading.themes.get(s.id)),
            len(reading.voters.get(s.id, ())),
            reading.votes(s) if s.id in shown else 0,
            None if s.merged_into_id is None else reading.statements[s.merged_into_id].number,
            s.hidden,
            s.waiting,
            s.received_at,
        )
        for s in reading.statements.values()
    ]
    frame = _frame(rows, _EXPORT)
    return frame.assign(received_at_utc=frame["received_at_utc"].dt.floor(ROUNDED_TO))


def _read(session: Session, workshop: schema.Workshop) -> _Reading:
    table, question = schema.Statement, schema.Question
    parts = [getattr(table, name) for name in _Statement.__dataclass_fields__ if hasattr(table, name)]
    found = session.execute(
        select(*parts, question.number.label("question_number"), question.text.label("question"))
        .join(question, question.id == table.question_id)
        .where(table.workshop_id == workshop.id)
        .order_by(table.number)
    )
    statements = {row["id"]: _Statement(**row) for row in found.mappings()}
    own = select(table.id).where(table.workshop_id == workshop.id)
    themes: dict[int, list[str]] = {}
    theme = schema.StatementTheme
    for statement_id, name in session.execute(
        select(theme.statement_id, theme.theme).where(theme.statement_id.in_(own)).order_by(theme.place)
    ):
        themes.setdefault(statement_id, []).append(name)
    voters: dict[int, set[int]] = {}
    for statement_id, device_id in session.execute(
        select(schema.Vote.statement_id, schema.Vote.device_id).where(schema.Vote.statement_id.in_(own))
    ):
        voters.setdefault(statement_id, set()).add(device_id)
    parents = {s.id: s.merged_into_id for s in statements.values() if s.merged_into_id is not None}
    groups: dict[int, list[_Statement]] = {}
    for statement in statements.values():
        groups.setdefault(stored.root(parents, statement.id), []).append(statement)
    return _Reading(statements, themes, voters, groups)


def _frame(rows: list[tuple[Any, ...]], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _joined(themes: list[str] | None) -> str | None:
    return ";".join(themes) if themes else None
