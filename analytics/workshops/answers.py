"""Answers in numbers: choice, scale, ranking and dots. Open questions and words are answered by `live.submit`.

    choice   the options that are ticked, one unless the question takes several
    scale    one point of the scale
    ranking  options from the first place on; those that are left out have no place
    dots     an option for each dot, as often as it has dots

A device has one answer to a question and may change it, or take it back, until the question takes no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.workshops import errors, opening, rows, schema
from analytics.workshops.models import WRITTEN, Question
from analytics.workshops.store import current

ANSWERS_A_MINUTE = 60  # changes of one device


def answer(code: str, token: str, submission: str, question: int, value: int | Sequence[int]) -> tuple[int, ...]:
    """Store the device's answer in place of the one before; returns the answer as it stands.

    The same `submission` sent again changes nothing: it is answered with what stands, also after closing. An empty
    value takes the answer back. Raises UnknownWorkshop, UnknownDevice, UnknownQuestion, Closed, NotNow, TimeUp,
    BadAnswer, OverBudget, TooFast, BadSubmission.
    """
    given = (value,) if isinstance(value, int) else tuple(value)
    rows.check_submission(submission)
    with current().write() as session:
        workshop = rows.locked(session, code)
        device = rows.device(session, workshop, token)
        asked = rows.question(session, workshop, question)
        sent = session.get(schema.AnswerSent, (asked.id, submission))
        if sent is not None:
            if (sent.device_id, tuple(sent.given)) != (device.id, given):
                raise errors.BadSubmission
            return _stored(session, asked, device)
        rows.answerable(workshop, asked)
        refuse(opening.read(asked, workshop), given)
        _refuse_haste(session, device)
        own = schema.Answer.question_id == asked.id, schema.Answer.device_id == device.id
        session.execute(delete_rows(schema.Answer).where(*own))
        session.add_all(
            schema.Answer(question_id=asked.id, device_id=device.id, slot=slot, value=part)
            for slot, part in enumerate(given, 1)
        )
        session.add(
            schema.AnswerSent(
                question_id=asked.id,
                submission=submission,
                device_id=device.id,
                given=list(given),
                received_at=rows.now(),
            )
        )
        rows.changed(workshop)
        return given


def answered(code: str, token: str, question: int) -> tuple[int, ...]:
    """The device's answer as it stands, empty if it gave none.

    Raises UnknownWorkshop, UnknownDevice, UnknownQuestion.
    """
    with current().read() as session:
        workshop = rows.workshop(session, code)
        device = rows.device(session, workshop, token)
        return _stored(session, rows.question(session, workshop, question), device)


def refuse(question: Question, given: Sequence[int]) -> None:
    """Nothing, if this is an answer to the question. Raises BadAnswer, OverBudget."""
    if question.kind in WRITTEN:
        raise errors.BadAnswer
    if question.kind == "dots" and len(given) > question.budget:
        raise errors.OverBudget(limit=question.budget)
    allowed = range(1, len(question.options) + 1)
    if question.kind == "scale":
        allowed = range(question.lowest, question.highest + 1)
    one = question.kind == "scale" or (question.kind == "choice" and not question.multiple)
    twice = question.kind != "dots" and len(set(given)) < len(given)
    if twice or (one and len(given) > 1) or any(part not in allowed for part in given):
        raise errors.BadAnswer


def _stored(session: Session, asked: schema.Question, device: schema.Device) -> tuple[int, ...]:
    table = schema.Answer
    own = table.question_id == asked.id, table.device_id == device.id
    return tuple(session.scalars(select(table.value).where(*own).order_by(table.slot)))


def _refuse_haste(session: Session, device: schema.Device) -> None:
    table = schema.AnswerSent
    minute = select(func.count()).where(
        table.device_id == device.id, table.received_at.between(rows.now() - timedelta(minutes=1), rows.now())
    )
    if (session.scalar(minute) or 0) >= ANSWERS_A_MINUTE:
        raise errors.TooFast(limit=ANSWERS_A_MINUTE)
