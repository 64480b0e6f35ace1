"""How a facilitator leads the room: which question is asked now, its time, when results are shown, who is let in.

All calls raise UnknownWorkshop and WrongKey; any may raise Unavailable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, select

from analytics.workshops import errors, rows, schema
from analytics.workshops.moderating import moderating
from analytics.workshops.store import current

LONGEST_TIMER = 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Deleted:
    """What resetting a question deletes, or has deleted."""

    statements: int
    votes: int
    answers: int  # devices whose answer in numbers goes


def show_question(code: str, key: str, number: int | None) -> None:
    """Let phones answer this question and no other, or every one (None). Raises UnknownQuestion."""
    with moderating(code, key) as (session, workshop, _):
        workshop.live_question = None if number is None else rows.question(session, workshop, number).number


def reveal(code: str, key: str, number: int, *, shown: bool = True) -> None:
    """Show a question's results to the room, or hide them again. Raises UnknownQuestion."""
    with moderating(code, key) as (session, workshop, _):
        rows.question(session, workshop, number).revealed = shown


def set_timer(code: str, key: str, number: int, seconds: int | None) -> None:
    """Take answers to a question for so many seconds from now, or without an end. Raises UnknownQuestion, BadAnswer."""
    if seconds is not None and not 0 <= seconds <= LONGEST_TIMER:
        raise errors.BadAnswer
    with moderating(code, key) as (session, workshop, _):
        question = rows.question(session, workshop, number)
        question.ends_at = None if seconds is None else rows.now() + timedelta(seconds=seconds)


def lock(code: str, key: str, *, locked: bool = True) -> None:
    """Let no new device in, or let them in again; those that are in go on."""
    with moderating(code, key) as (_, workshop, _found):
        workshop.locked = locked


def ask_approval(code: str, key: str, *, approval: bool = True) -> None:
    """Hold what is written from now on back until it is approved, or show it at once."""
    with moderating(code, key) as (_, workshop, _found):
        workshop.approval = approval


def show_in_needs(code: str, key: str, *, shown: bool = True) -> None:
    """Let the page of needs show polls and themes while the workshop is closed, or no more. Raises OnlyPractice."""
    with moderating(code, key) as (_, workshop, _found):
        if shown and workshop.practice:
            raise errors.OnlyPractice
        workshop.in_needs = shown


def approve(code: str, key: str, *numbers: int) -> None:
    """Show statements that wait. Raises UnknownStatement."""
    with moderating(code, key, "approve", numbers) as (_, _workshop, found):
        for statement in found:
            statement.waiting = False


def reject(code: str, key: str, *numbers: int) -> None:
    """Hide statements that wait, text kept. Raises UnknownStatement."""
    with moderating(code, key, "reject", numbers) as (_, _workshop, found):
        for statement in found:
            statement.waiting, statement.hidden = False, True


def what_reset_deletes(code: str, key: str, number: int) -> Deleted:
    """What `reset` would delete now. Raises UnknownQuestion."""
    with current().read() as session:
        workshop = rows.workshop(session, code)
        rows.check_key(workshop, key)
        question = rows.question(session, workshop, number).id
        own = select(schema.Statement.id).where(schema.Statement.question_id == question)
        return Deleted(
            statements=session.scalar(select(func.count()).select_from(own.subquery())) or 0,
            votes=session.scalar(select(func.count()).where(schema.Vote.statement_id.in_(own))) or 0,
            answers=session.scalar(
                select(func.count(func.distinct(schema.Answer.device_id))).where(schema.Answer.question_id == question)
            )
            or 0,
        )


def reset(code: str, key: str, number: int) -> Deleted:
    """Delete all that was answered to a question, for good: nothing of it is kept to be undone. Raises UnknownQuestion.

    Its time starts anew, and the last act of moderation can no longer be undone.
    """
    deleted = what_reset_deletes(code, key, number)
    with moderating(code, key) as (session, workshop, _):
        question = rows.question(session, workshop, number)
        question.ends_at = None
        workshop.undo = None
        for table in (schema.Statement, schema.Answer, schema.AnswerSent):
            session.execute(delete_rows(table).where(table.question_id == question.id))
    current().forget()
    return deleted
