"""What phones ask of a live workshop, read once for all of them.

A phone is let in when it first writes or votes, with a token that it already holds: sent again after a lost answer, the
same request finds the same device. `Room` is one moment of the workshop; what one phone sees of it is worked out in
memory, so that a hundred phones that look at once cost one reading. Any call may raise Unavailable.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import delete as delete_rows
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.workshops import errors, live, rows, schema
from analytics.workshops.models import Details
from analytics.workshops.store import current

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True)
class Said:
    """A statement in a room; `merged_into` is the number of the one on the board that it counts as."""

    number: int
    question: int
    text: str
    language: str
    hidden: bool
    waiting: bool
    merged_into: int | None
    device: int


@dataclass(frozen=True)
class Other:
    """A statement of others as a phone sees it; a hidden one, without its text, only while a vote lies on it."""

    number: int
    question: int
    text: str
    voted: bool
    hidden: bool


@dataclass(frozen=True)
class Seat:
    """What one phone sees: its own statements, those of others, and the votes that it can still give."""

    joined: bool
    own: tuple[Said, ...]
    others: tuple[Other, ...]
    votes_left: int
    answers: Mapping[int, tuple[int, ...]]  # in numbers, by question


@dataclass(frozen=True, eq=False)
class Room:
    """A workshop at one moment: its statements in order, its devices by the digest of their token, who voted."""

    details: Details
    statements: tuple[Said, ...]
    devices: Mapping[str, int]
    votes: Mapping[int, frozenset[int]]  # numbers of statements by device
    answers: Mapping[int, Mapping[int, tuple[int, ...]]]  # in numbers, by question and device

    @cached_property
    def _groups(self) -> dict[int, frozenset[int]]:
        """The numbers that count as one, by the number that stands on the board for them."""
        parts: dict[int, set[int]] = {}
        for said in self.statements:
            parts.setdefault(said.merged_into or said.number, set()).add(said.number)
        return {number: frozenset(numbers) for number, numbers in parts.items()}

    @cached_property
    def _listed(self) -> list[tuple[Said, Other]]:
        """What stands on the board or stood there, as who has no vote on it sees it: most phones see most of it so."""
        return [
            (said, Other(said.number, said.question, said.text, voted=False, hidden=False))
            for said in self.statements
            if said.merged_into is None and not said.waiting
        ]

    @cached_property
    def _own(self) -> dict[int, tuple[Said, ...]]:
        """The statements of each device."""
        found: dict[int, list[Said]] = {}
        for said in self.statements:
            found.setdefault(said.device, []).append(said)
        return {device: tuple(own) for device, own in found.items()}

    def seat(self, token: str) -> Seat:
        """What the phone with this token sees; a token that never wrote has written and voted nothing yet."""
        device = self.devices.get(rows.digest(token))
        given = self.votes.get(device, frozenset()) if device is not None else frozenset()
        others = []
        for said, unvoted in self._listed:
            if said.device == device:
                continue
            if given and not given.isdisjoint(self._groups[said.number]):
                words = "" if said.hidden else said.text
                others.append(Other(said.number, said.question, words, True, said.hidden))
            elif not said.hidden:
                others.append(unvoted)
        own = self._own.get(device, ()) if device is not None else ()
        left = self.details.votes_per_device - len(given)
        answers = {
            question: by_device[device]
            for question, by_device in self.answers.items()
            if device is not None and device in by_device
        }
        return Seat(device is not None, own, tuple(others), left, answers)

    def shown(self, question: int) -> list[tuple[str, int]]:
        """What stands on the board of a question: each text with how many statements count as it."""
        visible = {said.number for said in self.statements if not said.hidden and not said.waiting}
        return [
            (said.text, len(self._groups[said.number] & visible))
            for said in self.statements
            if said.question == question and said.merged_into is None and said.number in visible
        ]


def new_token() -> str:
    """A token for a phone that has none yet; it means nothing until `admit` lets it in."""
    return secrets.token_urlsafe(live.SECRET_BYTES)


def is_token(text: str) -> bool:
    """Whether a text has the form of a token."""
    return bool(_TOKEN.fullmatch(text))


def admit(code: str, token: str) -> None:
    """Let the phone with this token in, if it is not in yet. Raises UnknownWorkshop, UnknownDevice (not the form of a
    token), Closed, Locked, Full."""
    if not is_token(token):
        raise errors.UnknownDevice
    with current().write() as session:
        workshop = rows.locked(session, code)
        table = schema.Device
        known = select(table.id).where(table.workshop_id == workshop.id, table.token_hash == rows.digest(token))
        if session.scalar(known) is not None:
            return
        if workshop.closed_at is not None:
            raise errors.Closed
        if workshop.locked:
            raise errors.Locked
        if rows.count(session, table, workshop) >= live.DEVICES:
            _remove_idle(session, workshop)
        if rows.count(session, table, workshop) >= live.DEVICES:
            raise errors.Full(limit=live.DEVICES)
        session.add(table(workshop_id=workshop.id, token_hash=rows.digest(token)))
        rows.changed(workshop)


def room(code: str) -> Room:
    """The workshop at this moment. Raises UnknownWorkshop."""
    details = live.look(code)
    with current().read() as session:
        workshop = rows.workshop(session, code)
        table, question = schema.Statement, schema.Question
        found = session.execute(
            select(
                table.id, table.number, question.number, table.text, table.language, table.hidden,
                table.waiting, table.merged_into_id, table.device_id,
            )
            .join(question, question.id == table.question_id)
            .where(table.workshop_id == workshop.id)
            .order_by(table.number)
        ).all()  # fmt: skip
        numbers = {row[0]: row[1] for row in found}
        parents = {row[0]: row[7] for row in found if row[7] is not None}
        said = tuple(
            Said(*row[1:7], numbers[rows.root(parents, row[0])] if row[0] in parents else None, row[8]) for row in found
        )
        devices = session.execute(
            select(schema.Device.token_hash, schema.Device.id).where(schema.Device.workshop_id == workshop.id)
        )
        by_digest = {row.token_hash: row.id for row in devices}
        votes: dict[int, set[int]] = {}
        cast = select(schema.Vote.device_id, schema.Vote.statement_id).join(table, table.id == schema.Vote.statement_id)
        for device, statement in session.execute(cast.where(table.workshop_id == workshop.id)):
            votes.setdefault(device, set()).add(numbers[statement])
        answers: dict[int, dict[int, tuple[int, ...]]] = {}
        table_of_answers = schema.Answer
        parts = session.execute(
            select(question.number, table_of_answers.device_id, table_of_answers.value)
            .join(question, question.id == table_of_answers.question_id)
            .where(question.workshop_id == workshop.id)
            .order_by(question.number, table_of_answers.device_id, table_of_answers.slot)
        )
        for number, device, value in parts:
            given = answers.setdefault(number, {})
            given[device] = (*given.get(device, ()), value)
    return Room(details, said, by_digest, {device: frozenset(given) for device, given in votes.items()}, answers)


def _remove_idle(session: Session, workshop: schema.Workshop) -> None:
    """Take out the devices that hold no statement, vote or answer; they come back with the next thing they send."""
    kept = select(schema.Statement.device_id).union(select(schema.Vote.device_id), select(schema.Answer.device_id))
    table = schema.Device
    session.execute(delete_rows(table).where(table.workshop_id == workshop.id, table.id.not_in(kept)))
